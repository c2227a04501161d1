/**
 * Runs plans: asks {@link dev.pergola.internal.authorize.Authorizer}, makes one store call per plan
 * node, and shapes rows into maps or JSON bytes.
 */
@NullMarked
package dev.pergola.internal.execute;

import org.jspecify.annotations.NullMarked;
