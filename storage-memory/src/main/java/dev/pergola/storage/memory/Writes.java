package dev.pergola.storage.memory;

import dev.pergola.model.Table;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.Change;
import dev.pergola.storage.ConditionFailedException;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Filter;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowSize;
import dev.pergola.storage.RowTooLargeException;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.UpdateRequest;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns requests into jobs. What can be done without the stored row is done here, in the caller's
 * thread: the writer is the one thing that all callers wait for.
 */
final class Writes {

  private Writes() {}

  static Job<Change> put(TableMaps maps, PutRequest request) {
    byte[] key = maps.key().encodeWhole(request.row());
    StoredRow row = maps.row(maps.layout().encode(request.row()));
    return job(maps, key, request.condition(), before -> row);
  }

  static Job<Change> update(TableMaps maps, UpdateRequest request) {
    byte[] key = maps.key().encode(request.key());
    for (Assignment assignment : request.assignments()) {
      if (maps.table().key().contains(assignment.column())) {
        throw new StoreException(
            "Table '%s': an update sets '%s', which is part of the key; put a row under the new key and delete this one."
                .formatted(maps.table().name(), assignment.column().name()));
      }
    }
    return job(
        maps,
        key,
        request.condition(),
        before -> {
          byte[] old = before == null ? null : before.bytes();
          StoredRow row = maps.row(maps.layout().encode(old, request.key(), request.assignments()));
          checkSize(maps.table(), row, request.maxRowBytes());
          return row;
        });
  }

  private static void checkSize(Table table, Row row, long maxBytes) {
    long bytes = maxBytes == Long.MAX_VALUE ? 0 : RowSize.of(table, row);
    if (bytes > maxBytes) {
      throw new RowTooLargeException(table.name(), bytes, maxBytes);
    }
  }

  static Job<Change> delete(TableMaps maps, DeleteRequest request) {
    byte[] key = maps.key().encode(request.key());
    return job(maps, key, request.condition(), before -> null);
  }

  private static Job<Change> job(TableMaps maps, byte[] key, Filter condition, Edit edit) {
    Predicate<Row> holds = condition.toPredicate();
    return database -> {
      StoredRow before = database.read(maps, key);
      if (!holds.test(before == null ? maps.emptyRow() : before)) {
        throw new ConditionFailedException(before);
      }
      StoredRow after = edit.apply(before);
      if (before != null || after != null) {
        database.apply(maps, new Replacement(maps, key, before, after));
      }
      return new Change(before, after);
    };
  }

  /** The row after a write, of the row before it; null stands for no row. */
  private interface Edit {
    @Nullable StoredRow apply(@Nullable StoredRow before);
  }
}
