package dev.pergola.internal.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which Java values are values of JSON, for those who write what the code of a host gave them. */
public final class JsonValues {

  private JsonValues() {}

  /**
   * The value, if JSON can say it: strings, finite numbers, booleans, lists, maps with strings for
   * keys, and nulls.
   *
   * @throws IllegalArgumentException if it is anything else, or holds such a thing
   */
  public static @Nullable Object check(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      members.forEach(
          (name, member) -> {
            if (!(name instanceof String)) {
              throw unfit(name);
            }
            check(member);
          });
    } else if (value instanceof List<?> elements) {
      elements.forEach(JsonValues::check);
    } else if (value != null && !(value instanceof String) && !isPlain(value)) {
      throw unfit(value);
    }
    return value;
  }

  /** Whether a value is a number or boolean whose Java text is its JSON text. */
  public static boolean isPlain(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return Double.isFinite(((Number) value).doubleValue());
    }
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Boolean
        || value instanceof BigDecimal
        || value instanceof BigInteger
        || value instanceof Short
        || value instanceof Byte;
  }

  /** Says what the value is, and not what is in it. */
  public static IllegalArgumentException unfit(@Nullable Object value) {
    return new IllegalArgumentException(
        "%s has no form in JSON; give strings, finite numbers, booleans, lists, string-keyed maps or null."
            .formatted(
                value == null
                    ? "A null for a name"
                    : value instanceof Double || value instanceof Float
                        ? value
                        : "A value of " + value.getClass()));
  }
}
