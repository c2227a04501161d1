package dev.pergola.storage.dynamodb;

import dev.pergola.model.Column;
import dev.pergola.storage.Filter;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** The Scan calls of one listing. */
final class ScanCalls implements Chunk.Source {

  private final Calls calls;
  private final boolean impossible;
  private final ScanRequest request;

  ScanCalls(
      Calls calls,
      ReadOptions options,
      TableLayout layout,
      Filter filter,
      @Nullable Set<Column> columns) {
    this.calls = calls;
    Expression expression = new Expression();
    Term term = FilterExpression.of(filter, expression, Set.of());
    this.impossible = term.implied().equals(Term.NEVER);
    String asked = impossible || term.implied().equals(Term.ALWAYS) ? null : term.implied();
    String projection = Projections.of(layout, null, columns, filter, expression);
    Expression.Used used = expression.usedIn(asked, projection);
    this.request =
        ScanRequest.builder()
            .tableName(layout.name())
            .filterExpression(asked)
            .projectionExpression(projection)
            .expressionAttributeNames(used.names())
            .expressionAttributeValues(used.values())
            .consistentRead(options.consistent())
            .build();
  }

  /** Whether it is known without a call that there is no such row. */
  boolean impossible() {
    return impossible;
  }

  @Override
  public CompletableFuture<Chunk> next(int most, @Nullable Map<String, AttributeValue> start) {
    ScanRequest call = request.toBuilder().limit(most).exclusiveStartKey(start).build();
    return calls
        .repeatable("Scan on " + call.tableName(), client -> client.scan(call))
        .thenApply(
            answer ->
                new Chunk(
                    answer.items(),
                    answer.scannedCount(),
                    answer.lastEvaluatedKey().isEmpty() ? null : answer.lastEvaluatedKey()));
  }
}
