package dev.pergola.internal.client;

import dev.pergola.client.RecordMappingException;
import dev.pergola.internal.json.Json;
import dev.pergola.model.CustomType;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Scalar;
import dev.pergola.model.ValueType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Java values as the API takes them. Whether they fit their fields is for the API to say; here they
 * only get the form that they would have in JSON.
 */
public final class InputValues {

  /** Deeper values are circles, or would end in a stack overflow. */
  private static final int MAX_DEPTH = 100;

  /** As the backend writes its own timestamps, so that texts compare as the instants do. */
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private InputValues() {}

  /** The fields of a map, by name. Names that the model does not know are for the API to refuse. */
  static Map<String, @Nullable Object> of(
      ModelType model, Map<String, ? extends @Nullable Object> given) {
    Map<String, @Nullable Object> input = new LinkedHashMap<>();
    given.forEach((name, value) -> input.put(name, of(model, name, value)));
    return Collections.unmodifiableMap(input);
  }

  /**
   * The fields of a record: without its nulls, and without what the model has and no input takes.
   *
   * @throws RecordMappingException if a component names nothing of the model
   */
  static Map<String, @Nullable Object> of(ModelType model, Record given) {
    Components components = Components.of(given.getClass());
    List<String> problems = new ArrayList<>();
    Map<String, @Nullable Object> input = new LinkedHashMap<>();
    for (int i = 0; i < components.list().size(); i++) {
      String name = components.list().get(i).getName();
      Field field = model.field(name).orElse(null);
      if (field == null && model.relation(name).isEmpty()) {
        problems.add(
            "Component '%s': model '%s' has no such field; it has %s."
                .formatted(
                    name,
                    model.name(),
                    String.join(", ", model.fields().stream().map(Field::name).toList())));
      } else if (field != null && isInput(field)) {
        Object value = components.read(given, i);
        if (value != null) {
          input.put(name, of(field, value));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new RecordMappingException(components.recordName(), model.name(), problems);
    }
    return Collections.unmodifiableMap(input);
  }

  /** The value of what may be a field. */
  static @Nullable Object of(ModelType model, String name, @Nullable Object value) {
    Field field = model.field(name).orElse(null);
    return field == null ? plain(value) : of(field, value);
  }

  /** A value for a field, or for an element of it if it is a list. */
  static @Nullable Object of(Field field, @Nullable Object value) {
    return of(field.type(), field.list(), value, 0);
  }

  /** A value for an argument. */
  static @Nullable Object of(NamedValue argument, @Nullable Object value) {
    return of(argument.type(), argument.shape().list(), value, 0);
  }

  private static boolean isInput(Field field) {
    return field.declared() || field.origin() == Field.Origin.IMPLICIT_ID;
  }

  private static @Nullable Object of(
      ValueType type, boolean list, @Nullable Object value, int depth) {
    if (value instanceof Optional<?> optional) {
      return of(type, list, optional.orElse(null), depth);
    }
    if (type == Scalar.JSON && !(list && isMany(value))) {
      return value == null || value instanceof String ? value : Json.write(plain(value, depth));
    }
    if (isMany(value)) {
      List<@Nullable Object> elements = new ArrayList<>();
      for (Object element : elements(value)) {
        elements.add(of(type, false, element, deeper(depth)));
      }
      return Collections.unmodifiableList(elements);
    }
    if (value instanceof Instant instant && type == Scalar.TIMESTAMP) {
      return instant.getEpochSecond();
    }
    return type instanceof CustomType custom && isObject(value)
        ? of(custom, value, deeper(depth))
        : plain(value, depth);
  }

  private static Map<String, @Nullable Object> of(
      CustomType type, @Nullable Object value, int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members(value)
        .forEach(
            (name, member) -> {
              NamedValue known = type.field(name).orElse(null);
              members.put(
                  name,
                  known == null
                      ? plain(member, depth)
                      : of(known.type(), known.shape().list(), member, depth));
            });
    return Collections.unmodifiableMap(members);
  }

  /** A value whose type nobody knows. */
  public static @Nullable Object plain(@Nullable Object value) {
    return plain(value, 0);
  }

  private static @Nullable Object plain(@Nullable Object value, int depth) {
    if (value instanceof Optional<?> optional) {
      return plain(optional.orElse(null), depth);
    }
    if (isMany(value)) {
      List<@Nullable Object> elements = new ArrayList<>();
      for (Object element : elements(value)) {
        elements.add(plain(element, deeper(depth)));
      }
      return Collections.unmodifiableList(elements);
    }
    if (isObject(value)) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      members(value).forEach((name, member) -> members.put(name, plain(member, deeper(depth))));
      return Collections.unmodifiableMap(members);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Instant instant) {
      return instant.truncatedTo(ChronoUnit.MILLIS).equals(instant)
          ? MILLIS.format(instant)
          : instant.toString();
    }
    if (value instanceof ZonedDateTime zoned) {
      return zoned.toOffsetDateTime().toString();
    }
    return value == null
            || value instanceof String
            || value instanceof Number
            || value instanceof Boolean
        ? value
        : value.toString();
  }

  private static boolean isMany(@Nullable Object value) {
    return value instanceof Collection<?> || value instanceof Object[];
  }

  private static boolean isObject(@Nullable Object value) {
    return value instanceof Map<?, ?> || value instanceof Record;
  }

  private static Collection<?> elements(@Nullable Object value) {
    return value instanceof Collection<?> collection
        ? collection
        : Arrays.asList((@Nullable Object[]) Objects.requireNonNull(value, "a list"));
  }

  /** Of a record, those that are not null. */
  private static Map<String, @Nullable Object> members(@Nullable Object value) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    if (value instanceof Record record) {
      Components components = Components.of(record.getClass());
      for (int i = 0; i < components.list().size(); i++) {
        Object member = components.read(record, i);
        if (member != null) {
          members.put(components.list().get(i).getName(), member);
        }
      }
    } else {
      ((Map<?, ?>) Objects.requireNonNull(value, "an object"))
          .forEach((name, member) -> members.put(String.valueOf(name), member));
    }
    return members;
  }

  private static int deeper(int depth) {
    if (depth >= MAX_DEPTH) {
      throw new IllegalArgumentException(
          "The value nests deeper than %d levels.".formatted(MAX_DEPTH));
    }
    return depth + 1;
  }
}
