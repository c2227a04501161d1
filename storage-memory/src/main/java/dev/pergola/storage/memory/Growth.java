package dev.pergola.storage.memory;

import dev.pergola.model.Column;
import dev.pergola.model.Index;
import dev.pergola.model.Table;
import dev.pergola.storage.memory.TableEntry.ColumnEntry;
import dev.pergola.storage.memory.TableEntry.IndexEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * The way from a table as it is stored to the table that a schema wants: what would be lost on it,
 * what has to be filled, and what the catalog says at its end. Columns, tables and indexes that the
 * schema no longer names are no loss: columns and tables keep what they hold, and an index follows
 * from the rows.
 */
final class Growth {

  /** The place of a table that no reader sees yet. */
  private static final int UNPUBLISHED = -1;

  private final Table table;
  private final Optional<TableEntry> stored;
  private final EngineMaps engine;
  private final List<String> steps = new ArrayList<>();
  private final List<Filling> fillings = new ArrayList<>();
  private @Nullable TableEntry wanted;

  Growth(Table table, Optional<TableEntry> stored, EngineMaps engine) {
    this.table = table;
    this.stored = stored;
    this.engine = engine;
  }

  Table table() {
    return table;
  }

  /** What the rows would lose, each as a sentence with the way out. */
  List<String> losses() {
    List<String> losses = new ArrayList<>();
    stored.ifPresent(
        entry -> {
          checkKey(entry, losses);
          table.columns().forEach(column -> checkType(entry, column, losses));
        });
    return losses;
  }

  private void checkKey(TableEntry entry, List<String> losses) {
    List<String> key = KeyLayout.columnNames(table.key());
    long rows = entry.key().equals(key) ? 0 : engine.rows(entry).sizeAsLong();
    if (rows > 0) {
      losses.add(
          "Table '%s' has %d rows under the key (%s), and the schema gives it the key (%s). Either give the model its old identifier back, or give it another name, copy the rows to it and leave the old table behind."
              .formatted(
                  table.name(), rows, String.join(", ", entry.key()), String.join(", ", key)));
    }
  }

  private void checkType(TableEntry entry, Column column, List<String> losses) {
    int slot = entry.slot(column.name());
    if (slot < 0 || entry.columns().get(slot).equals(ColumnEntry.of(column))) {
      return;
    }
    long rows = rowsWith(entry, slot);
    if (rows > 0) {
      losses.add(
          "Table '%s' has %d rows with column '%s' as %s, and the schema makes it %s. Either give the field its old type back, or add a field with another name, copy the values to it and take this one out."
              .formatted(
                  table.name(),
                  rows,
                  column.name(),
                  entry.columns().get(slot).description(),
                  ColumnEntry.of(column).description()));
    }
  }

  private long rowsWith(TableEntry entry, int slot) {
    long count = 0;
    Cursor<byte[], byte[]> rows = engine.rows(entry).cursor(null);
    while (rows.hasNext()) {
      rows.next();
      if (StoredRow.holds(rows.getValue(), slot)) {
        count++;
      }
    }
    return count;
  }

  /**
   * Decides what to do, and makes the maps that have to be filled before it can be done.
   *
   * @param ids gives a new number for each map
   */
  void begin(IntSupplier ids) {
    TableEntry entry = entry(ids);
    wanted = entry;
    if (stored.isPresent() && !made().isEmpty()) {
      TableMaps maps = engine.open(table, entry, UNPUBLISHED);
      for (int i = 0; i < entry.indexes().size(); i++) {
        if (made().contains(entry.indexes().get(i))) {
          fillings.add(new Filling(maps, maps.indexes().get(i)));
        }
      }
    }
  }

  List<Filling> fillings() {
    return fillings;
  }

  /** Whether the table is still stored as it was when this was planned. */
  boolean startsFrom(Catalog catalog) {
    return stored.equals(catalog.table(table.name()));
  }

  /** Makes the grown table the one that the catalog knows. */
  void finish(Catalog catalog) {
    if (!isUnchanged()) {
      catalog.put(wanted());
      difference(known(), wanted().indexes()).forEach(engine::remove);
    }
  }

  void discard() {
    made().forEach(engine::remove);
  }

  /** A sentence for each thing done. */
  List<String> steps() {
    return steps;
  }

  boolean isUnchanged() {
    return stored.equals(Optional.of(wanted()));
  }

  TableEntry wanted() {
    return Objects.requireNonNull(wanted, "begin comes first");
  }

  private List<IndexEntry> known() {
    return stored.map(TableEntry::indexes).orElseGet(List::of);
  }

  private List<IndexEntry> made() {
    return difference(wanted().indexes(), known());
  }

  private static List<IndexEntry> difference(List<IndexEntry> all, List<IndexEntry> without) {
    return all.stream().filter(index -> !without.contains(index)).toList();
  }

  private TableEntry entry(IntSupplier ids) {
    List<String> key = KeyLayout.columnNames(table.key());
    if (stored.isEmpty()) {
      steps.add("created table %s".formatted(table.name()));
    } else if (!stored.get().key().equals(key)) {
      steps.add(
          "gave the empty table %s the key (%s)".formatted(table.name(), String.join(", ", key)));
    }
    return new TableEntry(
        table.name(),
        stored.map(TableEntry::id).orElseGet(ids::getAsInt),
        columns(),
        key,
        indexes(ids));
  }

  private List<ColumnEntry> columns() {
    List<ColumnEntry> columns =
        new ArrayList<>(stored.map(TableEntry::columns).orElseGet(List::of));
    for (Column column : table.columns()) {
      int slot = stored.map(entry -> entry.slot(column.name())).orElse(-1);
      ColumnEntry entry = ColumnEntry.of(column);
      if (slot >= 0) {
        if (!columns.set(slot, entry).equals(entry)) {
          steps.add(
              "made the empty column %s of table %s %s"
                  .formatted(column.name(), table.name(), entry.description()));
        }
      } else {
        columns.add(entry);
        if (stored.isPresent()) {
          steps.add("added column %s to table %s".formatted(column.name(), table.name()));
        }
      }
    }
    return columns;
  }

  private List<IndexEntry> indexes(IntSupplier ids) {
    List<IndexEntry> indexes = new ArrayList<>();
    for (Index index : table.indexes()) {
      List<String> key = KeyLayout.columnNames(index.key());
      Optional<IndexEntry> same =
          known().stream()
              .filter(entry -> entry.name().equals(index.name()) && entry.key().equals(key))
              .findFirst();
      indexes.add(same.orElseGet(() -> new IndexEntry(index.name(), ids.getAsInt(), key)));
      if (same.isEmpty()) {
        steps.add("created index %s of table %s".formatted(index.name(), table.name()));
      }
    }
    for (IndexEntry entry : difference(known(), indexes)) {
      steps.add("dropped index %s of table %s".formatted(entry.name(), table.name()));
    }
    return indexes;
  }
}
