package dev.pergola.storage.dynamodb;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Key;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    attributes.put(partition, notEmpty(partition, ValueCodec.encode(values.partition())));
    values
        .sort()
        .ifPresent(
            value ->
                attributes.put(
                    sort().orElseThrow(),
                    notEmpty(String.valueOf(sort), ValueCodec.encode(value))));
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
   * Refuses an empty string where the service would: as the partition or the sort key.
   *
   * @param values what the row has in a column, or null
   */
  void check(Function<Column, @Nullable Object> values) {
    refuseEmpty(partition, values.apply(key.partition()));
    if (key.sort().size() == 1) {
      refuseEmpty(String.valueOf(sort), values.apply(key.sort().get(0)));
    }
  }

  /** The names of the columns, for people. */
  String columns() {
    List<String> names = new ArrayList<>();
    names.add(partition);
    key.sort().forEach(column -> names.add(column.name()));
    return "(" + String.join(", ", names) + ")";
  }

  private static void check(Column column, Object value) {
    boolean right =
        column.type() == ColumnType.NUMBER ? value instanceof Number : value instanceof String;
    if (!right) {
      throw new StoreException(
          "Key column '%s' is of type %s and was given a %s."
              .formatted(column.name(), column.type(), value.getClass().getSimpleName()));
    }
  }

  private static AttributeValue notEmpty(String name, AttributeValue value) {
    refuseEmpty(name, value.s());
    return value;
  }

  private static void refuseEmpty(String name, @Nullable Object value) {
    if ("".equals(value)) {
      throw new StoreException(
          "An empty string cannot be the key '%s' of a table or an index; leave the value out or give it a character."
              .formatted(name));
    }
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
