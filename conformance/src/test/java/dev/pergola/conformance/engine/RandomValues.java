package dev.pergola.conformance.engine;

import dev.pergola.model.CustomType;
import dev.pergola.model.EnumType;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Scalar;
import dev.pergola.model.Shape;
import dev.pergola.model.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random values of every type, out of so few that equal ones meet: as stores keep them, and as
 * clients send them.
 */
final class RandomValues {

  static final List<String> KEYS = List.of("k0", "k1", "k2", "k3");

  private static final List<String> TEXTS =
      List.of("a", "b", "ab", "k1", "é", "a#b", "#", "\uffee");

  /** JSON texts as they are written back. */
  private static final List<String> JSON =
      List.of("1", "\"text\"", "true", "[]", "{\"k\":[1,\"é\",{}]}", "[null,2.5]");

  private static final List<Object> JSON_VALUES =
      List.of(1L, "text", true, List.of(), Map.of("k", List.of(1L, "é", Map.of())));

  /** Deeper values of custom types that hold themselves are null. */
  private static final int MAX_DEPTH = 4;

  private final Random random;
  private final int broken;

  /**
   * Values of which one in this many is null where it must not be, or does not fit its type, as a
   * store may hold it after its schema has changed.
   */
  RandomValues(Random random, int broken) {
    this.random = random;
    this.broken = broken;
  }

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  /** What a store may keep in a place of this type. */
  @Nullable Object stored(ValueType type, Shape shape) {
    return stored(type, shape, 0);
  }

  private @Nullable Object stored(ValueType type, Shape shape, int depth) {
    boolean deep = depth >= MAX_DEPTH && type instanceof CustomType;
    if (deep && !shape.required()) {
      return null;
    }
    if (chance(broken)) {
      return chance(2) ? null : unfit(type);
    }
    if (!shape.required() && chance(5)) {
      return null;
    }
    if (!shape.list()) {
      return single(type, depth);
    }
    List<@Nullable Object> list = new ArrayList<>();
    for (int size = deep ? 0 : random.nextInt(3); size > 0; size--) {
      boolean none = chance(shape.elementRequired() ? broken : 5);
      list.add(none ? null : single(type, depth));
    }
    return list;
  }

  private Object single(ValueType type, int depth) {
    if (type instanceof EnumType known) {
      return pick(known.values());
    }
    if (type instanceof CustomType custom) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      for (NamedValue field : custom.fields()) {
        if (field.shape().required() || !chance(4)) {
          members.put(field.name(), stored(field.type(), field.shape(), depth + 1));
        }
      }
      return members;
    }
    return type == Scalar.JSON ? pick(JSON_VALUES) : ofScalar((Scalar) type);
  }

  private Object unfit(ValueType type) {
    if (type instanceof Scalar scalar) {
      return pick(
          switch (scalar) {
            // The engine takes anything for a text, and any number for true.
            case STRING -> List.of(new BigDecimal("1e50"), 7L, true);
            case ID -> List.of(Map.of(), List.of(List.of()), 7L);
            case BOOLEAN -> List.of(Map.of(), List.of(List.of()), "unfit");
            default -> List.of(Map.of("x", 1L), List.of(List.of()), "\u0001 unfit");
          });
    }
    return "unfit";
  }

  /** A value of a scalar, as a store keeps it and, but for JSON, as a client sends it. */
  Object ofScalar(Scalar type) {
    return switch (type) {
      case ID -> pick(KEYS);
      case STRING -> pick(TEXTS);
      case INTEGER -> (long) random.nextInt(-1, 4);
      case FLOAT -> pick(List.of(0.5, 1.0, -2.25, 3.0));
      case BOOLEAN -> random.nextBoolean();
      case DATE -> pick(List.of("2024-02-29", "1970-01-01Z"));
      case TIME -> pick(List.of("12:30", "23:59:59Z"));
      case DATETIME -> pick(List.of("2024-02-29T12:30Z", Bench.NOW_TEXT));
      case TIMESTAMP -> (long) random.nextInt(3);
      case EMAIL -> pick(List.of("a@b.c", "x.y@example.org"));
      case JSON -> pick(JSON);
      case PHONE -> pick(List.of("+12065550100", "+442071838750"));
      case URL -> pick(List.of("https://example.com/a?b=c", "ftp://example.org"));
      case IP_ADDRESS -> pick(List.of("10.0.0.1", "::1"));
    };
  }

  static List<@Nullable Object> list(@Nullable Object... values) {
    return Arrays.asList(values);
  }
}
