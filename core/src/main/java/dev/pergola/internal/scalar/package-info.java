/**
 * The fourteen scalars: what a caller may send for each, what is stored of it, and what a stored
 * value answers. Every check is linear in its input, after a cap on the length.
 */
@NullMarked
package dev.pergola.internal.scalar;

import org.jspecify.annotations.NullMarked;
