package dev.pergola.storage.dynamodb;

import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.StoreException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Puts the rows of files into tables, each only where nothing is, and takes them out again if one
 * cannot be put in. Not in batches: a batch takes no condition, and costs as much.
 */
final class RowLoader {

  /** Rows under way at once. */
  private static final int WINDOW = 100;

  private final Calls calls;
  private final Clock clock;

  RowLoader(Calls calls, Clock clock) {
    this.calls = calls;
    this.clock = clock;
  }

  /** Puts rows into empty tables. */
  CompletableFuture<Void> load(List<Load.Part> parts) {
    LoadMark mark = LoadMark.next();
    return each(parts, (layout, row) -> put(layout, layout.encode(row), mark, true))
        .exceptionallyCompose(
            failure ->
                each(parts, (layout, row) -> takeOut(layout, row, mark))
                    .handle((done, second) -> failed(Failures.cause(failure), second)));
  }

  /**
   * Puts rows into tables and takes all others out.
   *
   * @param old the rows that are there, by the names of the tables
   */
  CompletableFuture<Void> replace(List<Load.Part> parts, Map<String, Spool> old) {
    LoadMark mark = LoadMark.next();
    List<Load.Part> before = new ArrayList<>();
    for (Load.Part part : parts) {
      Spool rows = old.get(part.layout().table().name());
      if (rows != null) {
        before.add(new Load.Part(part.layout(), rows, Set.of()));
      }
    }
    OlderRows older = OlderRows.of(before);
    return each(parts, older::isNot, (layout, row) -> put(layout, layout.encode(row), mark, false))
        .thenCompose(
            done -> each(before, older::isNot, (layout, row) -> takeOutUnless(layout, row, mark)))
        // What cannot be put back as it was goes last.
        .thenCompose(
            done ->
                each(
                    parts,
                    older::is,
                    (layout, row) -> put(layout, layout.encode(row), mark, false)))
        .thenCompose(
            done -> each(before, older::is, (layout, row) -> takeOutUnless(layout, row, mark)))
        .exceptionallyCompose(
            failure ->
                each(parts, (layout, row) -> takeOut(layout, row, mark))
                    .thenCompose(
                        out -> each(before, (layout, row) -> putBack(layout, row, mark, older)))
                    .handle(
                        (done, second) -> {
                          Throwable cause = Failures.cause(failure);
                          older.lost().ifPresent(cause::addSuppressed);
                          return failed(cause, second);
                        }));
  }

  private static Void failed(Throwable failure, @Nullable Throwable second) {
    if (second != null) {
      failure.addSuppressed(Failures.cause(second));
    }
    throw failure instanceof StoreException known
        ? known
        : new StoreException("The rows could not be loaded", failure);
  }

  private static CompletableFuture<Void> each(
      List<Load.Part> parts, BiFunction<TableLayout, Row, CompletableFuture<Void>> job) {
    CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
    for (Load.Part part : parts) {
      all = all.thenCompose(done -> from(part, 0, job));
    }
    return all;
  }

  private static CompletableFuture<Void> each(
      List<Load.Part> parts,
      BiPredicate<TableLayout, Row> which,
      BiFunction<TableLayout, Row, CompletableFuture<Void>> job) {
    return each(
        parts,
        (layout, row) ->
            which.test(layout, row)
                ? job.apply(layout, row)
                : CompletableFuture.completedFuture(null));
  }

  private static CompletableFuture<Void> from(
      Load.Part part, long place, BiFunction<TableLayout, Row, CompletableFuture<Void>> job) {
    List<CompletableFuture<Void>> window = new ArrayList<>();
    long next = place;
    while (window.size() < WINDOW) {
      Spool.Placed placed = part.spool().at(next);
      if (placed == null) {
        break;
      }
      next = placed.next();
      window.add(job.apply(part.layout(), placed.row()));
    }
    long rest = next;
    return window.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : Futures.all(window).thenCompose(done -> from(part, rest, job));
  }

