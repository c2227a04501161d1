package dev.pergola.client;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Creates, updates or deletes a record, and gives it: as it is then, or, if deleted, as it was.
 * Fields that the rules hide from subscribers are null in it, as they are in the API's answer.
 *
 * @param <T> what a record comes as
 */
public interface WriteCall<T> extends Call<T> {

  /** The same write with this value for a field; null clears it. */
  WriteCall<T> set(String field, @Nullable Object value);

  /** Only if this holds for the record as it is; in place of an earlier condition. */
  WriteCall<T> condition(Condition condition);

  /** Only if this holds, as in the API: {@code Map.of("stars", Map.of("lt", 5))}. */
  WriteCall<T> condition(Map<String, ?> condition);

  /**
   * The same call, with a choice of what a {@code hasMany} relation gives; see {@link
   * ListCall#related}.
   */
  WriteCall<T> related(String path, UnaryOperator<PageChoice> choice);
}
