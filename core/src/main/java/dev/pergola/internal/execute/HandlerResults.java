package dev.pergola.internal.execute;

import dev.pergola.internal.client.Elements;
import dev.pergola.internal.client.Member;
import dev.pergola.internal.client.PlainForm;
import dev.pergola.internal.scalar.ScalarCodec;
import dev.pergola.internal.scalar.ScalarInput;
import dev.pergola.model.CustomType;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Scalar;
import dev.pergola.model.ValueType;
import dev.pergola.storage.Row;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the host's code gave, as the declared type has it, in the Java types of stored values. It
 * may be what a client in process takes, but JSON is the value itself; or what such a client gave,
 * where JSON is text. What fits no type is left as it is, for the answer to tell of. Never changes,
 * whatever the host does.
 */
final class HandlerResults {

  /** Deeper values are circles, or would end in a stack overflow. */
  private static final int MAX_DEPTH = 100;

  /** Stands for a text that should be JSON and is not, and has no form in JSON itself. */
  private static final Object NO_JSON = new Object();

  private HandlerResults() {}

  /** One value of this type, or a list of them. */
  static @Nullable Object value(ValueType type, boolean list, @Nullable Object given) {
    return value(type, list, new Member("", given, false), 0);
  }

  /** What is in an {@link Optional}, which may stand anywhere. */
  static @Nullable Object present(@Nullable Object given) {
    Object present = given;
    while (present instanceof Optional<?> optional) {
      present = optional.orElse(null);
    }
    return present;
  }

  /**
   * A record of a model. Fields that it does not name are absent.
   *
   * @throws FieldException if it is no object
   */
  static Row row(ModelType model, Object given) {
    if (!Member.in(given)) {
      throw ClientErrors.invalid(ClientErrors.notAnObject("/" + model.name()));
    }
    Row.Builder row = Row.builder(model.table());
    for (Member member : members(given)) {
      Field field = model.field(member.name()).orElse(null);
      if (field != null) {
        row.set(field.position(), value(field.type(), field.list(), member, 1));
      }
    }
    return row.build();
  }

  private static List<Member> members(Object given) {
    return Member.of(given, given instanceof ResultMap);
  }

  private static @Nullable Object value(ValueType type, boolean list, Member member, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "A handler's result nests deeper than %d levels.".formatted(MAX_DEPTH));
    }
    Object given = present(member.value());
    Collection<?> elements = list ? Elements.of(given) : null;
    if (elements == null) {
      return given == null ? null : single(type, given, member.jsonText(), depth);
    }
    List<@Nullable Object> values = new ArrayList<>(elements.size());
    for (Object element : elements) {
      values.add(
          value(type, false, new Member(member.name(), element, member.jsonText()), depth + 1));
    }
    return Collections.unmodifiableList(values);
  }

  private static @Nullable Object single(
      ValueType type, Object given, boolean jsonText, int depth) {
    if (type == Scalar.JSON) {
      return jsonText && given instanceof String text ? parsed(text) : HandlerValues.plain(given);
    }
    if (type instanceof CustomType custom && Member.in(given)) {
      return object(custom, given, depth);
    }
    if (type == Scalar.TIMESTAMP && given instanceof Instant instant) {
      return instant.getEpochSecond();
    }
    boolean text =
        given instanceof TemporalAccessor || given instanceof URI || given instanceof UUID;
    return text && type instanceof Scalar ? PlainForm.AS_IS.of(given) : HandlerValues.plain(given);
  }

  private static @Nullable Object parsed(String text) {
    return ScalarInput.coerce(Scalar.JSON, text).isPresent()
        ? ScalarCodec.of(Scalar.JSON).toStored(text)
        : NO_JSON;
  }

  private static Map<String, @Nullable Object> object(CustomType type, Object given, int depth) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (Member member : members(given)) {
      NamedValue field = type.field(member.name()).orElse(null);
      if (field != null) {
        object.put(member.name(), value(field.type(), field.shape().list(), member, depth + 1));
      }
    }
    return Collections.unmodifiableMap(object);
  }
}
