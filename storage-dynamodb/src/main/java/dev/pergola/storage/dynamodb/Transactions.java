package dev.pergola.storage.dynamodb;

import dev.pergola.storage.Change;
import dev.pergola.storage.ConditionFailedException;
import dev.pergola.storage.RefusedValueException;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowSize;
import dev.pergola.storage.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Writes of several rows, as one TransactWriteItems. That returns no rows, so those that are to be
 * changed or removed are read first, all at one moment, and written under the condition that
 * nothing of them has changed. Creates carry their whole condition, and nothing is read for them.
 *
 * <p>A call that is repeated has the token of the first, so that the service applies it once.
 */
final class Transactions {

  /** So often others may come between reading the rows and writing them, or be at it just then. */
  private static final int ATTEMPTS = 20;

  /** Pauses grow with the attempts so far, up to this one. */
  private static final int LONGEST_PAUSE = 5;

  private static final long MOST_BYTES = 4 * 1024 * 1024;

  /** What the service takes in one condition: a comparison and an AND for each field. */
  private static final int MOST_CHARACTERS = 4 * 1024;

  private static final int MOST_OPERATORS = 300;

  private final Calls calls;

  Transactions(Calls calls) {
    this.calls = calls;
  }

  CompletableFuture<List<Change>> run(List<Write> writes) {
    return attempt(writes.stream().map(Part::of).toList(), 1);
  }

  private CompletableFuture<List<Change>> attempt(List<Part> parts, int attempt) {
    return read(parts.stream().filter(part -> !part.blind()).toList())
        .thenCompose(items -> write(parts, items))
        .exceptionallyCompose(failure -> again(parts, Failures.cause(failure), attempt));
  }

  /** The items of these writes, as they are at one moment. */
  private CompletableFuture<List<Optional<Map<String, AttributeValue>>>> read(List<Part> parts) {
    if (parts.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    TransactGetItemsRequest call =
        TransactGetItemsRequest.builder()
            .transactItems(parts.stream().map(Part::reading).toList())
            .build();
    return answer("TransactGetItems", parts, client -> client.transactGetItems(call))
        .thenApply(answer -> answer.responses().stream().map(Transactions::item).toList());
  }

  private static Optional<Map<String, AttributeValue>> item(ItemResponse response) {
    return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
  }

  private CompletableFuture<List<Change>> write(
      List<Part> parts, List<Optional<Map<String, AttributeValue>>> items) {
    List<TransactWriteItem> writing = new ArrayList<>(parts.size());
    List<Change> changes = new ArrayList<>(parts.size());
    int read = 0;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      Optional<Map<String, AttributeValue>> item =
          part.blind() ? Optional.empty() : items.get(read++);
      writing.add(part.blind() ? part.writing() : part.writing(i, item));
      changes.add(part.write().applied(item.orElse(Map.of())));
    }
    checkSize(parts, changes);
    TransactWriteItemsRequest call =
        TransactWriteItemsRequest.builder()
            .transactItems(writing)
            .clientRequestToken(UUID.randomUUID().toString())
            .build();
    return answer("TransactWriteItems", parts, client -> client.transactWriteItems(call))
        .thenApply(done -> List.copyOf(changes));
  }

  /** The answer of a call; fails with a cancellation only if others at the rows are the reason. */
  private <T> CompletableFuture<T> answer(
      String operation,
      List<Part> parts,
      Function<DynamoDbAsyncClient, CompletableFuture<T>> call) {
    return calls
        .attempt(() -> calls.once(call), 1)
        .exceptionallyCompose(
            failure -> {
              boolean others =
                  Failures.cause(failure) instanceof TransactionCanceledException cancelled
                      && Failures.byOthers(cancelled);
              return CompletableFuture.failedFuture(
                  others ? failure : Failures.of(failure, operation + " on " + tables(parts)));
            });
  }

  private static String tables(List<Part> parts) {
    return parts.stream()
        .map(part -> part.write().layout().name())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static void checkSize(List<Part> parts, List<Change> changes) {
    long bytes = 0;
    for (int i = 0; i < parts.size(); i++) {
      Row before = changes.get(i).before();
      Row after = changes.get(i).after();
      TableLayout layout = parts.get(i).write().layout();
      bytes +=
          Math.max(
              before == null ? 0 : RowSize.of(layout.table(), before),
              after == null ? 0 : RowSize.of(layout.table(), after));
    }
    if (bytes > MOST_BYTES) {
      throw new RefusedValueException(
          "The records of a transaction have %d bytes together; at most %d are allowed."
              .formatted(bytes, MOST_BYTES));
    }
  }

  /** Reads and writes again, if others have changed the rows meanwhile or are about to. */
  private CompletableFuture<List<Change>> again(List<Part> parts, Throwable failure, int attempt) {
    if (!(failure instanceof TransactionCanceledException cancelled)) {
      return CompletableFuture.failedFuture(
          Failures.of(failure, "The transaction on " + tables(parts)));
    }
    for (int i = 0; i < cancelled.cancellationReasons().size(); i++) {
      CancellationReason reason = cancelled.cancellationReasons().get(i);
      if (Failures.CONDITION_FAILED.equals(reason.code()) && parts.get(i).blind()) {
        return CompletableFuture.failedFuture(
            new ConditionFailedException(
                i, reason.hasItem() ? parts.get(i).write().layout().decode(reason.item()) : null));
      }
    }
    if (attempt == ATTEMPTS) {
      return CompletableFuture.failedFuture(
          new StoreException(
              "The transaction on %s: its rows were being changed by others %d times; try again later, or let fewer transactions change the same rows."
                  .formatted(tables(parts), attempt),
              cancelled));
    }
    return calls
        .pause(Math.min(attempt, LONGEST_PAUSE))
        .thenCompose(now -> attempt(parts, attempt + 1));
  }

  /**
   * A write of the transaction.
   *
   * @param blind whether what it does is known without reading: that nothing was there before, and
   *     the service judges that together with the rest of its condition
   */
  private record Part(Write write, boolean blind) {

    static Part of(Write write) {
      Term condition = FilterExpression.of(write.condition(), new Expression(), Set.of());
      return new Part(write, write.makesNew() && condition.exact() && write.needs().isEmpty());
    }

    TransactGetItem reading() {
      return TransactGetItem.builder()
          .get(call -> call.tableName(write.layout().name()).key(write.key()))
          .build();
    }

    TransactWriteItem writing() {
      Expression expression = new Expression();
      Term condition = FilterExpression.of(write.condition(), expression, Set.of());
      return write.part(
          null, expression, WriteCondition.whole(write.layout(), condition, expression));
    }

    /** The write of an item as it was read, if its condition holds. */
    TransactWriteItem writing(int index, Optional<Map<String, AttributeValue>> item) {
      TableLayout layout = write.layout();
      Row stored = item.map(layout::decode).orElse(null);
      Row now = stored == null ? Row.empty(layout.table()) : stored;
      if (!write.condition().toPredicate().test(now)) {
        throw new ConditionFailedException(index, stored);
      }
      write.check(now);
      Set<String> attributes = new LinkedHashSet<>();
      if (item.isPresent()) {
        layout.table().columns().forEach(column -> attributes.add(column.name()));
      }
      Expression expression = new Expression();
      String unchanged = WriteCondition.unchanged(layout, attributes, item, expression);
      if (unchanged.length() > MOST_CHARACTERS || 2 * attributes.size() > MOST_OPERATORS) {
        throw new RefusedValueException(
            "The record of write %d has too many fields for a transaction; update or delete it by itself."
                .formatted(index));
      }
      return write.part(now, expression, unchanged);
    }
  }
}
