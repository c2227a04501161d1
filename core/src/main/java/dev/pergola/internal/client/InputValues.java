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
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
        Member member = Member.of(components, given, i);
        if (member.value() != null) {
          input.put(name, of(field.type(), field.list(), member, 0));
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
    Collection<?> elements = Elements.of(value);
    if (type == Scalar.JSON && !(list && elements != null)) {
      return value == null || value instanceof String ? value : Json.write(plain(value, depth));
    }
    if (elements != null) {
      return each(elements, element -> of(type, false, element, deeper(depth)));
    }
    if (value instanceof Instant instant && type == Scalar.TIMESTAMP) {
      return instant.getEpochSecond();
    }
    return type instanceof CustomType custom && value != null && Member.in(value)
        ? of(custom, value, deeper(depth))
        : plain(value, depth);
  }

  private static @Nullable Object of(ValueType type, boolean list, Member member, int depth) {
    return of(
        type,
        list,
        type == Scalar.JSON && !member.jsonText()
            ? written(list, member.value(), depth)
            : member.value(),
        depth);
  }

  /** JSON that stands as the value itself, as text. */
  private static @Nullable Object written(boolean list, @Nullable Object value, int depth) {
    if (value instanceof Optional<?> optional) {
      return written(list, optional.orElse(null), depth);
    }
    Collection<?> elements = list ? Elements.of(value) : null;
    if (elements != null) {
      return each(elements, element -> written(false, element, deeper(depth)));
    }
    return value == null ? null : Json.write(plain(value, depth));
  }

  private static Map<String, @Nullable Object> of(CustomType type, Object value, int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (Member member : Member.of(value, true)) {
      NamedValue known = type.field(member.name()).orElse(null);
      members.put(
          member.name(),
          known == null
              ? plain(member.value(), depth)
              : of(known.type(), known.shape().list(), member, depth));
    }
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
    Collection<?> elements = Elements.of(value);
    if (elements != null) {
      return each(elements, element -> plain(element, deeper(depth)));
    }
    if (value != null && Member.in(value)) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      for (Member member : Member.of(value, true)) {
        members.put(member.name(), plain(member.value(), deeper(depth)));
      }
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

  private static List<@Nullable Object> each(
      Collection<?> elements, Function<@Nullable Object, @Nullable Object> form) {
    List<@Nullable Object> all = new ArrayList<>(elements.size());
    for (Object element : elements) {
      all.add(form.apply(element));
    }
    return Collections.unmodifiableList(all);
  }

  private static int deeper(int depth) {
    if (depth >= MAX_DEPTH) {
      throw new IllegalArgumentException(
          "The value nests deeper than %d levels.".formatted(MAX_DEPTH));
    }
    return depth + 1;
  }
}
