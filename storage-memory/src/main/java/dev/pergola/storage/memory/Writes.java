package dev.pergola.storage.memory;

import dev.pergola.model.Table;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.Change;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowSize;
import dev.pergola.storage.RowTooLargeException;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.UpdateRequest;
import dev.pergola.storage.WriteFailedException;
import dev.pergola.storage.WriteRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns requests into jobs. What can be done without the stored row is done here, in the caller's
 * thread: the writer is the one thread that all callers wait for.
 */
final class Writes {

  private Writes() {}

  /** One write. */
  static Job<Change> one(TableMaps maps, WriteRequest request) {
    RowWrite write = of(maps, request);
    return database -> write.judge(database, 0).apply(database);
  }

  /** All writes or none: the first is applied when the condition of the last has held. */
  static Job<List<Change>> all(List<RowWrite> writes) {
    return database -> {
      List<RowWrite.Judged> judged = new ArrayList<>(writes.size());
      for (RowWrite write : writes) {
        try {
          judged.add(write.judge(database, judged.size()));
        } catch (StoreException reason) {
          throw WriteFailedException.of(judged.size(), write.table().name(), reason);
        }
      }
      return judged.stream().map(each -> each.apply(database)).toList();
    };
  }

  /** What a request asks for, as far as it is known without the stored row. */
  static RowWrite of(TableMaps maps, WriteRequest request) {
    if (request instanceof PutRequest put) {
      return put(maps, put);
    }
    return request instanceof UpdateRequest update
        ? update(maps, update)
        : delete(maps, (DeleteRequest) request);
  }

  private static RowWrite put(TableMaps maps, PutRequest request) {
    byte[] key = maps.key().encodeWhole(request.row());
    StoredRow row = maps.row(maps.layout().encode(request.row()));
    return new RowWrite(maps, key, request.condition().toPredicate(), before -> row);
  }

  private static RowWrite update(TableMaps maps, UpdateRequest request) {
    byte[] key = maps.key().encode(request.key());
    for (Assignment assignment : request.assignments()) {
      if (maps.table().key().contains(assignment.column())) {
        throw new StoreException(
            "Table '%s': an update sets '%s', which is part of the key; put a row under the new key and delete this one."
                .formatted(maps.table().name(), assignment.column().name()));
      }
    }
    return new RowWrite(
        maps,
        key,
        request.condition().toPredicate(),
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

  private static RowWrite delete(TableMaps maps, DeleteRequest request) {
    byte[] key = maps.key().encode(request.key());
    return new RowWrite(maps, key, request.condition().toPredicate(), before -> null);
  }
}
