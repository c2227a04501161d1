package dev.pergola.storage.dynamodb;

import dev.pergola.storage.GetAllRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.ThrottledException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Many rows by their keys, each key asked for once, a hundred in a call and the calls side by side.
 * What the service leaves unprocessed is asked for again: a row that was left out is not one that
 * is not there.
 */
final class Batches {

  private static final int KEYS_OF_A_CALL = 100;

  /** Calls in turn that may bring nothing before it is given up. */
  private static final int VAIN_CALLS = 6;

  private final Calls calls;
  private final ReadOptions options;

  Batches(Calls calls, ReadOptions options) {
    this.calls = calls;
    this.options = options;
  }

  CompletableFuture<List<Optional<Row>>> getAll(TableLayout layout, GetAllRequest request) {
    List<Map<String, AttributeValue>> asked = new ArrayList<>(request.keys().size());
    for (RowKey key : request.keys()) {
      asked.add(layout.key().encode(key));
    }
    List<Map<String, AttributeValue>> distinct = List.copyOf(new LinkedHashSet<>(asked));
    Map<Map<String, AttributeValue>, Row> found = new ConcurrentHashMap<>();
    Projected projected = layout.projections().of(request.columns());
    KeysAndAttributes wanted =
        KeysAndAttributes.builder()
            .consistentRead(options.consistent())
            .projectionExpression(projected.text())
            .expressionAttributeNames(new Expression(projected).usedIn().names())
            .build();
    List<CompletableFuture<Void>> parts = new ArrayList<>();
    for (int from = 0; from < distinct.size(); from += KEYS_OF_A_CALL) {
      int to = Math.min(from + KEYS_OF_A_CALL, distinct.size());
      parts.add(fetch(layout, wanted, distinct.subList(from, to), found, 1));
    }
    return Futures.all(parts)
        .thenApply(done -> asked.stream().map(key -> Optional.ofNullable(found.get(key))).toList());
  }

  private CompletableFuture<Void> fetch(
      TableLayout layout,
      KeysAndAttributes wanted,
      List<Map<String, AttributeValue>> keys,
      Map<Map<String, AttributeValue>, Row> found,
      int attempt) {
    BatchGetItemRequest call =
        BatchGetItemRequest.builder()
            .requestItems(Map.of(layout.name(), wanted.toBuilder().keys(keys).build()))
            .build();
    return calls
        .repeatable("BatchGetItem on " + layout.name(), client -> client.batchGetItem(call))
        .thenCompose(
            answer -> {
              answer.responses().getOrDefault(layout.name(), List.of()).stream()
                  .forEach(item -> found.put(normalKey(layout, item), layout.decode(item)));
              KeysAndAttributes rest = answer.unprocessedKeys().get(layout.name());
              if (rest == null || rest.keys().isEmpty()) {
                return CompletableFuture.completedFuture(null);
              }
              // An answer has a most size: while it brings something, nothing is wrong.
              int next = rest.keys().size() < keys.size() ? 1 : attempt + 1;
              if (next > VAIN_CALLS) {
                throw new ThrottledException(
                    "BatchGetItem on %s left %d of %d keys unprocessed %d times in turn; raise the capacity of the table, or ask for less."
                        .formatted(layout.name(), rest.keys().size(), keys.size(), VAIN_CALLS),
                    null);
              }
              return calls
                  .pause(next)
                  .thenCompose(now -> fetch(layout, wanted, rest.keys(), found, next));
            });
  }

  /** The key of an item as {@link KeyLayout#encode} writes it. */
  private static Map<String, AttributeValue> normalKey(
      TableLayout layout, Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = new LinkedHashMap<>();
    layout
        .key()
        .of(item)
        .forEach((name, value) -> key.put(name, ValueCodec.encode(ValueCodec.decode(value))));
    return key;
  }
}
