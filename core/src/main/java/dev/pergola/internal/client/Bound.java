package dev.pergola.internal.client;

import java.util.function.UnaryOperator;

/**
 * What a component comes to.
 *
 * @param selection what is asked for it
 * @param reader makes its value of the answer
 */
record Bound(Selection selection, Reader reader) {

  /** Of a component that does not fit; never read. */
  static final Bound NOTHING = new Bound(Selection.LEAF, answered -> null);

  /** The same, read in another way. */
  Bound reading(UnaryOperator<Reader> around) {
    return new Bound(selection, around.apply(reader));
  }
}
