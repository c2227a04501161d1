package dev.pergola.storage.dynamodb;

import dev.pergola.model.Column;
import dev.pergola.storage.RefusedValueException;
import dev.pergola.storage.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Makes the rows that are there ready for a new index: takes stored nulls out of its key, which
 * DynamoDB does not take there, and joins the columns of a joined sort key, which it does not do.
 */
final class IndexFill {

  private static final Logger LOG = LoggerFactory.getLogger(IndexFill.class);

  private final Calls calls;
  private final KeyLayout table;
  private final String name;
  private final KeyLayout index;

  /** Rows that the service takes no change of. */
  private final AtomicInteger left = new AtomicInteger();

  IndexFill(Calls calls, KeyLayout table, String name, KeyLayout index) {
    this.calls = calls;
    this.table = table;
    this.name = name;
    this.index = index;
  }

  CompletableFuture<Void> run() {
    return from(null)
        .thenAccept(
            done -> {
              if (left.get() > 0) {
                LOG.warn(
                    "{} rows of table {} are not ready for an index on {}, and will not be in it: they hold what is no key in an index that is there already, so that the service takes no change of them but one that mends it",
                    left.get(),
                    name,
                    index.columns());
              }
            });
  }

  private CompletableFuture<Void> from(@Nullable Map<String, AttributeValue> start) {
    Expression expression = new Expression();
    String unready = unready(expression);
    Expression.Used used = expression.usedIn(unready);
    ScanRequest scan =
        ScanRequest.builder()
            .tableName(name)
            .filterExpression(unready)
            .expressionAttributeNames(used.names())
            .expressionAttributeValues(used.values())
            .consistentRead(true)
            .exclusiveStartKey(start)
            .build();
    return calls
        .repeatable("Scan on " + name, client -> client.scan(scan))
        .thenCompose(page -> fill(page).thenApply(done -> page.lastEvaluatedKey()))
        .thenCompose(end -> end.isEmpty() ? CompletableFuture.completedFuture(null) : from(end));
  }

  private String unready(Expression expression) {
    List<String> reasons = new ArrayList<>();
    String nothing = expression.value(AttributeValue.fromS("NULL"));
    for (Column column : plainColumns()) {
      reasons.add("attribute_type(%s, %s)".formatted(expression.name(column.name()), nothing));
    }
    index
        .joined()
        .ifPresent(
            joined -> reasons.add("attribute_not_exists(%s)".formatted(expression.name(joined))));
    return String.join(" OR ", reasons);
  }

  /** The columns that are attributes of the key themselves. */
  private Set<Column> plainColumns() {
    Set<Column> columns = new LinkedHashSet<>();
    columns.add(index.key().partition());
    if (!index.key().joined()) {
      columns.addAll(index.key().sort());
    }
    return columns;
  }

  private CompletableFuture<List<Void>> fill(ScanResponse page) {
    List<CompletableFuture<Void>> fills = new ArrayList<>();
    for (Map<String, AttributeValue> item : page.items()) {
      Expression expression = new Expression();
      UpdateExpression update = new UpdateExpression(expression);
      List<String> unchanged = new ArrayList<>();
      for (Column column : plainColumns()) {
        if (item.containsKey(column.name()) && value(item, column) == null) {
          update.set(column.name(), null);
          unchanged.add(isStill(item, column, expression));
        }
      }
      index
          .joined()
          .flatMap(joined -> index.join(column -> value(item, column)))
          .ifPresent(
              text -> {
                update.set(index.joined().orElseThrow(), AttributeValue.fromS(text));
                index
                    .key()
                    .sort()
                    .forEach(column -> unchanged.add(isStill(item, column, expression)));
              });
      if (!unchanged.isEmpty()) {
        fills.add(send(item, expression, update.text(), String.join(" AND ", unchanged)));
      }
    }
    return Futures.all(fills);
  }

  /** Unless the row has changed meanwhile: then whoever changed it has made it ready too. */
  private CompletableFuture<Void> send(
      Map<String, AttributeValue> item, Expression expression, String update, String condition) {
    Expression.Used used = expression.usedIn(update, condition);
    UpdateItemRequest call =
        UpdateItemRequest.builder()
            .tableName(name)
            .key(table.of(item))
            .updateExpression(update)
            .conditionExpression(condition)
            .expressionAttributeNames(used.names())
            .expressionAttributeValues(used.values())
            .build();
    return calls
        .attempt(() -> calls.once(client -> client.updateItem(call)), 1)
        .handle((answer, failure) -> Optional.ofNullable(failure).map(Failures::cause))
        .thenAccept(
            failure -> {
              if (failure.isPresent()
                  && !(failure.get() instanceof ConditionalCheckFailedException)) {
                StoreException told = Failures.of(failure.get(), "UpdateItem on " + name);
                if (!(told instanceof RefusedValueException)) {
                  throw told;
                }
                left.incrementAndGet();
              }
            });
  }

  private static String isStill(
      Map<String, AttributeValue> item, Column column, Expression expression) {
    AttributeValue value = item.getOrDefault(column.name(), ValueCodec.NULL);
    return expression.name(column.name()) + " = " + expression.value(value);
  }

  private static @Nullable Object value(Map<String, AttributeValue> item, Column column) {
    AttributeValue value = item.get(column.name());
    return value == null ? null : ValueCodec.decode(value);
  }
}
