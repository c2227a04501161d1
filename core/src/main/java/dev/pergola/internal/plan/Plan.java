package dev.pergola.internal.plan;

import java.util.List;

/**
 * One operation, compiled for one outcome of its conditional directives. Immutable, shared by all
 * requests with the same document.
 *
 * @param mutation whether the root fields run one after the other
 * @param roots the root fields in the order of the answer
 */
public record Plan(boolean mutation, List<RootField> roots) {
  public Plan {
    roots = List.copyOf(roots);
  }

  /** How many root fields list records; they share what one request may look at. */
  public int listings() {
    return (int)
        roots.stream()
            .filter(
                root ->
                    root instanceof RootField.OnModel onModel
                        && onModel.shape() instanceof RootField.Shape.Connection)
            .count();
  }
}
