package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Index;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.Change;
import dev.pergola.storage.Cursor;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Filter;
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
import dev.pergola.storage.UpdateRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of the kill test: each has a bucket, which an index goes by, and a rising number. */
final class KillTestRows {

  static final int BUCKETS = 5;

  private static final Column ID = new Column("id", 0, ColumnType.STRING, false);
  private static final Column BUCKET = new Column("bucket", 1, ColumnType.STRING, false);
  private static final Column SEQ = new Column("seq", 2, ColumnType.NUMBER, false);
  private static final Column TEXT = new Column("text", 3, ColumnType.STRING, false);
  private static final Index BY_BUCKET = new Index("byBucket", new Key(BUCKET, List.of(SEQ)));
  private static final Table TABLE =
      new Table("Rows", List.of(ID, BUCKET, SEQ, TEXT), new Key(ID, List.of()), List.of(BY_BUCKET));

  private final Store store;

  KillTestRows(Store store) {
    this.store = store;
    await(store.prepare(new PrepareRequest(List.of(TABLE))));
  }

  CompletionStage<Change> create(Stored row) {
    return store.put(PutRequest.create(TABLE, row(row), Filter.all()));
  }

  CompletionStage<Change> put(Stored row) {
    return store.put(new PutRequest(TABLE, row(row), Filter.all()));
  }

  CompletionStage<Change> update(Stored row) {
    List<Assignment> assignments =
        List.of(
            new Assignment(BUCKET, row.bucket()),
            new Assignment(SEQ, row.seq()),
            new Assignment(TEXT, row.text()));
    return store.update(
        new UpdateRequest(TABLE, new RowKey(List.of(row.key())), assignments, Filter.all()));
  }

  CompletionStage<Change> delete(String key) {
    return store.delete(new DeleteRequest(TABLE, new RowKey(List.of(key)), Filter.all()));
  }

  Map<String, Stored> readTable() {
    return read(page -> store.scan(new ScanRequest(TABLE, Filter.all(), page)));
  }

  Map<String, Stored> readIndex() {
    Map<String, Stored> rows = new HashMap<>();
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      KeyCondition condition = KeyCondition.all("bucket" + bucket);
      Map<String, Stored> part =
          read(
              page ->
                  store.query(
                      new QueryRequest(TABLE, BY_BUCKET, condition, false, Filter.all(), page)));
      part.forEach(
          (key, row) ->
              assertThat(rows.put(key, row)).as("another entry of %s in the index", key).isNull());
    }
    return rows;
  }

  /** Whether a row is the one that was acknowledged, or one that was written after it. */
  static boolean isNotOlder(@Nullable Stored found, Stored acknowledged, boolean maybeDeleted) {
    if (found == null) {
      return acknowledged.deleted() || maybeDeleted;
    }
    return found.equals(acknowledged) || found.seq() > acknowledged.seq();
  }

  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private Map<String, Stored> read(Function<PageRequest, CompletionStage<Page>> pages) {
    Map<String, Stored> rows = new HashMap<>();
    Cursor after = null;
    do {
      Page page = await(pages.apply(new PageRequest(1_000, 1_000, after)));
      for (Row row : page.rows()) {
        Stored stored =
            new Stored(
                (String) row.value(ID), (String) row.value(BUCKET), (Long) row.value(SEQ), false);
        assertThat(row.value(TEXT)).isEqualTo(stored.text());
        assertThat(rows.put(stored.key(), stored)).as("another row %s", stored.key()).isNull();
      }
      after = page.next();
    } while (after != null);
    return rows;
  }

  private static Row row(Stored row) {
    return Row.builder(TABLE)
        .set(ID.position(), row.key())
        .set(BUCKET.position(), row.bucket())
        .set(SEQ.position(), row.seq())
        .set(TEXT.position(), row.text())
        .build();
  }

  /** What one write left of a row. */
  record Stored(String key, String bucket, long seq, boolean deleted) {

    static Stored parse(String line) {
      String[] parts = line.split(" ");
      return new Stored(
          parts[0], parts[1], Long.parseLong(parts[2]), Boolean.parseBoolean(parts[3]));
    }

    String line() {
      return key + " " + bucket + " " + seq + " " + deleted;
    }

    /** Follows from the rest, and has all lengths up to some pages. */
    String text() {
      return (bucket + " " + seq + " ").repeat((int) (seq % 40 == 0 ? 400 : seq % 7));
    }
  }
}
