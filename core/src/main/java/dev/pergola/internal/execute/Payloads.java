package dev.pergola.internal.execute;

import dev.pergola.internal.plan.Output;
import dev.pergola.internal.scalar.UnfitValueException;
import dev.pergola.model.CustomType;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Shape;
import dev.pergola.model.ValueType;
import dev.pergola.storage.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes payloads of events from the stored records of one model: values as answers show them. */
final class Payloads {

  private final ModelType model;
  private final List<String> names;
  private final List<@Nullable Output> outputs = new ArrayList<>();

  Payloads(ModelType model) {
    this.model = model;
    this.names = model.fields().stream().map(Field::name).toList();
    for (Field field : model.fields()) {
      outputs.add(field.type() instanceof CustomType ? null : Output.of(model, field));
    }
  }

  /** The fields by position. */
  List<String> names() {
    return names;
  }

  /** All that may be told of a record. */
  Map<String, @Nullable Object> ofRecord(Row record) {
    Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    for (Field field : model.fields()) {
      if (!model.grants().guards(field.name())) {
        payload.put(field.name(), shown(field.position(), record));
      }
    }
    return Collections.unmodifiableMap(payload);
  }

  /**
   * The payload with the fields that are never null, also within the custom types that it tells in
   * part: without them there would be no event for who asks for more than the mutation did.
   */
  @Nullable Object withRequired(@Nullable Object payload, Row record) {
    if (!(payload instanceof Map<?, ?> members)) {
      return payload;
    }
    Map<String, @Nullable Object> whole = new LinkedHashMap<>();
    members.forEach((name, value) -> whole.put(String.valueOf(name), value));
    for (Field field : model.fields()) {
      if (model.grants().guards(field.name())) {
        continue;
      }
      Object told = whole.get(field.name());
      if (told != null) {
        whole.put(field.name(), completed(field.type(), told, record.value(field.position())));
      } else if (field.required() || model.keyFields().contains(field)) {
        whole.put(field.name(), shown(field.position(), record));
      }
    }
    return Collections.unmodifiableMap(whole);
  }

  /** What is told of a value, one or many, with what it needs of the stored one. */
  private static Object completed(ValueType type, Object told, @Nullable Object stored) {
    if (!(type instanceof CustomType custom)) {
      return told;
    }
    if (told instanceof Map<?, ?> some && stored instanceof Map<?, ?> all) {
      return completed(custom, some, all);
    }
    if (!(told instanceof List<?> some)
        || !(stored instanceof List<?> all)
        || some.size() != all.size()) {
      return told;
    }
    List<@Nullable Object> elements = new ArrayList<>(some.size());
    for (int i = 0; i < some.size(); i++) {
      Object element = some.get(i);
      elements.add(element == null ? null : completed(type, element, all.get(i)));
    }
    return Collections.unmodifiableList(elements);
  }

  private static Object completed(CustomType type, Map<?, ?> told, Map<?, ?> stored) {
    Map<String, @Nullable Object> whole = new LinkedHashMap<>();
    told.forEach((name, value) -> whole.put(String.valueOf(name), value));
    for (NamedValue field : type.fields()) {
      Object member = whole.get(field.name());
      Object value = stored.get(field.name());
      if (member != null) {
        whole.put(field.name(), completed(field.type(), member, value));
      } else if (field.shape().required() && value != null) {
        whole.put(field.name(), value(field.type(), field.shape(), null, value));
      }
    }
    return Collections.unmodifiableMap(whole);
  }

  /** The value that an answer shows; null when there is none, or none that fits its type. */
  @Nullable Object shown(int position, Row record) {
    Object stored = record.value(position);
    if (stored == null) {
      return null;
    }
    Field field = model.fields().get(position);
    return value(field.type(), field.shape(), outputs.get(position), stored);
  }

  private static @Nullable Object value(
      ValueType type, Shape shape, @Nullable Output output, Object stored) {
    if (!shape.list()) {
      return single(type, output, stored);
    }
    List<@Nullable Object> elements = new ArrayList<>();
    if (stored instanceof List<?> list) {
      list.forEach(element -> elements.add(element == null ? null : single(type, output, element)));
    }
    return Collections.unmodifiableList(elements);
  }

  private static @Nullable Object single(ValueType type, @Nullable Output output, Object stored) {
    if (type instanceof CustomType custom) {
      return stored instanceof Map<?, ?> members ? members(custom, members) : null;
    }
    try {
      return (output == null ? Output.of(type) : output).of(stored);
    } catch (UnfitValueException unfit) {
      return null;
    }
  }

  private static Map<String, @Nullable Object> members(CustomType type, Map<?, ?> stored) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    for (NamedValue field : type.fields()) {
      Object value = stored.get(field.name());
      shown.put(
          field.name(), value == null ? null : value(field.type(), field.shape(), null, value));
    }
    return Collections.unmodifiableMap(shown);
  }
}
