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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Java values as the API takes them. Whether they fit their fields is for the API to say; here they
 * only get the form that they would have in JSON.
 */
final class InputValues {

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
          input.put(name, of(model, field, member));
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
    return field == null
        ? PlainForm.TEXT.of(value)
        : of(model, field, new Member(name, value, true));
  }

  /** A value for a field, or for an element of it if it is a list. */
  static @Nullable Object of(Field field, @Nullable Object value) {
    return of(field.type(), field.list(), new Member(field.name(), value, true), 0);
  }

  /** A value for an argument. */
  static @Nullable Object of(NamedValue argument, @Nullable Object value) {
    return of(
        argument.type(), argument.shape().list(), new Member(argument.name(), value, true), 0);
  }

  private static @Nullable Object of(ModelType model, Field field, Member member) {
    try {
      return of(field.type(), field.list(), member, 0);
    } catch (UnfitJsonException unfit) {
      throw unfit.within(model.name());
    }
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
      return value == null || value instanceof String
          ? value
          : Json.write(PlainForm.JSON.of(value, depth));
    }
    if (elements != null) {
      return PlainForm.each(elements, element -> of(type, false, element, PlainForm.deeper(depth)));
    }
    if (value instanceof Instant instant && type == Scalar.TIMESTAMP) {
      return instant.getEpochSecond();
    }
    return type instanceof CustomType custom && value != null && Member.in(value)
        ? of(custom, value, PlainForm.deeper(depth))
        : PlainForm.TEXT.of(value, depth);
  }

  private static @Nullable Object of(ValueType type, boolean list, Member member, int depth) {
    try {
      return of(
          type,
          list,
          type == Scalar.JSON && !member.jsonText()
              ? written(list, member.value(), depth)
              : member.value(),
          depth);
    } catch (UnfitJsonException unfit) {
      throw unfit.within(member.name());
    }
  }

  /** JSON that stands as the value itself, as text. */
  private static @Nullable Object written(boolean list, @Nullable Object value, int depth) {
    if (value instanceof Optional<?> optional) {
      return written(list, optional.orElse(null), depth);
    }
    Collection<?> elements = list ? Elements.of(value) : null;
    if (elements != null) {
      return PlainForm.each(elements, element -> written(false, element, PlainForm.deeper(depth)));
    }
    return value == null ? null : Json.write(PlainForm.JSON.of(value, depth));
  }

  private static Map<String, @Nullable Object> of(CustomType type, Object value, int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (Member member : Member.of(value, true)) {
      NamedValue known = type.field(member.name()).orElse(null);
      members.put(
          member.name(),
          known == null
              ? PlainForm.TEXT.of(member.value(), depth)
              : of(known.type(), known.shape().list(), member, depth));
    }
    return Collections.unmodifiableMap(members);
  }
}
