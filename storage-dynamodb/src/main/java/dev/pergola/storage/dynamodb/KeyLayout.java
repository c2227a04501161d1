package dev.pergola.storage.dynamodb;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Key;
import dev.pergola.storage.RefusedValueException;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * How a key, of a table or of an index, lies in attributes: the partition, and the sort key as one
 * attribute, which joins its columns if they are several (spec: schema 12a).
 */
final class KeyLayout {

  static final int MAX_PARTITION_BYTES = 2048;
  static final int MAX_SORT_BYTES = 1024;
  private static final int MOST_BYTES_OF_A_CHAR = 3;

  private final Key key;
  private final String partition;
  private final @Nullable String sort;

  KeyLayout(Key key) {
    this.key = key;
    this.partition = key.partition().name();
    this.sort = key.sortName().orElse(null);
  }

  Key key() {
    return key;
  }

  String partition() {
    return partition;
  }

  Optional<String> sort() {
    return Optional.ofNullable(sort);
  }

  /** The attribute that holds the joined sort columns; empty when none are joined. */
  Optional<String> joined() {
    return key.joined() ? sort() : Optional.empty();
  }

  /** The names of the key's attributes. */
  List<String> names() {
    return sort == null ? List.of(partition) : List.of(partition, sort);
  }

  List<KeySchemaElement> schema() {
    List<KeySchemaElement> elements = new ArrayList<>();
    elements.add(element(partition, KeyType.HASH));
    sort().ifPresent(name -> elements.add(element(name, KeyType.RANGE)));
    return elements;
  }

  List<AttributeDefinition> attributes() {
    List<AttributeDefinition> attributes = new ArrayList<>();
    attributes.add(attribute(partition, key.partition().type()));
    sort().ifPresent(name -> attributes.add(attribute(name, key.sortType().orElseThrow())));
    return attributes;
  }

  /** The attributes of a whole key. */
  Map<String, AttributeValue> encode(RowKey values) {
    if (values.values().size() != 1 + key.sort().size()) {
      throw new StoreException(
          "A key of %d values was given where the key is %s."
              .formatted(values.values().size(), columns()));
    }
    check(key.partition(), values.partition());
    for (int i = 0; i < key.sort().size(); i++) {
      check(key.sort().get(i), values.values().get(i + 1));
    }
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    check(partition, values.partition(), MAX_PARTITION_BYTES);
    attributes.put(partition, ValueCodec.encode(values.partition()));
    values
        .sort()
        .ifPresent(
            value -> {
              check(sort().orElseThrow(), value, MAX_SORT_BYTES);
              attributes.put(sort().orElseThrow(), ValueCodec.encode(value));
            });
    return attributes;
  }

  /** The attributes of this key in an item. */
  Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    for (String name : names()) {
      AttributeValue value = item.get(name);
      if (value == null) {
        throw new StoreException(
            "DynamoDB gave an item without its key attribute '%s'.".formatted(name));
      }
      attributes.put(name, value);
    }
    return attributes;
  }

  /**
   * The joined sort columns of a row, or empty if it lacks one of them.
   *
   * @param values what the row has in a column, or null
   */
  Optional<String> join(Function<Column, @Nullable Object> values) {
    List<Object> parts = new ArrayList<>(key.sort().size());
    for (Column column : key.sort()) {
      Object value = values.apply(column);
      if (value == null) {
        return Optional.empty();
      }
      parts.add(value);
    }
    return Optional.of(RowKey.joined(parts));
  }

  /**
   * Refuses what the service would as the partition or the sort key: an empty string, one that is
   * too long, and a value of another type.
   *
   * @param values what the row has in a column, or null
   */
  void check(Function<Column, @Nullable Object> values) {
    refuse(partitionFault(values));
    refuse(sortFault(values));
  }

  /**
   * The attributes of this key for which a row has what {@link #check} refuses, as rows may that
   * are older than an index.
   */
  Set<String> unfit(Function<Column, @Nullable Object> values) {
    Set<String> unfit = new LinkedHashSet<>();
    if (partitionFault(values) != null) {
      unfit.add(partition);
    }
    if (sortFault(values) != null) {
      unfit.add(String.valueOf(sort));
    }
    return unfit;
  }

  private @Nullable String partitionFault(Function<Column, @Nullable Object> values) {
    return fault(
        partition, key.partition().type(), values.apply(key.partition()), MAX_PARTITION_BYTES);
  }

  private @Nullable String sortFault(Function<Column, @Nullable Object> values) {
    if (sort == null) {
      return null;
    }
    Object value = key.joined() ? join(values).orElse(null) : values.apply(key.sort().get(0));
    return fault(sort, key.sortType().orElseThrow(), value, MAX_SORT_BYTES);
  }

  /** Whether a value is short enough for a key. */
  static boolean fits(Object value, int maxBytes) {
    return !(value instanceof String text)
        || text.length() <= maxBytes / MOST_BYTES_OF_A_CHAR
        || text.getBytes(StandardCharsets.UTF_8).length <= maxBytes;
  }

  /** The names of the columns, for people. */
  String columns() {
    List<String> names = new ArrayList<>();
    names.add(partition);
    key.sort().forEach(column -> names.add(column.name()));
    return "(" + String.join(", ", names) + ")";
  }

  private static void check(Column column, Object value) {
    if (!isOf(column.type(), value)) {
      throw new StoreException(
          "Key column '%s' is of type %s and was given a %s."
              .formatted(column.name(), column.type(), value.getClass().getSimpleName()));
    }
  }

  private static boolean isOf(ColumnType type, Object value) {
    return type == ColumnType.NUMBER ? value instanceof Number : value instanceof String;
  }

  /** Refuses a value that no key can have. */
  static void check(String name, @Nullable Object value, int maxBytes) {
    refuse(fault(name, value, maxBytes));
  }

  private static void refuse(@Nullable String fault) {
    if (fault != null) {
      throw new RefusedValueException(fault);
    }
  }

  private static @Nullable String fault(
      String name, ColumnType type, @Nullable Object value, int maxBytes) {
    return value == null || isOf(type, value)
        ? fault(name, value, maxBytes)
        : "One or more parameter values were invalid: Type mismatch for Index Key %s Expected: %s Actual: %s"
            .formatted(
                name, type == ColumnType.NUMBER ? "N" : "S", ValueCodec.encode(value).type());
  }

  /** What the service would say of a value as a key; null for nothing. */
  private static @Nullable String fault(String name, @Nullable Object value, int maxBytes) {
    if ("".equals(value)) {
      return "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: "
          + name;
    }
    return value == null || fits(value, maxBytes)
        ? null
        : "One or more parameter values were invalid: Size of key '%s' has exceeded the maximum size limit of %d bytes"
            .formatted(name, maxBytes);
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition attribute(String name, ColumnType type) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(type == ColumnType.NUMBER ? ScalarAttributeType.N : ScalarAttributeType.S)
        .build();
  }
}
