package dev.pergola.storage.testkit;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Index;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import java.util.ArrayList;
import java.util.List;

/** A table to be, column by column. Immutable, so that cases grow one draft into the next. */
record TableDraft(
    String name, List<Column> columns, List<List<String>> keys, List<String> indexes) {

  /** A table with one column of every type, under the key {@code id}. */
  static final TableDraft EVERYTHING =
      named("Everything")
          .column("id", ColumnType.STRING)
          .column("text", ColumnType.STRING)
          .column("number", ColumnType.NUMBER)
          .column("flag", ColumnType.BOOLEAN)
          .column("document", ColumnType.DOCUMENT)
          .list("texts", ColumnType.STRING)
          .list("numbers", ColumnType.NUMBER)
          .list("flags", ColumnType.BOOLEAN)
          .list("documents", ColumnType.DOCUMENT)
          .key("id");

  /** A table whose sort key is a string. */
  static final TableDraft NOTES =
      named("Notes")
          .column("book", ColumnType.STRING)
          .column("title", ColumnType.STRING)
          .column("text", ColumnType.STRING)
          .key("book", "title");

  /** A table whose sort key is a number. */
  static final TableDraft SLOTS =
      named("Slots")
          .column("room", ColumnType.STRING)
          .column("start", ColumnType.NUMBER)
          .column("text", ColumnType.STRING)
          .key("room", "start");

  /** A table whose sort key is joined of two columns. */
  static final TableDraft ORDERS =
      named("Orders")
          .column("customer", ColumnType.STRING)
          .column("date", ColumnType.STRING)
          .column("seq", ColumnType.NUMBER)
          .column("text", ColumnType.STRING)
          .key("customer", "date", "seq");

  /** A table with an index of every kind of key. */
  static final TableDraft INDEXED =
      named("Indexed")
          .column("id", ColumnType.STRING)
          .column("owner", ColumnType.STRING)
          .column("rank", ColumnType.NUMBER)
          .column("place", ColumnType.STRING)
          .column("text", ColumnType.STRING)
          .key("id")
          .index("byOwner", "owner")
          .index("byOwnerAndRank", "owner", "rank")
          .index("byRank", "rank", "place")
          .index("byOwnerPlaceAndRank", "owner", "place", "rank");

  TableDraft {
    columns = List.copyOf(columns);
    keys = List.copyOf(keys);
    indexes = List.copyOf(indexes);
  }

  static TableDraft named(String name) {
    return new TableDraft(name, List.of(), List.of(List.of()), List.of());
  }

  TableDraft column(String column, ColumnType type) {
    return new TableDraft(name, and(columns, columnAt(column, type, false)), keys, indexes);
  }

  TableDraft list(String column, ColumnType type) {
    return new TableDraft(name, and(columns, columnAt(column, type, true)), keys, indexes);
  }

  /** Another primary key; the indexes stay. */
  TableDraft key(String... parts) {
    List<List<String>> newKeys = new ArrayList<>(keys);
    newKeys.set(0, List.of(parts));
    return new TableDraft(name, columns, newKeys, indexes);
  }

  TableDraft index(String index, String... parts) {
    return new TableDraft(name, columns, and(keys, List.of(parts)), and(indexes, index));
  }

  /** The same table with its columns the other way round. */
  TableDraft reversed() {
    List<Column> reversed = new ArrayList<>();
    for (int i = columns.size() - 1; i >= 0; i--) {
      Column column = columns.get(i);
      reversed.add(new Column(column.name(), reversed.size(), column.type(), column.list()));
    }
    return new TableDraft(name, reversed, keys, indexes);
  }

  Table build(Bench bench) {
    List<Index> built = new ArrayList<>();
    for (int i = 0; i < indexes.size(); i++) {
      built.add(new Index(indexes.get(i), key(keys.get(i + 1))));
    }
    return new Table(bench.unique(name), columns, key(keys.get(0)), built);
  }

  private Key key(List<String> parts) {
    List<Column> keyColumns = parts.stream().map(this::column).toList();
    return new Key(keyColumns.get(0), keyColumns.subList(1, keyColumns.size()));
  }

  private Column column(String column) {
    return columns.stream()
        .filter(one -> one.name().equals(column))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No column '%s'".formatted(column)));
  }

  private Column columnAt(String column, ColumnType type, boolean list) {
    return new Column(column, columns.size(), type, list);
  }

  private static <T> List<T> and(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }
}
