package dev.pergola.internal.execute;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pages of records: one of a listing, or one for each parent of a relation.
 *
 * @param starts where in the list of records each page begins, and behind the last one where it
 *     ends
 * @param items the records of all pages, once for each {@code items} that is asked for, at its slot
 * @param tokens for each page what continues it; empty when nobody asks
 * @param failures for each page why there is none; empty when there are all
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and read by position
record Pages(
    int[] starts,
    List<Records> items,
    @Nullable String[] tokens,
    @Nullable FieldFailure[] failures) {

  static final String[] NO_TOKENS = {};
  static final FieldFailure[] NO_FAILURES = {};

  Pages {
    items = List.copyOf(items);
  }

  @Nullable String token(int page) {
    return tokens.length == 0 ? null : tokens[page];
  }

  @Nullable FieldFailure failure(int page) {
    return failures.length == 0 ? null : failures[page];
  }
}
