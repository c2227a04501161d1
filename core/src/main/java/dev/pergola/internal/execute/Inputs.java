package dev.pergola.internal.execute;

import dev.pergola.internal.scalar.ScalarCodec;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.Scalar;
import dev.pergola.model.ValueType;
import dev.pergola.storage.RowKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Coerced input values as the store keeps them. */
final class Inputs {

  private static final int MAX_PARTITION_BYTES = 2048;
  private static final int MAX_SORT_BYTES = 1024;

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
      checkKeyPart(model, field, value);
      values.add(value);
    }
    return new RowKey(values);
  }

  /**
   * What is a key on no store: an empty text, or one longer than DynamoDB takes, whose cursor would
   * not fit into a token.
   */
  static void checkKeyPart(ModelType model, Field field, @Nullable Object value) {
    if (!(value instanceof String text)) {
      return;
    }
    if (text.isEmpty()) {
      throw ClientErrors.emptyKey(field.name());
    }
    boolean partition = model.keyFields().get(0).equals(field);
    int maxBytes = partition ? MAX_PARTITION_BYTES : MAX_SORT_BYTES;
    // A NUL counts twice: a cursor needs two bytes for it, and has to fit into a token.
    long bytes =
        text.getBytes(StandardCharsets.UTF_8).length + text.chars().filter(c -> c == 0).count();
    if (bytes > maxBytes) {
      throw ClientErrors.keyTooLarge(field.name(), maxBytes);
    }
  }

  /** The stored form; null for the JSON text {@code null}. */
  private static @Nullable Object stored(ValueType type, Object sent) {
    return type instanceof Scalar scalar ? ScalarCodec.of(scalar).toStored(sent) : sent;
  }
}
