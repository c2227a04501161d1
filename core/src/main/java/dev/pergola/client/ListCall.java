package dev.pergola.client;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page of records.
 *
 * @param <T> what a record comes as
 */
public interface ListCall<T> extends Call<Page<T>> {

  /** Those for which this holds; in place of an earlier filter. */
  ListCall<T> filter(Condition condition);

  /** Those for which this holds, as in the API: {@code Map.of("caption", Map.of("eq", "Dawn"))}. */
  ListCall<T> filter(Map<String, ?> filter);

  /** At most so many. */
  ListCall<T> limit(int limit);

  /** Those after the page that gave this token; null for the first page. */
  ListCall<T> nextToken(@Nullable String token);

  /**
   * In this order of the sort key. Needs a key to go by: an index query's, or the partition field
   * of a custom identifier.
   */
  ListCall<T> sortDirection(SortDirection direction);

  /**
   * Those with this value of the partition field.
   *
   * @throws IllegalArgumentException if the listing goes by another field, or by none
   */
  ListCall<T> key(String field, Object value);

  /**
   * Those whose sort key fulfils this: one operator on the sort field, or, where there are several,
   * on the argument that stands for all of them: {@code where("dateSeq").ge(Map.of("date", day))}.
   *
   * @throws IllegalArgumentException if it is about something else
   */
  ListCall<T> sortKey(Condition condition);

  /**
   * The same call, with a choice of what a {@code hasMany} relation gives: how many, which, in
   * which order, after which page.
   *
   * <pre>{@code
   * Page<Map<String, Object>> page =
   *     backend
   *         .client(identity)
   *         .model("Book")
   *         .select("title", "reviews.*")
   *         .list()
   *         .related("reviews", reviews -> reviews.limit(3))
   *         .join();
   * }</pre>
   *
   * @param path the relation; a dot before each further one
   * @throws IllegalArgumentException if the call reads no such relation
   */
  ListCall<T> related(String path, UnaryOperator<PageChoice> choice);

  /**
   * All records, page after page: the first page is read now, each other when the stream comes to
   * it. Waits as {@link #join()} does. Begins where {@link #nextToken} says; a page has as many as
   * {@link #limit} says.
   */
  default Stream<T> stream() {
    return Stream.iterate(
            Optional.of(join()),
            Optional::isPresent,
            page -> page.filter(Page::hasNext).map(before -> nextToken(before.nextToken()).join()))
        .flatMap(page -> page.orElseThrow().items().stream());
  }
}
