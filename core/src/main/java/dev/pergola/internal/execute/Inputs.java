package dev.pergola.internal.execute;

import dev.pergola.internal.scalar.ScalarCodec;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.Scalar;
import dev.pergola.model.ValueType;
import dev.pergola.storage.RowKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Coerced input values as the store keeps them. */
final class Inputs {

  private Inputs() {}

  /** The stored form of what was sent for a field; null for a null. */
  static @Nullable Object stored(Field field, @Nullable Object sent) {
    if (sent == null) {
      return null;
    }
    if (!field.list()) {
      return stored(field.type(), sent);
    }
    // A single value stands for a list of one; the engine has made it a list already.
    List<?> elements = sent instanceof List<?> list ? list : List.of(sent);
    List<@Nullable Object> stored = new ArrayList<>(elements.size());
    for (Object element : elements) {
      stored.add(element == null ? null : stored(field.type(), element));
    }
    return Collections.unmodifiableList(stored);
  }

  /** The key in a mutation's input or among the arguments of {@code get}. */
  static RowKey key(ModelType model, Map<String, ? extends @Nullable Object> sent) {
    List<Object> values = new ArrayList<>();
    for (Field field : model.keyFields()) {
      Object value = stored(field, sent.get(field.name()));
      if (value == null) {
        throw new IllegalStateException("The schema lets key " + field.name() + " be null");
      }
      checkKeyPart(field, value);
      values.add(value);
    }
    return new RowKey(values);
  }

  /** An empty text cannot be a key, on any store. */
  static void checkKeyPart(Field field, @Nullable Object value) {
    if ("".equals(value)) {
      throw ClientErrors.emptyKey(field.name());
    }
  }

  /** The stored form; null for the JSON text {@code null}. */
  private static @Nullable Object stored(ValueType type, Object sent) {
    return type instanceof Scalar scalar ? ScalarCodec.of(scalar).toStored(sent) : sent;
  }
}
