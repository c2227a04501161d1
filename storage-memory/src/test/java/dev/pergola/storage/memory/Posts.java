package dev.pergola.storage.memory;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Index;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.storage.Change;
import dev.pergola.storage.Filter;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.Page;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.PrepareRequest;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.QueryRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** A table of posts by id, with an index by owner, and a store that holds it. */
record Posts(Store store) {

  static final Column ID = new Column("id", 0, ColumnType.STRING, false);
  static final Column OWNER = new Column("owner", 1, ColumnType.STRING, false);
  static final Column TEXT = new Column("text", 2, ColumnType.STRING, false);
  static final Index BY_OWNER = new Index("byOwner", new Key(OWNER, List.of()));
  static final Table TABLE =
      new Table("Post", List.of(ID, OWNER, TEXT), new Key(ID, List.of()), List.of(BY_OWNER));

  /** The posts of a store, prepared if they are not. */
  static Posts in(Store store) {
    await(store.prepare(new PrepareRequest(List.of(TABLE))));
    return new Posts(store);
  }

  CompletionStage<Change> start(String id, String owner, String text) {
    Row row =
        Row.builder(TABLE)
            .set(ID.position(), id)
            .set(OWNER.position(), owner)
            .set(TEXT.position(), text)
            .build();
    return store.put(new PutRequest(TABLE, row, Filter.all()));
  }

  void put(String id, String owner, String text) {
    await(start(id, owner, text));
  }

  Optional<String> text(String id) {
    Optional<Row> row = await(store.get(new GetRequest(TABLE, new RowKey(List.of(id)))));
    return row.map(found -> (String) found.value(TEXT));
  }

  List<String> ids() {
    PageRequest page = new PageRequest(100_000, 100_000, null);
    return ids(await(store.scan(new ScanRequest(TABLE, Filter.all(), page))));
  }

  List<String> idsOf(String owner) {
    PageRequest page = new PageRequest(100_000, 100_000, null);
    KeyCondition condition = KeyCondition.all(owner);
    return ids(
        await(
            store.query(new QueryRequest(TABLE, BY_OWNER, condition, false, Filter.all(), page))));
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  private static List<String> ids(Page page) {
    return page.rows().stream().map(row -> (String) row.value(ID)).toList();
  }
}
