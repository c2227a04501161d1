package dev.pergola.internal.client;

import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters and conditions with operands as the API takes them. */
final class Filters {

  private static final int MAX_DEPTH = 100;

  private Filters() {}

  static Map<String, @Nullable Object> of(ModelType model, Map<?, ?> given) {
    return of(model, given, 0);
  }

  private static Map<String, @Nullable Object> of(ModelType model, Map<?, ?> given, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "The filter nests deeper than %d levels.".formatted(MAX_DEPTH));
    }
    Map<String, @Nullable Object> filter = new LinkedHashMap<>();
    given.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          filter.put(name, member(model, name, value, depth + 1));
        });
    return Collections.unmodifiableMap(filter);
  }

  private static @Nullable Object member(
      ModelType model, String name, @Nullable Object value, int depth) {
    Field field = model.field(name).orElse(null);
    if (field != null) {
      return value instanceof Map<?, ?> operators ? operators(field, operators) : value;
    }
    if (value instanceof Map<?, ?> below) {
      return of(model, below, depth);
    }
    if (value instanceof Collection<?> all) {
      List<@Nullable Object> parts = new ArrayList<>();
      for (Object part : all) {
        parts.add(part instanceof Map<?, ?> below ? of(model, below, depth) : part);
      }
      return Collections.unmodifiableList(parts);
    }
    return value;
  }

  /** The operand of {@code size} is a map of operators on a length, which are plain already. */
  private static Map<String, @Nullable Object> operators(Field field, Map<?, ?> given) {
    Map<String, @Nullable Object> operators = new LinkedHashMap<>();
    given.forEach(
        (operator, operand) ->
            operators.put(
                String.valueOf(operator),
                operand instanceof Map<?, ?>
                    ? PlainForm.TEXT.of(operand)
                    : InputValues.of(field, operand)));
    return Collections.unmodifiableMap(operators);
  }
}
