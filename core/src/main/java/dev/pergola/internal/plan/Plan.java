package dev.pergola.internal.plan;

import java.util.List;

/**
 * One operation, compiled for one outcome of its conditional directives. Immutable, shared by all
 * requests with the same document.
 *
 * @param mutation whether the root fields run one after the other
 * @param roots the root fields in the order of the answer
 * @param keys the keys of these
 * @param nested the arguments of the fields below the roots that have variables in them
 */
public record Plan(
    boolean mutation, List<RootField> roots, ResponseKeys keys, List<Arguments> nested) {

  public Plan {
    roots = List.copyOf(roots);
    nested = List.copyOf(nested);
  }

  /** An operation with these root fields. */
  public Plan(boolean mutation, List<RootField> roots, List<Arguments> nested) {
    this(mutation, roots, ResponseKeys.of(roots, RootField::name), nested);
  }

  /** How many root fields list records, at any depth; they share what one request may look at. */
  public int listings() {
    int listings = 0;
    for (RootField root : roots) {
      if (root instanceof RootField.Served served && served.shape().listings() > 0) {
        listings++;
      }
    }
    return listings;
  }
}
