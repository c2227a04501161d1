package dev.pergola.storage.dynamodb;

import dev.pergola.model.Table;
import dev.pergola.storage.Change;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Estimate;
import dev.pergola.storage.EstimateRequest;
import dev.pergola.storage.GetAllRequest;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.LoadRequest;
import dev.pergola.storage.Page;
import dev.pergola.storage.PrepareRequest;
import dev.pergola.storage.Prepared;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.QueryAllRequest;
import dev.pergola.storage.QueryRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.SnapshotRequest;
import dev.pergola.storage.Store;
import dev.pergola.storage.StoreLoad;
import dev.pergola.storage.StoreSnapshot;
import dev.pergola.storage.TransactRequest;
import dev.pergola.storage.UpdateRequest;
import dev.pergola.storage.WriteRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * A store on Amazon DynamoDB, through a client that the host brings and closes.
 *
 * <p>Tables lie as Amplify lays them out, and may be those that it deployed. Reads of tables see
 * every answered write, unless {@link DynamoDbStoreBuilder#consistentReads} says otherwise; reads
 * of indexes come a moment later, since DynamoDB offers no others. No thread waits for an answer,
 * and closing waits for the writes under way.
 */
public final class DynamoDbStore implements Store {

  private final Gate gate = new Gate();
  private final Tables tables = new Tables();
  private final Set<Copy> snapshots = ConcurrentHashMap.newKeySet();
  private final Calls calls;
  private final Preparation preparation;
  private final Reads reads;
  private final Reads consistentReads;
  private final Batches batches;
  private final Writes writes;
  private final Transactions transactions;
  private final Capacity capacity;
  private volatile @Nullable Follower follower;

  DynamoDbStore(
      Calls calls, TableOptions tableOptions, ReadOptions readOptions, Capacity capacity) {
    this.calls = calls;
    this.capacity = capacity;
    this.preparation = new Preparation(calls, tableOptions, tables);
    this.reads = new Reads(calls, readOptions);
    this.consistentReads = new Reads(calls, new ReadOptions(true, readOptions.mostCallsForAPage()));
    this.batches = new Batches(calls, readOptions);
    this.writes = new Writes(calls, reads);
    this.transactions = new Transactions(calls);
  }

  /** The store on a client, with every option at its default; it makes no tables. */
  public static DynamoDbStore of(DynamoDbAsyncClient client) {
    return builder(client).build();
  }

  /** Starts a store that is to differ from the default of {@link #of}. */
  public static DynamoDbStoreBuilder builder(DynamoDbAsyncClient client) {
    return new DynamoDbStoreBuilder(client);
  }

  @Override
  public CompletionStage<Prepared> prepare(PrepareRequest request) {
    List<Table> all = wanted(request);
    return gate.read(
        () -> preparation.run(all).thenCompose(done -> followed(all).thenApply(begun -> done)));
  }

  /** Has tables read by somebody from when they are prepared on. */
  void onPrepared(Follower reader) {
    follower = reader;
  }

  /** The calls of this store, for what else is kept beside its rows. */
  Calls calls() {
    return calls;
  }

  private List<Table> wanted(PrepareRequest request) {
    Follower reader = follower;
    return reader == null || !reader.wantsEvents()
        ? request.tables()
        : Stream.concat(request.tables().stream(), Stream.of(EventTable.TABLE)).toList();
  }

  private CompletionStage<Void> followed(List<Table> prepared) {
    Follower reader = follower;
    return reader == null
        ? CompletableFuture.completedFuture(null)
        : Futures.all(prepared.stream().map(this::described).toList()).thenCompose(reader::follow);
  }

  private CompletableFuture<FollowedTable> described(Table table) {
    TableLayout layout = tables.layout(table);
    return calls
        .repeatable(
            "DescribeTable on " + layout.name(),
            client -> client.describeTable(call -> call.tableName(layout.name())))
        .thenApply(answer -> FollowedTable.of(layout, answer.table()));
  }

  /**
   * What {@link #prepare} would do, a sentence for each table and index that it would make; nothing
   * is done.
   */
  public CompletionStage<List<String>> plan(PrepareRequest request) {
    return gate.read(() -> preparation.plan(wanted(request)));
  }

  @Override
  public CompletionStage<Optional<Row>> get(GetRequest request) {
    return gate.read(() -> reads.get(tables.layout(request.table()), request));
  }

  @Override
  public CompletionStage<List<Optional<Row>>> getAll(GetAllRequest request) {
    return gate.read(() -> batches.getAll(tables.layout(request.table()), request));
  }

  @Override
  public CompletionStage<Page> query(QueryRequest request) {
    return gate.read(() -> reads.query(tables.layout(request.table()), request));
  }

  @Override
  public CompletionStage<List<Page>> queryAll(QueryAllRequest request) {
    return gate.read(() -> reads.queryAll(tables.layout(request.table()), request));
  }

  @Override
  public CompletionStage<Page> scan(ScanRequest request) {
    return gate.read(() -> reads.scan(tables.layout(request.table()), request));
  }

  @Override
  public CompletionStage<Change> put(PutRequest request) {
    return gate.write(() -> writes.run(write(request)));
  }

  @Override
  public CompletionStage<Change> update(UpdateRequest request) {
    return gate.write(() -> writes.run(write(request)));
  }

  @Override
  public CompletionStage<Change> delete(DeleteRequest request) {
    return gate.write(() -> writes.run(write(request)));
  }

  /**
   * All at once, and {@link #get} sees all of them as soon as the stage has completed. A {@link
   * #getAll}, {@link #query} or {@link #scan} that runs meanwhile may see some writes done and
   * others not yet, as DynamoDB says of them.
   */
  @Override
  public CompletionStage<List<Change>> transact(TransactRequest request) {
    return gate.write(() -> transactions.run(request.map(this::write)));
  }

  private Write write(WriteRequest request) {
    TableLayout layout = tables.layout(request.table());
    Write write = write(layout, request, UUID.randomUUID().toString());
    Follower reader = follower;
    return reader == null || !reader.wantsEvents() ? write : new ToldWrite(write);
  }

  private static Write write(TableLayout layout, WriteRequest request, String id) {
    if (request instanceof PutRequest put) {
      return PutWrite.of(layout, put, id);
    }
    return request instanceof UpdateRequest update
        ? UpdateWrite.of(layout, update, id)
        : DeleteWrite.of(layout, (DeleteRequest) request, id);
  }

  @Override
  public Estimate estimate(EstimateRequest request) {
    return capacity.of(request);
  }

  /**
   * A copy of tables, made in temporary files while the writes of this store wait; writes of others
   * to the same tables do not, and may be in it or not. For large tables, and where others write,
   * use {@link #backUpTables} or the recovery of the service.
   */
  @Override
  public CompletionStage<StoreSnapshot> snapshot(SnapshotRequest request) {
    return gate.read(
        () ->
            new Copying(consistentReads, gate)
                .copy(request.tables().stream().map(tables::layout).toList())
                .thenApply(
                    spools -> {
                      Copy copy = new Copy(spools, snapshots::remove);
                      snapshots.add(copy);
                      return copy;
                    }));
  }

  /**
   * Fills tables through temporary files. If putting the rows in fails, they are taken out again; a
   * process that dies while it does so leaves those that it has put in.
   */
  @Override
  public CompletionStage<StoreLoad> load(LoadRequest request) {
    return gate.read(
        () ->
            new Load(
                    gate,
                    tables,
                    consistentReads,
                    calls,
                    request.tables().stream().map(tables::layout).toList(),
                    Spool::of,
                    request.replace())
                .begin());
  }

  /**
   * Has the service make an on-demand backup of each table, which it keeps until it is deleted.
   * Each is of one moment; those of several tables are not of the same.
   *
   * @param request the tables
   * @param name what the backups are called, with the name of the table behind it
   * @return the resource names (ARN) of the backups, in the order of the tables
   */
  public CompletionStage<List<String>> backUpTables(SnapshotRequest request, String name) {
    return gate.read(
        () -> Futures.all(request.tables().stream().map(table -> backUp(table, name)).toList()));
  }

  private CompletableFuture<String> backUp(Table table, String name) {
    String stored = tables.layout(table).name();
    return calls
        .repeatable(
            "CreateBackup on " + stored,
            client ->
                client.createBackup(call -> call.tableName(stored).backupName(name + "-" + stored)))
        .thenApply(answer -> answer.backupDetails().backupArn());
  }

  @Override
  public void close() {
    gate.close();
    snapshots.forEach(Copy::close);
  }

  @Override
  public String toString() {
    return "DynamoDbStore" + tables;
  }
}
