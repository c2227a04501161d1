package dev.pergola.storage.memory;

import dev.pergola.storage.GetRequest;
import dev.pergola.storage.Page;
import dev.pergola.storage.QueryRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.ScanRequest;
import java.util.Optional;

/** Answers reads, in the caller's thread, from the last published version. */
final class Reads {

  private final Database database;

  Reads(Database database) {
    this.database = database;
  }

  Optional<Row> get(GetRequest request) {
    Snapshot snapshot = database.enter();
    try {
      TableMaps maps = snapshot.maps(request.table());
      byte[] key = maps.key().encode(request.key());
      byte[] row = snapshot.roots(maps).row(key);
      return row == null ? Optional.empty() : Optional.of(maps.row(row));
    } finally {
      snapshot.leave();
    }
  }

  Page query(QueryRequest request) {
    Snapshot snapshot = database.enter();
    try {
      TableMaps maps = snapshot.maps(request.table());
      TableRoots roots = snapshot.roots(maps);
      if (request.index() == null) {
        KeyRange range = KeyRange.of(maps.key(), request.condition());
        return new PageReader(maps, request.filter(), request.page(), request.descending())
            .read(maps.rows(), roots.rows(), range);
      }
      int number = maps.indexNumber(request.index());
      IndexMap index = maps.indexes().get(number);
      KeyRange range = KeyRange.of(index.key(), request.condition());
      return new PageReader(maps, request.filter(), request.page(), request.descending())
          .read(index.entries(), roots.index(number), range);
    } finally {
      snapshot.leave();
    }
  }

  Page scan(ScanRequest request) {
    Snapshot snapshot = database.enter();
    try {
      TableMaps maps = snapshot.maps(request.table());
      return new PageReader(maps, request.filter(), request.page(), false)
          .read(maps.rows(), snapshot.roots(maps).rows(), KeyRange.ALL);
    } finally {
      snapshot.leave();
    }
  }
}
