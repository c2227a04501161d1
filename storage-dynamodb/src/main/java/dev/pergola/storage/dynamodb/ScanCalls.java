package dev.pergola.storage.dynamodb;

import dev.pergola.model.Column;
import dev.pergola.storage.Filter;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** The Scan calls of one listing, one after the other. */
final class ScanCalls implements Chunk.Source {

  private final Calls calls;
  private final boolean impossible;
  private final ScanRequest.Builder request;
  private final String doing;

  ScanCalls(
      Calls calls,
      ReadOptions options,
      TableLayout layout,
      Filter filter,
      @Nullable Set<Column> columns) {
    this.calls = calls;
    Projected projected = layout.projections().of(null, columns, filter);
    Expression expression = new Expression(projected);
    Term term = FilterExpression.of(filter, expression, Set.of());
    this.impossible = term.implied().equals(Term.NEVER);
    String asked = impossible || term.implied().equals(Term.ALWAYS) ? null : term.implied();
    Expression.Used used = expression.usedIn(asked);
    this.doing = "Scan on " + layout.name();
    this.request =
        ScanRequest.builder()
            .tableName(layout.name())
            .filterExpression(asked)
            .projectionExpression(projected.text())
            .expressionAttributeNames(used.names())
            .expressionAttributeValues(used.values())
            .consistentRead(options.consistent());
  }

  /** Whether it is known without a call that there is no such row. */
  boolean impossible() {
    return impossible;
  }

  @Override
  public CompletableFuture<Chunk> next(int most, @Nullable Map<String, AttributeValue> start) {
    ScanRequest call = request.limit(most).exclusiveStartKey(start).build();
    return calls
        .repeatable(doing, client -> client.scan(call))
        .thenApply(
            answer ->
                new Chunk(
                    answer.items(),
                    answer.scannedCount(),
                    answer.lastEvaluatedKey().isEmpty() ? null : answer.lastEvaluatedKey()));
  }
}
