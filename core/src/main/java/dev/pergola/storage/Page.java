package dev.pergola.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param rows the rows that matched what the store judged, in order
 * @param next where to go on; null when the store knows that no matching row follows
 * @param examined how many rows the store looked at
 * @param residual what is left of the request's filter for the caller to judge; {@link
 *     Filter#all()} when the store judged all of it
 */
public record Page(List<Row> rows, @Nullable Cursor next, int examined, Filter residual) {
  public Page {
    rows = List.copyOf(rows);
  }
}
