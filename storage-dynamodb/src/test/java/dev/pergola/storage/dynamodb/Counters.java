package dev.pergola.storage.dynamodb;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Filter;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.PrepareRequest;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.UpdateRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Counters, which the tests of faults write and read, and how they do it. */
final class Counters {

  static final Column ID = new Column("id", 0, ColumnType.STRING, false);
  static final Column COUNT = new Column("count", 1, ColumnType.NUMBER, false);
  static final Column TEXT = new Column("text", 2, ColumnType.STRING, false);
  static final Table TABLE =
      new Table("Counter", List.of(ID, COUNT, TEXT), new Key(ID, List.of()), List.of());

  private Counters() {}

  /** A store that makes its tables and takes no pauses. */
  static DynamoDbStoreBuilder builder(String prefix, DynamoDbAsyncClient client) {
    return DynamoDbStore.builder(client)
        .tableNames(TableNames.prefixed(prefix))
        .createTables(true)
        .pointInTimeRecovery(false)
        .deletionProtection(false)
        .pauses(attempt -> CompletableFuture.completedFuture(null));
  }

  /** The same with its table. */
  static DynamoDbStore store(String prefix, DynamoDbAsyncClient client) {
    return prepared(builder(prefix, client));
  }

  static DynamoDbStore prepared(DynamoDbStoreBuilder builder) {
    DynamoDbStore store = builder.build();
    await(store.prepare(new PrepareRequest(List.of(TABLE))));
    return store;
  }

  static Row row(String id, long count) {
    return Row.builder(TABLE).set(0, id).set(1, count).build();
  }

  static Row row(String id, long count, String text) {
    return Row.builder(TABLE).set(0, id).set(1, count).set(2, text).build();
  }

  static RowKey key(String id) {
    return new RowKey(List.of(id));
  }

  static GetRequest get(String id) {
    return new GetRequest(TABLE, key(id));
  }

  static PutRequest create(Row row) {
    return PutRequest.create(TABLE, row, Filter.all());
  }

  /** Sets the count if it is what it is taken to be. */
  static UpdateRequest count(String id, long from, long to) {
    return UpdateRequest.existing(
        TABLE,
        key(id),
        List.of(new Assignment(COUNT, to)),
        new Filter.Compare(COUNT, Comparison.EQ, from));
  }

  static DeleteRequest delete(String id) {
    return DeleteRequest.existing(TABLE, key(id), Filter.all());
  }

  static StoreException failure(CompletionStage<?> stage) {
    Object result;
    try {
      result = await(stage);
    } catch (StoreException expected) {
      return expected;
    }
    throw new AssertionError("Expected to fail, and came to " + result);
  }

  /** What a stage comes to; a service of the tests' own says with errors what it does not know. */
  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof AssertionError wrong) {
          throw wrong;
        }
      }
      if (e.getCause() instanceof StoreException known) {
        throw known;
      }
      throw e;
    }
  }
}
