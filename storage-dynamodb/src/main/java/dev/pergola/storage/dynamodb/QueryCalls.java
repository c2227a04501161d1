package dev.pergola.storage.dynamodb;

import dev.pergola.storage.KeyCondition;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The Query calls of one listing, one after the other. */
final class QueryCalls implements Chunk.Source {

  private final Calls calls;
  private final Optional<QueryRequest.Builder> request;
  private final String doing;

  QueryCalls(Calls calls, ReadOptions options, Reads.Listing listing, KeyCondition condition) {
    this.calls = calls;
    TableLayout layout = listing.layout();
    this.doing = "Query on " + layout.name();
    Projected projected =
        layout.projections().of(listing.index(), listing.columns(), listing.filter());
    Expression expression = new Expression(projected);
    Term filter = FilterExpression.of(listing.filter(), expression, listing.keyNames());
    this.request =
        KeyExpression.of(layout.key(listing.index()), condition, expression)
            .filter(possible -> !filter.implied().equals(Term.NEVER))
            .map(
                key -> {
                  String asked = filter.implied().equals(Term.ALWAYS) ? null : filter.implied();
                  Expression.Used used = expression.usedIn(key, asked);
                  return QueryRequest.builder()
                      .tableName(layout.name())
                      .indexName(listing.index() == null ? null : listing.index().name())
                      .keyConditionExpression(key)
                      .filterExpression(asked)
                      .projectionExpression(projected.text())
                      .expressionAttributeNames(used.names())
                      .expressionAttributeValues(used.values())
                      .scanIndexForward(!listing.descending())
                      // The service refuses it for an index, which is always a moment behind.
                      .consistentRead(listing.index() == null && options.consistent());
                });
  }

  /** Whether it is known without a call that there is no such row. */
  boolean impossible() {
    return request.isEmpty();
  }

  @Override
  public CompletableFuture<Chunk> next(int most, @Nullable Map<String, AttributeValue> start) {
    QueryRequest call = request.orElseThrow().limit(most).exclusiveStartKey(start).build();
    return calls
        .repeatable(doing, client -> client.query(call))
        .thenApply(
            answer ->
                new Chunk(
                    answer.items(),
                    answer.scannedCount(),
                    answer.lastEvaluatedKey().isEmpty() ? null : answer.lastEvaluatedKey()));
  }
}
