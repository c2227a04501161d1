package dev.pergola.storage.memory;

import dev.pergola.model.Column;
import dev.pergola.model.Index;
import dev.pergola.model.Table;
import dev.pergola.storage.memory.TableEntry.ColumnEntry;
import dev.pergola.storage.memory.TableEntry.IndexEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The way from a table as it is stored to the table that a schema wants: what would have to be
 * refused, and what to do if nothing has to be.
 */
final class Growth {

  private final Table table;
  private final Optional<TableEntry> stored;
  private final long rowCount;

  Growth(Table table, Optional<TableEntry> stored, long rowCount) {
    this.table = table;
    this.stored = stored;
    this.rowCount = rowCount;
  }

  Table table() {
    return table;
  }

  /**
   * What the rows forbid, each as a sentence with the way out; nothing for a table without rows.
   */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (rowCount > 0) {
      stored.ifPresent(
          entry -> {
            checkKey(entry, problems);
            table.columns().forEach(column -> checkType(entry, column, problems));
          });
    }
    return problems;
  }

  private void checkKey(TableEntry entry, List<String> problems) {
    List<String> wanted = KeyLayout.columnNames(table.key());
    if (!entry.key().equals(wanted)) {
      problems.add(
          "Table '%s' has %d rows under the key (%s), and the schema gives it the key (%s). Either give the model its old identifier back, or give it another name, copy the rows to it and leave the old table behind."
              .formatted(
                  table.name(),
                  rowCount,
                  String.join(", ", entry.key()),
                  String.join(", ", wanted)));
    }
  }

  private void checkType(TableEntry entry, Column column, List<String> problems) {
    int slot = entry.slot(column.name());
    if (slot >= 0 && !entry.columns().get(slot).equals(ColumnEntry.of(column))) {
      problems.add(
          "Table '%s' has %d rows with column '%s' as %s, and the schema makes it %s. Either give the field its old type back, or add a field with another name, copy the values to it and take this one out."
              .formatted(
                  table.name(),
                  rowCount,
                  column.name(),
                  entry.columns().get(slot).description(),
                  ColumnEntry.of(column).description()));
    }
  }

  /**
   * The entry of the grown table; equal to the stored one if there is nothing to do.
   *
   * @param ids gives a new number for each map
   * @param steps takes a sentence for each thing done
   */
  TableEntry entry(IntSupplier ids, List<String> steps) {
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
        columns(steps),
        key,
        indexes(ids, steps));
  }

  private List<ColumnEntry> columns(List<String> steps) {
    List<ColumnEntry> columns =
        new ArrayList<>(stored.map(TableEntry::columns).orElseGet(List::of));
    for (Column column : table.columns()) {
      int slot = stored.map(entry -> entry.slot(column.name())).orElse(-1);
      ColumnEntry wanted = ColumnEntry.of(column);
      if (slot >= 0) {
        if (!columns.set(slot, wanted).equals(wanted)) {
          steps.add(
              "made column %s of the empty table %s %s"
                  .formatted(column.name(), table.name(), wanted.description()));
        }
      } else {
        columns.add(wanted);
        if (stored.isPresent()) {
          steps.add("added column %s to table %s".formatted(column.name(), table.name()));
        }
      }
    }
    return columns;
  }

  private List<IndexEntry> indexes(IntSupplier ids, List<String> steps) {
    List<IndexEntry> indexes = new ArrayList<>();
    List<IndexEntry> known = stored.map(TableEntry::indexes).orElseGet(List::of);
    for (Index index : table.indexes()) {
      List<String> key = KeyLayout.columnNames(index.key());
      Optional<IndexEntry> same =
          known.stream()
              .filter(entry -> entry.name().equals(index.name()) && entry.key().equals(key))
              .findFirst();
      indexes.add(same.orElseGet(() -> new IndexEntry(index.name(), ids.getAsInt(), key)));
      if (same.isEmpty()) {
        steps.add("created index %s of table %s".formatted(index.name(), table.name()));
      }
    }
    known.stream()
        .filter(entry -> !indexes.contains(entry))
        .forEach(
            entry ->
                steps.add("dropped index %s of table %s".formatted(entry.name(), table.name())));
    return indexes;
  }
}
