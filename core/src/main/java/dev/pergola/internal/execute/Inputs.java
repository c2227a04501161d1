package dev.pergola.internal.execute;

import dev.pergola.internal.scalar.ScalarCodec;
import dev.pergola.model.CustomType;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Scalar;
import dev.pergola.model.ValueType;
import dev.pergola.storage.RowKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Coerced input values as the store keeps them. */
final class Inputs {

  private static final int MAX_PARTITION_BYTES = 2048;
  private static final int MAX_SORT_BYTES = 1024;
  private static final double LEAST_NUMBER = 1e-130;
  private static final double TOO_LARGE_NUMBER = 1e126;

  private Inputs() {}

  /** The stored form of what was sent for a field; null for a null. */
  static @Nullable Object stored(Field field, @Nullable Object sent) {
    return stored(field.type(), field.list(), sent);
  }

  /** The key in a mutation's input or among the arguments of {@code get}. */
  static RowKey key(ModelType model, Map<String, ? extends @Nullable Object> sent) {
    List<Object> values = new ArrayList<>();
    for (Field field : model.keyFields()) {
      Object value = stored(field, sent.get(field.name()));
      if (value == null) {
        throw new IllegalStateException("The schema lets key " + field.name() + " be null");
      }
      values.add(value);
    }
    checkKey(model.keyFields(), values);
    return new RowKey(values);
  }

  /** Refuses values that are no key on any store. */
  static void checkKey(List<Field> fields, List<? extends @Nullable Object> values) {
    for (int i = 0; i < values.size(); i++) {
      checkKeyPart(fields.get(i), values.get(i), i == 0);
    }
    if (values.size() > 2 && values.stream().allMatch(Objects::nonNull)) {
      List<Field> sort = fields.subList(1, fields.size());
      checkKeyText(
          KeyReader.joinedName(sort),
          RowKey.joined(values.subList(1, values.size())),
          MAX_SORT_BYTES);
    }
  }

  /**
   * Refuses what is a key on no store: an empty text, or one longer than DynamoDB takes, whose
   * cursor would not fit into a token; a number that is too large or too small for DynamoDB.
   */
  static void checkKeyPart(Field field, @Nullable Object value, boolean partition) {
    if (value instanceof String text) {
      checkKeyText(field.name(), text, partition ? MAX_PARTITION_BYTES : MAX_SORT_BYTES);
    } else if (value instanceof Number number && !isKeyNumber(number)) {
      throw ClientErrors.keyOutOfRange(Math.abs(number.doubleValue()) > 1);
    }
  }

  /** Refuses what is the sort key of no row: an empty text, or one that is too long. */
  static void checkSortKey(String name, String text) {
    checkKeyText(name, text, MAX_SORT_BYTES);
  }

  /** Whether a text can be the partition of a row. */
  static boolean isPartition(String text) {
    return !text.isEmpty() && fits(text, MAX_PARTITION_BYTES);
  }

  /** Whether rows can have a key of these values, whose types are right. */
  static boolean isKey(RowKey key) {
    return (!(key.partition() instanceof String text) || isPartition(text))
        && key.values().stream()
            .allMatch(value -> !(value instanceof Number number) || isKeyNumber(number))
        && !(key.sort().orElse(null) instanceof String sort
            && (sort.isEmpty() || !fits(sort, MAX_SORT_BYTES)));
  }

  /** Whether a number can be a part of a key; of such numbers only doubles can be none. */
  private static boolean isKeyNumber(Number number) {
    double size = Math.abs(number.doubleValue());
    return size == 0 || (size >= LEAST_NUMBER && size < TOO_LARGE_NUMBER);
  }

  private static void checkKeyText(String name, String text, int maxBytes) {
    if (text.isEmpty()) {
      throw ClientErrors.emptyKey(name);
    }
    if (!fits(text, maxBytes)) {
      throw ClientErrors.keyTooLarge(name, maxBytes);
    }
  }

  /** A NUL counts twice: a cursor needs two bytes for it, and has to fit into a token. */
  private static boolean fits(String text, int maxBytes) {
    return text.length() <= maxBytes && bytes(text) <= maxBytes;
  }

  private static int bytes(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes += c == 0 ? 2 : 1;
      } else {
        // Two chars of a pair are four bytes.
        bytes += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
      }
    }
    return bytes;
  }

  private static @Nullable Object stored(ValueType type, boolean list, @Nullable Object sent) {
    if (sent == null) {
      return null;
    }
    if (!list) {
      return stored(type, sent);
    }
    // A single value stands for a list of one; the engine has made it a list already.
    List<?> elements = sent instanceof List<?> many ? many : List.of(sent);
    List<@Nullable Object> stored = new ArrayList<>(elements.size());
    for (Object element : elements) {
      stored.add(element == null ? null : stored(type, element));
    }
    return Collections.unmodifiableList(stored);
  }

  /** The stored form; null for the JSON text {@code null}. */
  private static @Nullable Object stored(ValueType type, Object sent) {
    if (type instanceof Scalar scalar) {
      return ScalarCodec.of(scalar).toStored(sent);
    }
    return type instanceof CustomType custom ? stored(custom, (Map<?, ?>) sent) : sent;
  }

  /** An object as it was sent: nulls are kept, and what is absent stays absent. */
  private static Map<String, @Nullable Object> stored(CustomType type, Map<?, ?> sent) {
    Map<String, @Nullable Object> stored = new LinkedHashMap<>();
    for (NamedValue field : type.fields()) {
      if (sent.containsKey(field.name())) {
        stored.put(
            field.name(), stored(field.type(), field.shape().list(), sent.get(field.name())));
      }
    }
    return Collections.unmodifiableMap(stored);
  }
}
