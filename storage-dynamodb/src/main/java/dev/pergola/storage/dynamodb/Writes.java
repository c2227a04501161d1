package dev.pergola.storage.dynamodb;

import dev.pergola.storage.Change;
import dev.pergola.storage.ConditionFailedException;
import dev.pergola.storage.Row;
import dev.pergola.storage.StoreException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Writes of single rows, each one call that carries its whole condition. Only where the service
 * cannot judge the condition, or the write depends on more of the row than it brings, the row is
 * read first and written under the condition that nothing of that has changed.
 */
final class Writes {

  /** So often somebody else may come between reading a row and writing it. */
  private static final int GUARDED_ATTEMPTS = 20;

  private final Calls calls;
  private final Reads reads;

  Writes(Calls calls, Reads reads) {
    this.calls = calls;
    this.reads = reads;
  }

  CompletableFuture<Change> run(Write write) {
    Expression expression = new Expression();
    Term condition = FilterExpression.of(write.condition(), expression, Set.of());
    if (!condition.exact() || !write.needs().isEmpty()) {
      return guarded(write, 1);
    }
    String asked = WriteCondition.whole(write.layout(), condition, expression);
    return send(write, null, expression, asked)
        .exceptionallyCompose(failure -> explained(write, Failures.cause(failure)));
  }

  /** Says what in the row the service refused, where that is not what the write brought. */
  private CompletableFuture<Change> explained(Write write, Throwable failure) {
    CompletableFuture<Change> failed = CompletableFuture.failedFuture(failure);
    if (!write.keeps() || !Failures.invalid(failure)) {
      return failed;
    }
    TableLayout layout = write.layout();
    return reads
        .item(layout, write.key(), true)
        .thenCompose(
            item -> {
              write.explain(item.map(layout::decode).orElseGet(() -> Row.empty(layout.table())));
              return failed;
            });
  }

  /** Reads, judges and writes, again whenever the row has changed between. */
  private CompletableFuture<Change> guarded(Write write, int attempt) {
    TableLayout layout = write.layout();
    return reads
        .item(layout, write.key(), true)
        .thenCompose(
            item -> {
              Row stored = item.map(layout::decode).orElse(null);
              Row now = stored == null ? Row.empty(layout.table()) : stored;
              if (!write.condition().toPredicate().test(now)) {
                throw new ConditionFailedException(stored);
              }
              write.check(now);
              Expression expression = new Expression();
              return send(write, now, expression, unchanged(write, item, expression))
                  .exceptionallyCompose(failure -> again(write, Failures.cause(failure), attempt));
            });
  }

  private CompletableFuture<Change> again(Write write, Throwable failure, int attempt) {
    if (!(failure instanceof ConditionFailedException)) {
      return CompletableFuture.failedFuture(failure);
    }
    if (attempt == GUARDED_ATTEMPTS) {
      return CompletableFuture.failedFuture(
          new StoreException(
              "%s on %s: the row was changed by others %d times between reading and writing it; try again later."
                  .formatted(write.operation(), write.layout().name(), attempt)));
    }
    return calls.pause(1).thenCompose(now -> guarded(write, attempt + 1));
  }

  /** That everything which was judged, and which the write builds on, is as it was read. */
  private static String unchanged(
      Write write, Optional<Map<String, AttributeValue>> item, Expression expression) {
    Set<String> attributes = new LinkedHashSet<>();
    attributes.addAll(write.condition().columnNames());
    attributes.addAll(write.needs());
    return WriteCondition.unchanged(write.layout(), attributes, Set.of(), item, expression);
  }

  private CompletableFuture<Change> send(
      Write write, @Nullable Row now, Expression expression, @Nullable String condition) {
    Doubt doubt = new Doubt();
    return calls
        .attempt(
            () -> doubt.over(calls.once(client -> write.send(client, now, expression, condition))),
            1)
        .thenApply(
            before -> isOwn(write, before) ? write.recognized(before) : write.applied(before))
        .exceptionally(failure -> refused(write, Failures.cause(failure), doubt));
  }

  /**
   * What a refusal means: that the condition failed, unless it may have done so because this very
   * write was applied before, by an attempt whose answer got lost. It has if the row says so. If
   * not, another may have changed or removed since what it left, and so nobody knows.
   */
  private static Change refused(Write write, Throwable failure, Doubt doubt) {
    String doing = write.operation() + " on " + write.layout().name();
    if (!(failure instanceof ConditionalCheckFailedException refusal)) {
      throw doubt.failure(failure, doing);
    }
    if (refusal.hasItem() && isOwn(write, refusal.item())) {
      return write.recognized(refusal.item());
    }
    if (doubt.remains()) {
      throw new StoreException(
          "%s was not answered, and then its condition did not hold: either it was made, and %s since, or it was not. Read the row before trying again."
              .formatted(doing, refusal.hasItem() ? "the row was written" : "the row is gone"),
          refusal);
    }
    throw new ConditionFailedException(
        refusal.hasItem() ? write.layout().decode(refusal.item()) : null);
  }

  private static boolean isOwn(Write write, Map<String, AttributeValue> item) {
    AttributeValue id = item.get(TableLayout.WRITE_ID);
    return id != null && write.id().equals(id.s());
  }
}
