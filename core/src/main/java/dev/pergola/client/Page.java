package dev.pergola.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of records.
 *
 * @param items the records, in order
 * @param nextToken what to pass as {@code nextToken} for the page after this one; null after the
 *     last
 * @param <T> what a record comes as
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {

  public Page {
    items = List.copyOf(items);
  }

  /** Whether there may be another page. */
  public boolean hasNext() {
    return nextToken != null;
  }
}