  /**
   * Puts a row.
   *
   * @param fresh whether it may stand only where nothing is, but for what an attempt whose answer
   *     got lost has put there
   */
  private CompletableFuture<Void> put(
      TableLayout layout, Map<String, AttributeValue> item, LoadMark mark, boolean fresh) {
    item.put(TableLayout.WRITE_ID, mark.in());
    PutItemRequest.Builder call = PutItemRequest.builder().tableName(layout.name()).item(item);
    if (fresh) {
      call.conditionExpression("attribute_not_exists(#k) OR #w = :w")
          .expressionAttributeNames(names(layout))
          .expressionAttributeValues(Map.of(":w", mark.in()));
    }
    return unlessRefused(
        "PutItem on " + layout.name(),
        client -> client.putItem(call.build()),
        () -> {
          throw new StoreException(
              "Table '%s' was written to while it was loaded; load into a table that nobody uses yet."
                  .formatted(layout.table().name()));
        });
  }

  /**
   * Puts a row back that the new ones have replaced. One that is older than an index stays where it
   * still is; the service would not take all of it again.
   */
  private CompletableFuture<Void> putBack(
      TableLayout layout, Row row, LoadMark mark, OlderRows older) {
    if (older.isNot(layout, row)) {
      return put(layout, layout.encode(row), mark, false);
    }
    Map<String, AttributeValue> item = layout.encodeFit(row);
    item.put(TableLayout.WRITE_ID, mark.in());
    PutItemRequest call =
        PutItemRequest.builder()
            .tableName(layout.name())
            .item(item)
            .conditionExpression("attribute_not_exists(#k)")
            .expressionAttributeNames(Map.of("#k", layout.key().partition()))
            .build();
    older.losing();
    return unlessRefused(
        "PutItem on " + layout.name(), client -> client.putItem(call), older::notLosing);
  }

  /** Takes a row out if it is one of this load. */
  private CompletableFuture<Void> takeOut(TableLayout layout, Row row, LoadMark mark) {
    return takeOut(layout, row, mark, "#w = :w");
  }

  /** Takes a row out if it is not one of this load. */
  private CompletableFuture<Void> takeOutUnless(TableLayout layout, Row row, LoadMark mark) {
    return takeOut(layout, row, mark, "NOT #w = :w");
  }

  /**
   * Marks the row first: a row that is gone tells nobody who took it out. One that is older than an
   * index loses what is no key of it, or the service would not take the mark.
   */
  private CompletableFuture<Void> takeOut(
      TableLayout layout, Row row, LoadMark mark, String condition) {
    Map<String, AttributeValue> key = layout.key().encode(RowKey.of(layout.table().key(), row));
    AttributeValue out = mark.out(clock.instant());
    Map<String, String> names = new HashMap<>(names(layout));
    List<String> removed = new ArrayList<>();
    for (String attribute : layout.unfit(row)) {
      removed.add("#u" + removed.size());
      names.put("#u" + (removed.size() - 1), attribute);
    }
    UpdateItemRequest marking =
        UpdateItemRequest.builder()
            .tableName(layout.name())
            .key(key)
            .updateExpression(
                "SET #w = :out"
                    + (removed.isEmpty() ? "" : " REMOVE " + String.join(", ", removed)))
            .conditionExpression("attribute_exists(#k) AND " + condition)
            .expressionAttributeNames(names)
            .expressionAttributeValues(Map.of(":w", mark.in(), ":out", out))
            .build();
    DeleteItemRequest removal =
        DeleteItemRequest.builder()
            .tableName(layout.name())
            .key(key)
            .conditionExpression("#w = :out")
            .expressionAttributeNames(Map.of("#w", TableLayout.WRITE_ID))
            .expressionAttributeValues(Map.of(":out", out))
            .build();
    // A row that is not marked is not to be taken out, or was marked before an answer got lost.
    return unlessRefused(
            "UpdateItem on " + layout.name(), client -> client.updateItem(marking), () -> {})
        .thenCompose(
            marked ->
                unlessRefused(
                    "DeleteItem on " + layout.name(),
                    client -> client.deleteItem(removal),
                    () -> {}));
  }

  private static Map<String, String> names(TableLayout layout) {
    return Map.of("#k", layout.key().partition(), "#w", TableLayout.WRITE_ID);
  }

  private <T> CompletableFuture<Void> unlessRefused(
      String doing, Function<DynamoDbAsyncClient, CompletableFuture<T>> call, Runnable refused) {
    return calls
        .attempt(() -> calls.once(call), 1)
        .handle((answer, failure) -> Optional.ofNullable(failure).map(Failures::cause))
        .thenAccept(
            failure -> {
              if (failure.isEmpty()) {
                return;
              }
              if (!(failure.get() instanceof ConditionalCheckFailedException)) {
                throw Failures.of(failure.get(), doing);
              }
              refused.run();
            });
  }
}
