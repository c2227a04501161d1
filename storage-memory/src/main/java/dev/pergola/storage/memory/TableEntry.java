package dev.pergola.storage.memory;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the store keeps of a table besides its rows. Columns and maps go by numbers that never
 * change, so that rows outlive the schema they were written under.
 *
 * @param name the table's name
 * @param id the number of the map of its rows
 * @param columns every column there has ever been; a column's place is its slot in the rows
 * @param key names of the columns of the primary key
 * @param indexes the indexes
 */
record TableEntry(
    String name, int id, List<ColumnEntry> columns, List<String> key, List<IndexEntry> indexes) {

  TableEntry {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    indexes = List.copyOf(indexes);
  }

  /** The slot of a column, or -1. */
  int slot(String column) {
    for (int slot = 0; slot < columns.size(); slot++) {
      if (columns.get(slot).name().equals(column)) {
        return slot;
      }
    }
    return -1;
  }

  byte[] encode() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", id);
    document.put("columns", columns.stream().map(ColumnEntry::document).toList());
    document.put("key", key);
    document.put("indexes", indexes.stream().map(IndexEntry::document).toList());
    ByteWriter out = new ByteWriter(256);
    ValueCodec.write(out, document);
    return out.toBytes();
  }

  static TableEntry decode(String name, byte[] bytes) {
    Document document = Document.of(ValueCodec.read(new ByteReader(bytes, 0)));
    return new TableEntry(
        name,
        document.number("id"),
        document.list("columns").stream().map(ColumnEntry::of).toList(),
        document.texts("key"),
        document.list("indexes").stream().map(IndexEntry::of).toList());
  }

  /** A column, as the rows hold it. */
  record ColumnEntry(String name, ColumnType type, boolean list) {

    static ColumnEntry of(Column column) {
      return new ColumnEntry(column.name(), column.type(), column.list());
    }

    private static ColumnEntry of(Document document) {
      return new ColumnEntry(
          document.text("name"), ColumnType.valueOf(document.text("type")), document.flag("list"));
    }

    private Map<String, Object> document() {
      return Map.of("name", name, "type", type.name(), "list", list);
    }

    /** For messages: {@code list of STRING}. */
    String description() {
      return (list ? "list of " : "") + type;
    }
  }

  /** An index, the number of its map, and the names of the columns of its key. */
  record IndexEntry(String name, int id, List<String> key) {

    IndexEntry {
      key = List.copyOf(key);
    }

    private static IndexEntry of(Document document) {
      return new IndexEntry(document.text("name"), document.number("id"), document.texts("key"));
    }

    private Map<String, Object> document() {
      return Map.of("name", name, "id", id, "key", key);
    }
  }
}
