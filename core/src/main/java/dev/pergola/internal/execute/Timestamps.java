package dev.pergola.internal.execute;

import dev.pergola.model.Field;
import dev.pergola.model.Scalar;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * {@code createdAt} and {@code updatedAt}: UTC, milliseconds, always the same length (spec: runtime
 * A2).
 */
final class Timestamps {

  static final String CREATED_AT = "createdAt";
  static final String UPDATED_AT = "updatedAt";

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Timestamps() {}

  static String now(Clock clock) {
    return FORMAT.format(clock.instant());
  }

  /** Whether the backend fills this field; a declared one of another type is the author's own. */
  static boolean isTimestamp(Field field) {
    return !field.list()
        && (field.name().equals(CREATED_AT) || field.name().equals(UPDATED_AT))
        && (field.type() == Scalar.DATETIME || field.type() == Scalar.STRING);
  }
}
