package dev.pergola.internal.client;

import dev.pergola.internal.json.Json;
import dev.pergola.internal.json.JsonException;
import dev.pergola.internal.json.JsonLimits;
import dev.pergola.model.EnumType;
import dev.pergola.model.Scalar;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which Java types may hold which scalars and enums, and how they come to. */
final class ScalarReaders {

  private static final Reader AS_IT_IS = answered -> answered;

  private ScalarReaders() {}

  /** The types that hold a scalar, the nearest first, each with its reader. */
  private static Map<Class<?>, Reader> of(Scalar scalar) {
    Map<Class<?>, Reader> readers = new LinkedHashMap<>();
    switch (scalar) {
      case ID -> readers.put(UUID.class, text(UUID::fromString));
      case STRING, EMAIL, PHONE, IP_ADDRESS -> {
        // Texts only.
      }
      case URL -> readers.put(URI.class, text(URI::create));
      case INTEGER -> {
        readers.put(Integer.class, AS_IT_IS);
        readers.put(Long.class, number(Number::longValue));
      }
      case FLOAT -> {
        readers.put(Double.class, AS_IT_IS);
        readers.put(BigDecimal.class, number(value -> BigDecimal.valueOf(value.doubleValue())));
      }
      case BOOLEAN -> readers.put(Boolean.class, AS_IT_IS);
      case DATE ->
          readers.put(
              LocalDate.class, text(text -> LocalDate.parse(text, DateTimeFormatter.ISO_DATE)));
      case TIME ->
          readers.put(
              LocalTime.class, text(text -> LocalTime.parse(text, DateTimeFormatter.ISO_TIME)));
      case DATETIME -> {
        readers.put(Instant.class, text(text -> OffsetDateTime.parse(text).toInstant()));
        readers.put(OffsetDateTime.class, text(OffsetDateTime::parse));
      }
      case TIMESTAMP -> {
        readers.put(Long.class, number(Number::longValue));
        readers.put(Instant.class, number(value -> Instant.ofEpochSecond(value.longValue())));
      }
      case JSON -> {
        readers.put(Object.class, text(ScalarReaders::json));
        readers.put(Map.class, json(Map.class));
        readers.put(List.class, json(List.class));
      }
    }
    switch (scalar) {
      case INTEGER, FLOAT, BOOLEAN, TIMESTAMP -> {
        // No texts.
      }
      default -> readers.put(String.class, AS_IT_IS);
    }
    readers.putIfAbsent(Object.class, AS_IT_IS);
    return readers;
  }

  /** How a type comes to hold a scalar; empty if it cannot. */
  static Optional<Reader> of(Scalar scalar, Class<?> type) {
    return Optional.ofNullable(of(scalar).get(type));
  }

  /** The names of the types that hold a scalar. */
  static String typesFor(Scalar scalar) {
    return of(scalar).keySet().stream()
        .filter(type -> type != Object.class || scalar == Scalar.JSON)
        .map(Class::getSimpleName)
        .collect(Collectors.joining(", "));
  }

  /** The names of an enum's values that a Java enum lacks. */
  static List<String> missing(EnumType values, Class<?> type) {
    TreeSet<String> missing = new TreeSet<>(values.values());
    for (Object constant : type.getEnumConstants()) {
      missing.remove(((Enum<?>) constant).name());
    }
    return List.copyOf(missing);
  }

  /** A constant of a Java enum that lacks none. */
  static Reader constants(Class<?> type) {
    Map<String, Object> constants =
        Arrays.stream(type.getEnumConstants())
            .collect(
                Collectors.toMap(constant -> ((Enum<?>) constant).name(), Function.identity()));
    return answered -> answered == null ? null : constants.get((String) answered);
  }

  private static Reader text(Function<String, @Nullable Object> parse) {
    return answered -> {
      if (answered == null) {
        return null;
      }
      try {
        return parse.apply((String) answered);
      } catch (RuntimeException unfit) {
        throw new UnreadableValueException("'%s' cannot be read as one".formatted(answered));
      }
    };
  }

  private static Reader number(Function<Number, Object> convert) {
    return answered -> answered == null ? null : convert.apply((Number) answered);
  }

  private static Reader json(Class<?> type) {
    return text(
        text -> {
          Object value = json(text);
          return value == null ? null : type.cast(value);
        });
  }

  private static @Nullable Object json(String text) {
    try {
      return Json.parse(text, JsonLimits.defaults());
    } catch (JsonException broken) {
      throw new IllegalArgumentException(broken);
    }
  }
}
