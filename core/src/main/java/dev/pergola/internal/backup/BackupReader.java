package dev.pergola.internal.backup;

import dev.pergola.internal.json.Json;
import dev.pergola.internal.json.JsonException;
import dev.pergola.model.Column;
import dev.pergola.model.Table;
import dev.pergola.storage.BackupException;
import dev.pergola.storage.BackupSummary;
import dev.pergola.storage.LoadRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowBatch;
import dev.pergola.storage.Store;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.StoreLoad;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a backup into tables that are empty, or whose rows it replaces. The rows become visible
 * when the last line has been compared with what came before it; whatever is wrong until then
 * leaves the tables as they were.
 */
final class BackupReader {

  private static final int ROWS_OF_A_BATCH = 500;
  private static final int BYTES_OF_A_BATCH = 1 << 20;

  private final Store store;
  private final List<Table> tables;
  private final boolean replace;
  private final Checksum checksum = new Checksum();
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final List<Row> batch = new ArrayList<>();
  private int batchBytes;
  private @Nullable Table batchTable;

  BackupReader(Store store, List<Table> tables, boolean replace) {
    this.store = store;
    this.tables = tables;
    this.replace = replace;
  }

  BackupSummary restore(InputStream in) throws IOException {
    Lines lines = new Lines(in);
    readHeader(lines);
    try (StoreLoad load = Backups.await(store.load(new LoadRequest(tables, replace)))) {
      Map<?, ?> trailer = readRows(lines, load);
      BackupSummary summary = check(trailer, lines);
      Backups.await(load.finish());
      return summary;
    }
  }

  private void readHeader(Lines lines) throws IOException {
    byte[] line = lines.next();
    if (line == null
        || !(json(line) instanceof Map<?, ?> header)
        || !BackupFormat.NAME.equals(header.get(BackupFormat.FORMAT_MEMBER))) {
      throw new BackupException(
          "This is no backup: its first line does not name the format '%s'. Nothing was restored; give the stream that a backup was written to."
              .formatted(BackupFormat.NAME));
    }
    Object version = header.get(BackupFormat.VERSION_MEMBER);
    if (!Long.valueOf(BackupFormat.VERSION).equals(version)) {
      throw new BackupException(
          "The backup has format version %s, and this Pergola reads version %d. Nothing was restored; use the Pergola that wrote it, or a newer one."
              .formatted(version, BackupFormat.VERSION));
    }
    BackupSchema schema =
        BackupSchema.of(header.get(BackupFormat.TABLES_MEMBER))
            .filter(found -> found.checksum().equals(header.get(BackupFormat.SCHEMA_MEMBER)))
            .orElseThrow(() -> damaged(1, "its tables are not those of its checksum"));
    List<String> differences = schema.differencesFrom(BackupSchema.of(tables));
    if (!differences.isEmpty()) {
      throw new BackupException(
          "The backup is of another schema, and nothing was restored:\n- "
              + String.join("\n- ", differences)
              + "\nRestore it into a backend of the schema that it was written with.");
    }
    schema.tables().keySet().forEach(table -> counts.put(table, 0L));
    checksum.line(line);
  }

  /** Adds all rows, and gives the last line, which ends them. */
  private Map<?, ?> readRows(Lines lines, StoreLoad load) throws IOException {
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      Object json = json(line);
      if (json instanceof Map<?, ?> trailer) {
        flush(load, lines.number() - 1);
        return trailer;
      }
      if (!(json instanceof List<?> row)
          || row.size() != 2
          || !(row.get(0) instanceof String name)
          || !(row.get(1) instanceof Map<?, ?> columns)) {
        throw damaged(lines.number(), "it is no row");
      }
      add(name, columns, line.length, load, lines.number());
      checksum.line(line);
    }
    throw new BackupException(
        "The backup is cut off %s line %d: its last line, which has the checksum, is missing. Nothing was restored; take another copy."
            .formatted(lines.cutOff() ? "in" : "after", lines.number() + (lines.cutOff() ? 1 : 0)));
  }

  private void add(String name, Map<?, ?> columns, int bytes, StoreLoad load, long number) {
    Table table =
        tables.stream()
            .filter(one -> one.name().equals(name) && counts.containsKey(name))
            .findFirst()
            .orElseThrow(
                () -> damaged(number, "it is of a table that the first line does not name"));
    if (!table.equals(batchTable)
        || batch.size() == ROWS_OF_A_BATCH
        || batchBytes + bytes > BYTES_OF_A_BATCH) {
      flush(load, number - 1);
      batchTable = table;
    }
    batch.add(row(table, columns, number));
    batchBytes += bytes;
    counts.merge(name, 1L, Long::sum);
  }

  private static Row row(Table table, Map<?, ?> columns, long number) {
    Row.Builder row = Row.builder(table);
    for (Map.Entry<?, ?> entry : columns.entrySet()) {
      Column column =
          table
              .column(String.valueOf(entry.getKey()))
              .orElseThrow(
                  () -> damaged(number, "it has a column that the first line does not name"));
      try {
        row.set(column.position(), ValueJson.decode(entry.getValue()));
      } catch (IllegalArgumentException e) {
        throw damaged(number, "in column '%s' %s".formatted(column.name(), e.getMessage()));
      }
    }
    return row.build();
  }

  private void flush(StoreLoad load, long number) {
    if (batchTable != null && !batch.isEmpty()) {
      try {
        Backups.await(load.add(new RowBatch(batchTable, batch)));
      } catch (StoreException e) {
        throw new BackupException(
            "The rows up to line %d of the backup cannot be restored, and nothing was: %s"
                .formatted(number, e.getMessage()),
            e);
      }
    }
    batch.clear();
    batchBytes = 0;
  }

  private BackupSummary check(Map<?, ?> trailer, Lines lines) throws IOException {
    long number = lines.number();
    BackupSummary summary = new BackupSummary(counts, checksum.digits());
    long rows = counts.values().stream().mapToLong(Long::longValue).sum();
    if (!Long.valueOf(rows).equals(trailer.get(BackupFormat.ROWS_MEMBER))
        || !summary.sha256().equals(trailer.get(BackupFormat.CHECKSUM_MEMBER))) {
      throw new BackupException(
          "The backup is damaged: the checksum of its %d rows is %s, and its last line, line %d, has another. Nothing was restored; take another copy."
              .formatted(rows, summary.sha256(), number));
    }
    if (lines.next() != null || lines.cutOff()) {
      throw damaged(number + 1, "it comes after the last one");
    }
    return summary;
  }

  private static @Nullable Object json(byte[] line) {
    try {
      return Json.parse(line, BackupFormat.LIMITS);
    } catch (JsonException e) {
      // Neither a row nor a last line; which one was expected is known to the caller.
      return null;
    }
  }

  private static BackupException damaged(long line, String why) {
    return new BackupException(
        "Line %d of the backup is damaged: %s. Nothing was restored; take another copy."
            .formatted(line, why));
  }
}
