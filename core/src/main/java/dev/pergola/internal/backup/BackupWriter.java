package dev.pergola.internal.backup;

import dev.pergola.internal.json.Json;
import dev.pergola.model.Column;
import dev.pergola.model.Table;
import dev.pergola.storage.BackupException;
import dev.pergola.storage.BackupSummary;
import dev.pergola.storage.Cursor;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Page;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.SnapshotRequest;
import dev.pergola.storage.Store;
import dev.pergola.storage.StoreSnapshot;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a snapshot of tables line by line; holds no more than a page of rows. */
final class BackupWriter {

  private static final int ROWS_OF_A_PAGE = 100;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Store store;
  private final List<Table> tables;
  private final Checksum checksum = new Checksum();
  private final Map<String, Long> rows = new LinkedHashMap<>();

  BackupWriter(Store store, List<Table> tables) {
    this.store = store;
    this.tables = tables;
  }

  BackupSummary write(Instant now, OutputStream target) throws IOException {
    try (StoreSnapshot snapshot = Backups.await(store.snapshot(new SnapshotRequest(tables)))) {
      OutputStream out = new BufferedOutputStream(target, BUFFER_BYTES);
      line(bytes(header(now)), out);
      for (Table table : tables) {
        rows.put(table.name(), rows(table, snapshot, out));
      }
      BackupSummary summary = new BackupSummary(rows, checksum.digits());
      out.write(bytes(trailer(summary)));
      out.write('\n');
      out.flush();
      return summary;
    }
  }

  private Map<String, Object> header(Instant now) {
    BackupSchema schema = BackupSchema.of(tables);
    Map<String, Object> header = new LinkedHashMap<>();
    header.put(BackupFormat.FORMAT_MEMBER, BackupFormat.NAME);
    header.put(BackupFormat.VERSION_MEMBER, BackupFormat.VERSION);
    header.put(BackupFormat.CREATED_MEMBER, now.toString());
    header.put(BackupFormat.TABLES_MEMBER, schema.json());
    header.put(BackupFormat.SCHEMA_MEMBER, schema.checksum());
    return header;
  }

  private static Map<String, Object> trailer(BackupSummary summary) {
    Map<String, Object> trailer = new LinkedHashMap<>();
    trailer.put(
        BackupFormat.ROWS_MEMBER,
        summary.rows().values().stream().mapToLong(Long::longValue).sum());
    trailer.put(BackupFormat.CHECKSUM_MEMBER, summary.sha256());
    return trailer;
  }

  private long rows(Table table, StoreSnapshot snapshot, OutputStream out) throws IOException {
    long count = 0;
    Cursor after = null;
    do {
      PageRequest request = new PageRequest(ROWS_OF_A_PAGE, ROWS_OF_A_PAGE, after);
      Page page = Backups.await(snapshot.scan(new ScanRequest(table, Filter.all(), request)));
      for (Row row : page.rows()) {
        byte[] line = bytes(row(table, row));
        if (line.length > BackupFormat.MAX_LINE_BYTES) {
          throw unwritable(table, row, "it would take %d bytes".formatted(line.length), null);
        }
        line(line, out);
        count++;
      }
      after = page.next();
    } while (after != null);
    return count;
  }

  private static List<Object> row(Table table, Row row) {
    Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      if (row.has(column.position())) {
        columns.put(column.name(), value(table, row, column));
      }
    }
    return List.of(table.name(), columns);
  }

  private static @Nullable Object value(Table table, Row row, Column column) {
    try {
      return ValueJson.encode(row.value(column));
    } catch (IllegalArgumentException e) {
      throw unwritable(table, row, "in column '%s' %s".formatted(column.name(), e.getMessage()), e);
    }
  }

  private static BackupException unwritable(
      Table table, Row row, String why, @Nullable Throwable cause) {
    return new BackupException(
        "The row %s of table '%s' cannot be written into a backup: %s. Mend it and write another backup; this one has no end."
            .formatted(RowKey.of(table.key(), row).values(), table.name(), why),
        cause);
  }

  private void line(byte[] line, OutputStream out) throws IOException {
    checksum.line(line);
    out.write(line);
    out.write('\n');
  }

  private static byte[] bytes(Object json) {
    return Json.write(json).getBytes(StandardCharsets.UTF_8);
  }
}
