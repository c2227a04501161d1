/**
 * Pergola: a model definition becomes a secured GraphQL API over tables. Start at {@link
 * dev.pergola.Pergola}.
 */
@NullMarked
package dev.pergola;

import org.jspecify.annotations.NullMarked;
