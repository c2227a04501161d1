package dev.pergola.conformance.engine;

import dev.pergola.internal.json.Json;
import dev.pergola.internal.json.JsonException;
import dev.pergola.internal.json.JsonLimits;
import dev.pergola.model.CustomType;
import dev.pergola.model.Field;
import dev.pergola.model.Index;
import dev.pergola.model.ModelType;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Scalar;
import dev.pergola.model.SecondaryIndex;
import dev.pergola.model.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The records of one model in a list, and what writes do with them to a reader of the spec (runtime
 * A2-A4, A9). Whatever is refused throws.
 */
final class NaiveRecords {

  private final ModelType model;
  private final Supplier<String> ids;
  private final List<Map<String, @Nullable Object>> records = new ArrayList<>();

  NaiveRecords(ModelType model, Supplier<String> ids) {
    this.model = model;
    this.ids = ids;
  }

  /** The records by their key. */
  List<Map<String, @Nullable Object>> all() {
    return records.stream().sorted(NaiveKeys.order(model.keyFields())).toList();
  }

  /** Adds a record unless there is one with its key. */
  boolean add(Map<String, @Nullable Object> record) {
    boolean free = find(NaiveKeys.values(record, model.keyFields())).isEmpty();
    if (free) {
      records.add(record);
    }
    return free;
  }

  Optional<Map<String, @Nullable Object>> find(List<? extends @Nullable Object> key) {
    return records.stream()
        .filter(record -> NaiveKeys.same(key, NaiveKeys.values(record, model.keyFields())))
        .findFirst();
  }

  Map<String, @Nullable Object> create(Map<String, ?> arguments) {
    Map<String, @Nullable Object> input = input(arguments);
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    Set<String> indexed = indexed();
    for (Field field : model.fields()) {
      Object value = stored(field.type(), input.get(field.name()));
      if (value == null) {
        value = generated(field);
      }
      if (value != null || (input.containsKey(field.name()) && !indexed.contains(field.name()))) {
        record.put(field.name(), value);
      }
    }
    check(record);
    Set<String> sent = new TreeSet<>(input.keySet());
    sent.addAll(record.keySet());
    checkWhole(sent);
    for (Field field : model.fields()) {
      refuse(field.required() && record.get(field.name()) == null);
    }
    refuse(!NaiveFilter.of(arguments.get("condition")).test(Map.of()));
    refuse(!add(record));
    return record;
  }

  Map<String, @Nullable Object> update(Map<String, ?> arguments) {
    Map<String, @Nullable Object> input = input(arguments);
    Map<String, @Nullable Object> assigned = new LinkedHashMap<>();
    for (Field field : model.fields()) {
      if (input.containsKey(field.name())) {
        assigned.put(field.name(), stored(field.type(), input.get(field.name())));
      } else if (field.name().equals("updatedAt")) {
        assigned.put("updatedAt", Bench.NOW_TEXT);
      }
    }
    check(assigned);
    checkWhole(input.keySet());
    for (Field field : model.fields()) {
      boolean none = assigned.containsKey(field.name()) && assigned.get(field.name()) == null;
      refuse(field.required() && none);
    }
    Map<String, @Nullable Object> record = changed(input, arguments);
    assigned.forEach(
        (name, value) -> {
          // The key addresses the record as it is written there.
          if (value == null) {
            record.remove(name);
          } else if (model.keyFields().stream().noneMatch(field -> field.name().equals(name))) {
            record.put(name, value);
          }
        });
    return record;
  }

  Map<String, @Nullable Object> delete(Map<String, ?> arguments) {
    Map<String, @Nullable Object> input = input(arguments);
    check(input);
    Map<String, @Nullable Object> record = changed(input, arguments);
    records.remove(record);
    return record;
  }

  private Map<String, @Nullable Object> changed(
      Map<String, @Nullable Object> input, Map<String, ?> arguments) {
    var condition = NaiveFilter.of(arguments.get("condition"));
    Map<String, @Nullable Object> record =
        find(NaiveKeys.values(input, model.keyFields())).orElseThrow();
    refuse(!condition.test(record));
    return record;
  }

  private @Nullable Object generated(Field field) {
    if (field.name().equals("createdAt") || field.name().equals("updatedAt")) {
      return Bench.NOW_TEXT;
    }
    return field.origin() == Field.Origin.IMPLICIT_ID ? ids.get() : field.defaultValue();
  }

  /** No part of any key may be empty. */
  private void check(Map<String, @Nullable Object> written) {
    Set<String> keys = indexed();
    model.keyFields().forEach(field -> keys.add(field.name()));
    keys.forEach(name -> refuse("".equals(written.get(name))));
  }

  /** All parts of a joined sort key, or none. */
  private void checkWhole(Set<String> sent) {
    for (SecondaryIndex index : model.indexes()) {
      long given = index.sort().stream().filter(field -> sent.contains(field.name())).count();
      refuse(index.sort().size() > 1 && given > 0 && given < index.sort().size());
    }
  }

  private Set<String> indexed() {
    Set<String> names = new TreeSet<>();
    for (Index index : model.table().indexes()) {
      names.add(index.key().partition().name());
      index.key().sort().forEach(column -> names.add(column.name()));
    }
    return names;
  }

  @SuppressWarnings("unchecked") // the engine has coerced it
  private static Map<String, @Nullable Object> input(Map<String, ?> arguments) {
    return (Map<String, @Nullable Object>) arguments.get("input");
  }

  /** Of JSON the value, of a whole number a long. */
  private static @Nullable Object stored(ValueType type, @Nullable Object sent) {
    if (sent instanceof List<?> list) {
      List<@Nullable Object> stored = new ArrayList<>();
      list.forEach(element -> stored.add(stored(type, element)));
      return stored;
    }
    if (sent instanceof Map<?, ?> map && type instanceof CustomType custom) {
      Map<String, @Nullable Object> stored = new LinkedHashMap<>();
      for (NamedValue member : custom.fields()) {
        if (map.containsKey(member.name())) {
          stored.put(member.name(), stored(member.type(), map.get(member.name())));
        }
      }
      return stored;
    }
    if (sent instanceof Integer number) {
      return number.longValue();
    }
    return type == Scalar.JSON && sent instanceof String text ? parsed(text) : sent;
  }

  private static @Nullable Object parsed(String text) {
    try {
      return Json.parse(text, JsonLimits.defaults());
    } catch (JsonException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  private static void refuse(boolean wrong) {
    if (wrong) {
      throw new IllegalArgumentException("refused");
    }
  }
}
