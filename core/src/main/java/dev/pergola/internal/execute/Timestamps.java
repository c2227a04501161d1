package dev.pergola.internal.execute;

import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields {@code createdAt} and {@code updatedAt} (spec: runtime A2). */
final class Timestamps {

  static final String CREATED_AT = "createdAt";
  static final String UPDATED_AT = "updatedAt";

  private Timestamps() {}

  /** The input of an update, without an {@code updatedAt} of null: that one is filled as well. */
  static Map<String, @Nullable Object> withoutNull(
      ModelType model, Map<String, @Nullable Object> input) {
    boolean isNull = input.containsKey(UPDATED_AT) && input.get(UPDATED_AT) == null;
    if (!isNull || !model.field(UPDATED_AT).map(Timestamps::isTimestamp).orElse(false)) {
      return input;
    }
    Map<String, @Nullable Object> filled = new LinkedHashMap<>(input);
    filled.remove(UPDATED_AT);
    return filled;
  }

  /** Whether the backend fills this field; a declared one of another type is the author's own. */
  static boolean isTimestamp(Field field) {
    return !field.list()
        && (field.name().equals(CREATED_AT) || field.name().equals(UPDATED_AT))
        && (field.type() == Scalar.DATETIME || field.type() == Scalar.STRING);
  }
}
