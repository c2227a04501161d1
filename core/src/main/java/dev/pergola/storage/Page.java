package dev.pergola.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param rows the rows that matched what the store judged, in order
 * @param next where to go on: behind the last row given back if another match is known to follow,
 *     behind the last row examined if the budget ran out; null when the store knows that no
 *     matching row follows
 * @param examined how many rows the store looked at, a match beyond the page included
 * @param residual what is left of the request's filter for the caller to judge; {@link
 *     Filter#all()} when the store judged all of it
 */
public record Page(List<Row> rows, @Nullable Cursor next, int examined, Filter residual) {
  public Page {
    rows = List.copyOf(rows);
  }
}
