package dev.pergola.storage.memory;

import dev.pergola.model.Index;
import dev.pergola.storage.Filter;
import dev.pergola.storage.GetAllRequest;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.Page;
import dev.pergola.storage.QueryAllRequest;
import dev.pergola.storage.QueryRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.ScanRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

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

  /** All rows are of one version. */
  List<Optional<Row>> getAll(GetAllRequest request) {
    Snapshot snapshot = database.enter();
    try {
      TableMaps maps = snapshot.maps(request.table());
      TableRoots roots = snapshot.roots(maps);
      List<Optional<Row>> rows = new ArrayList<>(request.keys().size());
      for (RowKey key : request.keys()) {
        byte[] row = roots.row(maps.key().encode(key));
        rows.add(row == null ? Optional.empty() : Optional.of(maps.row(row)));
      }
      return rows;
    } finally {
      snapshot.leave();
    }
  }

  Page query(QueryRequest request) {
    Snapshot snapshot = database.enter();
    try {
      TableMaps maps = snapshot.maps(request.table());
      Place place = Place.of(maps, snapshot.roots(maps), request.index());
      KeyRange range = KeyRange.of(place.key(), request.condition());
      return place
          .pages(maps, request.filter(), request.descending())
          .read(range, request.page(), request.page().maxExamined());
    } finally {
      snapshot.leave();
    }
  }

  /** All pages are of one version; the budget goes to the parts in their order. */
  List<Page> queryAll(QueryAllRequest request) {
    Snapshot snapshot = database.enter();
    try {
      TableMaps maps = snapshot.maps(request.table());
      Place place = Place.of(maps, snapshot.roots(maps), request.index());
      PageReader common = place.pages(maps, request.filter(), request.descending());
      List<Page> pages = new ArrayList<>(request.parts().size());
      int left = request.maxExamined();
      for (QueryAllRequest.Part part : request.parts()) {
        part.page().checkDeadline();
        KeyRange range = KeyRange.of(place.key(), part.condition());
        int budget = Math.max(1, Math.min(left, part.page().maxExamined()));
        PageReader reader =
            part.filter().equals(Filter.all())
                ? common
                : place.pages(maps, request.filter(part), request.descending());
        Page page = reader.read(range, part.page(), budget);
        left -= page.examined();
        pages.add(page);
      }
      return pages;
    } finally {
      snapshot.leave();
    }
  }

  Page scan(ScanRequest request) {
    Snapshot snapshot = database.enter();
    try {
      return scan(snapshot, request);
    } finally {
      snapshot.leave();
    }
  }

  static Page scan(Snapshot snapshot, ScanRequest request) {
    TableMaps maps = snapshot.maps(request.table());
    return Place.of(maps, snapshot.roots(maps), null)
        .pages(maps, request.filter(), false)
        .read(KeyRange.ALL, request.page(), request.page().maxExamined());
  }

  /**
   * The map that a read goes through, in the version that it reads: that of the table, or of an
   * index.
   */
  private record Place(KeyLayout key, RootReference<byte[], byte[]> root) {

    static Place of(TableMaps maps, TableRoots roots, @Nullable Index index) {
      if (index == null) {
        return new Place(maps.key(), roots.rows());
      }
      int number = maps.indexNumber(index);
      IndexMap entries = maps.indexes().get(number);
      return new Place(entries.key(), roots.index(number));
    }

    PageReader pages(TableMaps maps, Filter filter, boolean descending) {
      return new PageReader(maps, root, filter, descending);
    }
  }
}
