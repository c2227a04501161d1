package dev.pergola.internal.client;

import dev.pergola.client.GetCall;
import dev.pergola.client.ListCall;
import dev.pergola.client.ModelClient;
import dev.pergola.client.WriteCall;
import dev.pergola.internal.schema.RootOperation.OnModel.Kind;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model as one caller sees it. */
record BoundModel<T>(Clients clients, ModelType model, View<T> view, CallRunner runner)
    implements ModelClient<T> {

  @Override
  public <R extends Record> ModelClient<R> as(Class<R> record) {
    return new BoundModel<>(clients, model, clients.ofRecords(model, record), runner);
  }

  @Override
  public ModelClient<Map<String, @Nullable Object>> select(String... paths) {
    Selection selection = clients.selections().of(model, List.of(paths));
    return new BoundModel<>(clients, model, View.ofMaps(selection), runner);
  }

  @Override
  public GetCall<T> get(Object... key) {
    return new BoundGet<>(asked(Kind.GET, key(key)));
  }

  @Override
  public GetCall<T> get(Map<String, ?> key) {
    return new BoundGet<>(asked(Kind.GET, key(key)));
  }

  @Override
  public ListCall<T> list() {
    return new BoundList<>(asked(Kind.LIST, Map.of()));
  }

  @Override
  public ListCall<T> query(String name) {
    return new BoundList<>(new Asked<>(this, clients.roots().query(model, name), Map.of()));
  }

  @Override
  public WriteCall<T> create(Map<String, ? extends @Nullable Object> input) {
    return write(Kind.CREATE, InputValues.of(model, input));
  }

  @Override
  public WriteCall<T> create(Record input) {
    return write(Kind.CREATE, InputValues.of(model, input));
  }

  @Override
  public WriteCall<T> update(Map<String, ? extends @Nullable Object> input) {
    return write(Kind.UPDATE, InputValues.of(model, input));
  }

  @Override
  public WriteCall<T> update(Record input) {
    return write(Kind.UPDATE, InputValues.of(model, input));
  }

  @Override
  public WriteCall<T> delete(Object... key) {
    return write(Kind.DELETE, key(key));
  }

  @Override
  public WriteCall<T> delete(Map<String, ?> key) {
    return write(Kind.DELETE, key(key));
  }

  private WriteCall<T> write(Kind kind, Map<String, @Nullable Object> input) {
    return new BoundWrite<>(asked(kind, Map.of(Asked.INPUT, input)));
  }

  private Asked<T> asked(Kind kind, Map<String, @Nullable Object> arguments) {
    return new Asked<>(this, clients.roots().of(model, kind), arguments);
  }

  private Map<String, @Nullable Object> key(Object... parts) {
    List<Field> fields = model.keyFields();
    if (parts.length != fields.size()) {
      throw new IllegalArgumentException(
          "Model '%s': %d values are given for its key, which is %s."
              .formatted(model.name(), parts.length, names(fields)));
    }
    Map<String, @Nullable Object> key = new LinkedHashMap<>();
    for (int i = 0; i < parts.length; i++) {
      key.put(fields.get(i).name(), InputValues.of(fields.get(i), parts[i]));
    }
    return key;
  }

  private Map<String, @Nullable Object> key(Map<String, ?> parts) {
    List<Field> fields = model.keyFields();
    List<String> names = names(fields);
    if (parts.size() != names.size() || !names.containsAll(parts.keySet())) {
      throw new IllegalArgumentException(
          "Model '%s': %s is given for its key, which is %s."
              .formatted(model.name(), parts.keySet(), names));
    }
    return InputValues.of(model, parts);
  }

  private static List<String> names(List<Field> fields) {
    return fields.stream().map(Field::name).toList();
  }
}
