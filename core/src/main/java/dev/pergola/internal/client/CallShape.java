package dev.pergola.internal.client;

import java.util.Set;

/**
 * All that a plan of a call depends on: what is run, what is asked of the result, and which
 * arguments the relations below get.
 *
 * @param root what is run
 * @param selection what is asked of its result, or of each element of it
 * @param nested the names of the variables for relations, as {@link Related#variable} makes them
 */
record CallShape(Root root, Selection selection, Set<String> nested) {

  CallShape {
    nested = Set.copyOf(nested);
  }
}
