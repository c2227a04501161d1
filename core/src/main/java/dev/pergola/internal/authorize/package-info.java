/**
 * Rules against an identity: the one place that says yes, no, or "only where". Nothing reaches a
 * row except through {@link dev.pergola.internal.authorize.Authorizer#decide}; this package never
 * reads or writes a store.
 */
@NullMarked
package dev.pergola.internal.authorize;

import org.jspecify.annotations.NullMarked;
