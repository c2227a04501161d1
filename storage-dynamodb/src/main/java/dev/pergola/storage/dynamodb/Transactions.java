package dev.pergola.storage.dynamodb;

import dev.pergola.storage.Change;
import dev.pergola.storage.ConditionFailedException;
import dev.pergola.storage.RefusedValueException;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowSize;
import dev.pergola.storage.RowTooLargeException;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.ThrottledException;
import dev.pergola.storage.WriteFailedException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

  private static final long MOST_BYTES_OF_A_ROW = 400 * 1024;

  private final Calls calls;

  Transactions(Calls calls) {
    this.calls = calls;
  }

  CompletableFuture<List<Change>> run(List<Write> writes) {
    return attempt(
        IntStream.range(0, writes.size()).mapToObj(i -> Part.of(i, writes.get(i))).toList(), 1);
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
    String doing = "TransactGetItems on " + tables(parts);
    return answer(
            parts,
            () -> calls.once(client -> client.transactGetItems(call)),
            failure -> Failures.of(failure, doing))
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
      writing.add(part.blind() ? part.writing() : part.writing(item));
      changes.add(part.write().applied(item.orElse(Map.of())));
    }
    checkSize(parts, changes);
    TransactWriteItemsRequest call =
        TransactWriteItemsRequest.builder()
            .transactItems(writing)
            .clientRequestToken(UUID.randomUUID().toString())
            .build();
    String doing = "TransactWriteItems on " + tables(parts);
    Doubt doubt = new Doubt();
    return answer(
            parts,
            () -> doubt.over(calls.once(client -> client.transactWriteItems(call))),
            failure -> doubt.failure(failure, doing))
        .thenApply(done -> List.copyOf(changes));
  }

  /**
   * The answer of a call; fails with a cancellation only if others at the rows are the reason.
   *
   * @param parts those that the call has a part for each of
   */
  private <T> CompletableFuture<T> answer(
      List<Part> parts,
      Supplier<CompletableFuture<T>> call,
      Function<Throwable, StoreException> meaning) {
    return calls
        .attempt(call, 1)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(failed(parts, Failures.cause(failure), meaning)));
  }

  private static Throwable failed(
      List<Part> parts, Throwable failure, Function<Throwable, StoreException> meaning) {
    if (!(failure instanceof TransactionCanceledException cancelled)) {
      return meaning.apply(failure);
    }
    if (Failures.byOthers(cancelled)) {
      return cancelled;
    }
    StoreException told = meaning.apply(cancelled);
    OptionalInt culprit = Failures.telling(cancelled);
    return told instanceof ThrottledException || culprit.isEmpty()
        ? told
        : parts.get(culprit.getAsInt()).failed(told);
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
      Part part = parts.get(i);
      long before = part.size(changes.get(i).before());
      long after = part.size(changes.get(i).after());
      if (after > MOST_BYTES_OF_A_ROW) {
        String table = part.write().layout().table().name();
        throw part.failed(new RowTooLargeException(table, after, MOST_BYTES_OF_A_ROW));
      }
      bytes += Math.max(before, after);
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
   * @param index its number, from 0
   * @param blind whether what it does is known without reading: that nothing was there before, and
   *     the service judges that together with the rest of its condition
   */
  private record Part(int index, Write write, boolean blind) {

    static Part of(int index, Write write) {
      Term condition = FilterExpression.of(write.condition(), new Expression(), Set.of());
      return new Part(
          index, write, write.makesNew() && condition.exact() && write.needs().isEmpty());
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
    TransactWriteItem writing(Optional<Map<String, AttributeValue>> item) {
      try {
        return judged(item);
      } catch (StoreException reason) {
        throw failed(reason);
      }
    }

    private TransactWriteItem judged(Optional<Map<String, AttributeValue>> item) {
      TableLayout layout = write.layout();
      Row stored = item.map(layout::decode).orElse(null);
      Row now = stored == null ? Row.empty(layout.table()) : stored;
      if (!write.condition().toPredicate().test(now)) {
        throw new ConditionFailedException(index, stored);
      }
      write.check(now);
      Expression expression = new Expression();
      return write.part(now, expression, unchanged(item, expression));
    }

    /** That all of the item is as it was read, since that is what the change is told by. */
    private String unchanged(Optional<Map<String, AttributeValue>> item, Expression expression) {
      TableLayout layout = write.layout();
      if (item.isEmpty()) {
        return WriteCondition.unchanged(layout, Set.of(), Set.of(), item, expression);
      }
      Set<String> needed = new LinkedHashSet<>(write.condition().columnNames());
      needed.addAll(write.needs());
      Set<String> all = new LinkedHashSet<>(write.toldBy());
      layout.table().columns().forEach(column -> all.add(column.name()));
      return WriteCondition.unchanged(layout, needed, all, item, expression);
    }

    /** The failure of the transaction that this write is the reason of. */
    StoreException failed(StoreException reason) {
      return WriteFailedException.of(index, write.layout().table().name(), reason);
    }

    long size(@Nullable Row row) {
      return row == null ? 0 : RowSize.of(write.layout().table(), row);
    }
  }
}
