package dev.pergola.storage.dynamodb;

import dev.pergola.model.Column;
import dev.pergola.model.Index;
import dev.pergola.model.Key;
import dev.pergola.model.Projection;
import dev.pergola.model.Table;
import dev.pergola.storage.Filter;
import dev.pergola.storage.RefusedValueException;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How the rows of a table lie in the items of a DynamoDB table (spec: schema 12a): an attribute for
 * each column under its name, the joined columns of keys once more as one string, and beside them
 * the name of the model and the id of the last write.
 */
final class TableLayout {

  /** The attribute in which AppSync keeps the name of the model. */
  static final String TYPE_NAME = "__typename";

  /** The attribute that tells a write that is repeated from one that comes too late. */
  static final String WRITE_ID = "__w";

  private final Table table;
  private final String name;
  private final KeyLayout key;
  private final Map<String, KeyLayout> indexes = new LinkedHashMap<>();
  private final Map<KeyLayout, Cursors> cursors = new HashMap<>();
  private final Projections projections = new Projections(this);
  private final List<KeyLayout> joins;
  private final Set<String> others;

  /** Columns that the service refuses to hold a null in. */
  private final Set<Column> indexed = new LinkedHashSet<>();

  /**
   * A layout.
   *
   * @param name the name of the DynamoDB table
   * @param others attributes that indexes of the DynamoDB table stand on though the schema does not
   *     name those, not yet or no longer; they are kept up as far as the columns are known
   */
  TableLayout(Table table, String name, Collection<String> others) {
    this.table = table;
    this.name = name;
    this.others = Set.copyOf(others);
    this.key = new KeyLayout(table.key());
    cursors.put(key, new Cursors(key, key));
    Map<String, KeyLayout> joined = new LinkedHashMap<>();
    for (Index index : table.indexes()) {
      KeyLayout layout = new KeyLayout(index.key());
      indexes.put(index.name(), layout);
      cursors.put(layout, new Cursors(key, layout));
      layout.joined().ifPresent(attribute -> joined.put(attribute, layout));
      indexed.add(index.key().partition());
      if (!index.key().joined()) {
        indexed.addAll(index.key().sort());
      }
    }
    for (String other : others) {
      table.column(other).ifPresent(indexed::add);
      known(other).ifPresent(layout -> joined.putIfAbsent(other, layout));
    }
    key.joined().ifPresent(joined::remove);
    this.joins = List.copyOf(joined.values());
  }

  Table table() {
    return table;
  }

  /** The name of the DynamoDB table. */
  String name() {
    return name;
  }

  KeyLayout key() {
    return key;
  }

  /** The key that a listing goes by: of the index, or of the table when that is null. */
  KeyLayout key(@Nullable Index index) {
    if (index == null) {
      return key;
    }
    KeyLayout layout = indexes.get(index.name());
    if (layout == null) {
      throw new StoreException(
          "Table '%s' has no index '%s'; it has %s."
              .formatted(table.name(), index.name(), indexes.keySet()));
    }
    return layout;
  }

  /**
   * Refuses a filter that looks at what an index does not hold, as the service does: neither it nor
   * anybody here could tell what the filter holds for.
   */
  void checkHeld(@Nullable Index index, Filter filter) {
    if (index == null || index.projection().kind() == Projection.Kind.ALL) {
      return;
    }
    Set<String> missing = new TreeSet<>(filter.columnNames());
    key.names().forEach(missing::remove);
    key(index).names().forEach(missing::remove);
    index.projection().columns().forEach(missing::remove);
    if (!missing.isEmpty()) {
      throw new RefusedValueException(
          "One or more parameter values were invalid: Secondary index %s does not project one or more filter attributes: %s"
              .formatted(index.name(), missing));
    }
  }

  /** The cursors of listings that go by an index, or by the table's key when that is null. */
  Cursors cursors(@Nullable Index index) {
    return Objects.requireNonNull(cursors.get(key(index)), "made with the layout");
  }

  /** What reads ask for. */
  Projections projections() {
    return projections;
  }

  /** Attributes that indexes beside those of the schema stand on. */
  Set<String> others() {
    return others;
  }

  /** Index keys whose joined sort columns are kept in an attribute of their own. */
  List<KeyLayout> joins() {
    return joins;
  }

  /** The item of a row, but for the id of the write. */
  Map<String, AttributeValue> encode(Row row) {
    Map<String, AttributeValue> item = item(row);
    check(row);
    return item;
  }

  /** The same without what is no key of an index, for a row that is older than the index. */
  Map<String, AttributeValue> encodeFit(Row row) {
    Map<String, AttributeValue> item = item(row);
    item.keySet().removeAll(unfit(row));
    return item;
  }

  private Map<String, AttributeValue> item(Row row) {
    Map<String, AttributeValue> item = new LinkedHashMap<>(key.encode(key(row)));
    for (Column column : table.columns()) {
      if (row.has(column.position())) {
        Object value = row.value(column);
        if (value != null || !indexed.contains(column)) {
          item.put(column.name(), ValueCodec.encode(column, value));
        }
      }
    }
    for (KeyLayout join : joins) {
      join.join(row::value)
          .ifPresent(text -> item.put(join.sort().orElseThrow(), AttributeValue.fromS(text)));
    }
    item.put(TYPE_NAME, AttributeValue.fromS(table.name()));
    return item;
  }

  /** Refuses a row that the service would refuse for the keys that it has in indexes. */
  void check(Row row) {
    indexes.values().forEach(index -> index.check(row::value));
  }

  /** Of these, refuses only empty strings, which a row may hold that is older than an index. */
  void checkEmpty(Row row) {
    for (Column column : indexed) {
      if ("".equals(row.value(column))) {
        check(row);
      }
    }
  }

  /** The attributes that {@link #check} refuses a row for. */
  Set<String> unfit(Row row) {
    Set<String> unfit = new LinkedHashSet<>();
    indexes.values().forEach(index -> unfit.addAll(index.unfit(row::value)));
    return unfit;
  }

  /** The row of an item; attributes that the table does not name are left out. */
  Row decode(Map<String, AttributeValue> item) {
    Row.Builder row = Row.builder(table);
    for (Column column : table.columns()) {
      AttributeValue value = item.get(column.name());
      if (value != null) {
        row.set(column.position(), ValueCodec.decode(value));
      }
    }
    return row.build();
  }

  /** The same as {@link #decode}, decoded as it is read: for rows that are only shown. */
  Row view(Map<String, AttributeValue> item) {
    return new ItemRow(table, item);
  }

  private RowKey key(Row row) {
    try {
      return RowKey.of(table.key(), row);
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          "Table '%s': the row has not every part of its key %s."
              .formatted(table.name(), key.columns()),
          e);
    }
  }

  /** The columns that an attribute's name joins, if the table has them all. */
  private Optional<KeyLayout> known(String attribute) {
    List<Column> columns = new ArrayList<>();
    for (String part : attribute.split(Key.SEPARATOR, -1)) {
      Optional<Column> column = table.column(part);
      if (column.isEmpty()) {
        return Optional.empty();
      }
      columns.add(column.get());
    }
    return columns.size() < 2
        ? Optional.empty()
        : Optional.of(new KeyLayout(new Key(table.key().partition(), columns)));
  }
}
