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
import dev.pergola.storage.SnapshotRequest;
import dev.pergola.storage.Store;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.StoreSnapshot;
import dev.pergola.storage.TransactRequest;
import dev.pergola.storage.UpdateRequest;
import dev.pergola.storage.WriteRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the kill test: each has a bucket, which an index goes by, and a rising number, whose
 * parity another index goes by, which comes and goes.
 */
final class KillTestRows {

  static final int BUCKETS = 5;

  /** Begins the key of a row that has a twin. */
  static final String PAIR = "pair";

  private static final String TWIN = "-twin";

  private static final Column ID = new Column("id", 0, ColumnType.STRING, false);
  private static final Column BUCKET = new Column("bucket", 1, ColumnType.STRING, false);
  private static final Column SEQ = new Column("seq", 2, ColumnType.NUMBER, false);
  private static final Column TEXT = new Column("text", 3, ColumnType.STRING, false);
  private static final Column PARITY = new Column("parity", 4, ColumnType.STRING, false);
  private static final Index BY_BUCKET = new Index("byBucket", new Key(BUCKET, List.of(SEQ)));
  private static final Index BY_PARITY = new Index("byParity", new Key(PARITY, List.of(ID)));
  private static final Table PLAIN = table(BY_BUCKET);
  private static final Table GROWN = table(BY_BUCKET, BY_PARITY);

  private final Store store;
  private volatile Table table;

  private KillTestRows(Store store, Table table) {
    this.store = store;
    this.table = table;
    prepare(table);
  }

  static KillTestRows plain(Store store) {
    return new KillTestRows(store, PLAIN);
  }

  static KillTestRows grown(Store store) {
    return new KillTestRows(store, GROWN);
  }

  /** Gives the table another index, or takes it away. */
  void growOrShrink() {
    prepare(table == PLAIN ? GROWN : PLAIN);
  }

  private void prepare(Table wanted) {
    await(store.prepare(new PrepareRequest(List.of(wanted))));
    table = wanted;
  }

  void create(Stored row) {
    write(now -> store.put(PutRequest.create(now, row(row), Filter.all())));
  }

  void put(Stored row) {
    write(now -> store.put(new PutRequest(now, row(row), Filter.all())));
  }

  void update(Stored row) {
    RowKey key = new RowKey(List.of(row.key()));
    write(now -> store.update(new UpdateRequest(now, key, assignments(row), Filter.all())));
  }

  private static List<Assignment> assignments(Stored row) {
    return List.of(
        new Assignment(BUCKET, row.bucket()),
        new Assignment(SEQ, row.seq()),
        new Assignment(PARITY, row.parity()),
        new Assignment(TEXT, row.text()));
  }

  void delete(String key) {
    write(now -> store.delete(deletion(now, key)));
  }

  /** Puts a row and its twin, in one transaction. */
  void putPair(Stored row) {
    write(
        now ->
            transact(
                new PutRequest(now, row(row), Filter.all()),
                new UpdateRequest(
                    now,
                    new RowKey(List.of(row.twin().key())),
                    assignments(row.twin()),
                    Filter.all())));
  }

  /** Deletes a row and its twin, in one transaction. */
  void deletePair(Stored row) {
    write(now -> transact(deletion(now, row.key()), deletion(now, row.twin().key())));
  }

  private CompletionStage<List<Change>> transact(WriteRequest... writes) {
    return store.transact(new TransactRequest(List.of(writes)));
  }

  private static DeleteRequest deletion(Table table, String key) {
    return new DeleteRequest(table, new RowKey(List.of(key)), Filter.all());
  }

  /** Writes, again if the table was prepared anew meanwhile: then nothing was written. */
  private void write(Function<Table, ? extends CompletionStage<?>> write) {
    for (int attempt = 0; ; attempt++) {
      try {
        await(write.apply(table));
        return;
      } catch (CompletionException e) {
        boolean preparedAnew =
            e.getCause() instanceof StoreException
                && String.valueOf(e.getCause().getMessage()).contains("prepare");
        if (!preparedAnew || attempt > 100_000) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  /** Reads all rows of a snapshot; each is whole. */
  void readSnapshot() {
    Table now = table;
    StoreSnapshot held;
    try {
      held = await(store.snapshot(new SnapshotRequest(List.of(now))));
    } catch (CompletionException preparedAnew) {
      return;
    }
    try (StoreSnapshot snapshot = held) {
      Map<String, Stored> first =
          read(page -> snapshot.scan(new ScanRequest(now, Filter.all(), page)));
      Map<String, Stored> second =
          read(page -> snapshot.scan(new ScanRequest(now, Filter.all(), page)));
      assertThat(second).isEqualTo(first);
    }
  }

  Map<String, Stored> readTable() {
    return read(page -> store.scan(new ScanRequest(table, Filter.all(), page)));
  }

  Map<String, Stored> readByBucket() {
    Map<String, Stored> rows = new HashMap<>();
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      readPartition(BY_BUCKET, "bucket" + bucket, rows);
    }
    return rows;
  }

  Map<String, Stored> readByParity() {
    Map<String, Stored> rows = new HashMap<>();
    readPartition(BY_PARITY, "even", rows);
    readPartition(BY_PARITY, "odd", rows);
    return rows;
  }

  private void readPartition(Index index, String partition, Map<String, Stored> rows) {
    KeyCondition condition = KeyCondition.all(partition);
    Map<String, Stored> part =
        read(
            page ->
                store.query(new QueryRequest(table, index, condition, false, Filter.all(), page)));
    part.forEach(
        (key, row) ->
            assertThat(rows.put(key, row)).as("another entry of %s in the index", key).isNull());
  }

  /** Rows of pairs whose other half is missing, or is another one. */
  static List<Stored> halves(Map<String, Stored> rows) {
    return rows.values().stream()
        .filter(Stored::isOfPair)
        .filter(row -> !row.twin().equals(rows.get(row.twin().key())))
        .toList();
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

  private static Table table(Index... indexes) {
    return new Table(
        "Rows", List.of(ID, BUCKET, SEQ, TEXT, PARITY), new Key(ID, List.of()), List.of(indexes));
  }

  private static Row row(Stored row) {
    return Row.builder(PLAIN)
        .set(ID.position(), row.key())
        .set(BUCKET.position(), row.bucket())
        .set(SEQ.position(), row.seq())
        .set(TEXT.position(), row.text())
        .set(PARITY.position(), row.parity())
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

    /** The row that is written and deleted together with this one. */
    Stored twin() {
      String other =
          key.endsWith(TWIN) ? key.substring(0, key.length() - TWIN.length()) : key + TWIN;
      return new Stored(other, bucket, seq, deleted);
    }

    boolean isOfPair() {
      return key.startsWith(PAIR);
    }

    String parity() {
      return seq % 2 == 0 ? "even" : "odd";
    }

    /** Follows from the rest, and has all lengths up to some pages. */
    String text() {
      return (bucket + " " + seq + " ").repeat((int) (seq % 40 == 0 ? 400 : seq % 7));
    }
  }
}
