package dev.pergola.internal.execute;

import dev.pergola.internal.client.Elements;
import dev.pergola.internal.client.PlainForm;
import dev.pergola.internal.scalar.ScalarCodec;
import dev.pergola.model.CustomOperation;
import dev.pergola.model.CustomType;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Scalar;
import dev.pergola.model.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values on their way to the host's code and back. */
final class HandlerValues {

  /** Deeper values are circles, or would end in a stack overflow. */
  private static final int MAX_DEPTH = 100;

  private HandlerValues() {}

  /** The arguments as a handler gets them: JSON as the value itself, all else as it was coerced. */
  static Map<String, @Nullable Object> arguments(
      CustomOperation operation, Map<String, Object> coerced) {
    return members(operation.arguments(), coerced);
  }

  private static Map<String, @Nullable Object> members(List<NamedValue> fields, Map<?, ?> coerced) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (NamedValue field : fields) {
      if (coerced.containsKey(field.name())) {
        members.put(field.name(), argument(field, coerced.get(field.name())));
      }
    }
    return Collections.unmodifiableMap(members);
  }

  private static @Nullable Object argument(NamedValue field, @Nullable Object coerced) {
    if (coerced == null || !field.shape().list()) {
      return coerced == null ? null : single(field.type(), coerced);
    }
    List<@Nullable Object> elements = new ArrayList<>();
    // A single value stands for a list of one; the engine has made it a list already.
    for (Object element : coerced instanceof List<?> list ? list : List.of(coerced)) {
      elements.add(element == null ? null : single(field.type(), element));
    }
    return Collections.unmodifiableList(elements);
  }

  private static @Nullable Object single(ValueType type, Object coerced) {
    if (type == Scalar.JSON) {
      return ScalarCodec.of(type).toStored(coerced);
    }
    return type instanceof CustomType custom
        ? members(custom.fields(), (Map<?, ?>) coerced)
        : coerced;
  }

  /**
   * What a handler gave, in the Java types of stored values. Never changes, whatever the host does.
   */
  static @Nullable Object plain(@Nullable Object given) {
    return plain(given, 0);
  }

  private static @Nullable Object plain(@Nullable Object given, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "A handler's result nests deeper than %d levels.".formatted(MAX_DEPTH));
    }
    if (given instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        String name = PlainForm.name(member.getKey());
        if (name == null) {
          // Who writes the answer refuses it, and what would be its text is not told.
          return map;
        }
        members.put(name, plain(member.getValue(), depth + 1));
      }
      return Collections.unmodifiableMap(members);
    }
    if (given instanceof Record || given instanceof Optional<?>) {
      return plain(PlainForm.AS_IS.of(given), depth + 1);
    }
    Collection<?> elements = Elements.of(given);
    if (elements != null) {
      List<@Nullable Object> all = new ArrayList<>(elements.size());
      for (Object element : elements) {
        all.add(plain(element, depth + 1));
      }
      return Collections.unmodifiableList(all);
    }
    if (given instanceof Enum<?> constant) {
      return constant.name();
    }
    if (given instanceof Integer || given instanceof Short || given instanceof Byte) {
      return ((Number) given).longValue();
    }
    if (given instanceof Float number && Float.isFinite(number)) {
      return new BigDecimal(number.toString()).doubleValue();
    }
    return given instanceof BigInteger number ? new BigDecimal(number) : given;
  }
}
