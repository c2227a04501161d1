package dev.pergola.storage;

import org.jspecify.annotations.Nullable;

/**
 * How much of a listing a call wants, and where it goes on.
 *
 * <p>A store examines rows in order and keeps those that match. It stops at the end, at a match
 * beyond {@code maxRows}, or after {@code maxExamined} rows, whichever comes first. So a page that
 * ends at the last match has no next one, unless the budget ran out before that was known.
 *
 * @param maxRows most rows to give back, at least 1
 * @param maxExamined most rows to look at, matching or not, at least {@code maxRows}
 * @param after where the page before this one ended; null for the first page
 * @param deadline when the page comes too late, by {@link System#nanoTime()}; a store that looks at
 *     many rows stops then with {@link TooLateException}; null for never
 */
public record PageRequest(
    int maxRows, int maxExamined, @Nullable Cursor after, @Nullable Long deadline) {

  /** A page that never comes too late. */
  public PageRequest(int maxRows, int maxExamined, @Nullable Cursor after) {
    this(maxRows, maxExamined, after, null);
  }

  public PageRequest {
    if (maxRows < 1 || maxExamined < maxRows) {
      throw new IllegalArgumentException(
          "A page of %d rows with %d examined is not possible; ask for at least one row and examine no fewer."
              .formatted(maxRows, maxExamined));
    }
  }

  /**
   * Stops a store that comes too late. To be called every so many rows, since it asks the clock.
   */
  public void checkDeadline() {
    if (deadline != null && System.nanoTime() - deadline > 0) {
      throw new TooLateException();
    }
  }
}
