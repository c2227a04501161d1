package dev.pergola.storage.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** Writes down which calls were made, and the capacity units that the service says they took. */
final class RecordingClient extends ForwardingClient {

  private final List<String> operations = new ArrayList<>();
  private double units;

  RecordingClient(DynamoDbAsyncClient client) {
    super(client);
  }

  /** Forgets what was written down. */
  synchronized void clear() {
    operations.clear();
    units = 0;
  }

  /** The calls, such as {@code 1 BatchGetItem, 1 Query}. */
  synchronized String calls() {
    TreeMap<String, Integer> counts = new TreeMap<>();
    operations.forEach(operation -> counts.merge(operation, 1, Integer::sum));
    List<String> words = new ArrayList<>();
    counts.forEach((operation, count) -> words.add(count + " " + operation));
    return words.isEmpty() ? "none" : String.join(", ", words);
  }

  synchronized double units() {
    return units;
  }

  @Override
  <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> pass(
      String operation, Q request, Function<Q, CompletableFuture<A>> call) {
    synchronized (this) {
      operations.add(operation);
    }
    return call.apply(telling(request))
        .thenApply(
            answer -> {
              count(answer);
              return answer;
            });
  }

  /** The same request, which also asks what it takes. */
  @SuppressWarnings("unchecked")
  private static <Q extends DynamoDbRequest> Q telling(Q request) {
    var fields = request.sdkFields();
    return fields.stream()
        .filter(field -> field.memberName().equals("ReturnConsumedCapacity"))
        .findFirst()
        .map(
            field -> {
              var builder = request.toBuilder();
              field.set(builder, ReturnConsumedCapacity.TOTAL.toString());
              return (Q) builder.build();
            })
        .orElse(request);
  }

  private synchronized void count(DynamoDbResponse answer) {
    if (answer instanceof BatchGetItemResponse batch) {
      batch.consumedCapacity().forEach(each -> units += each.capacityUnits());
      return;
    }
    if (answer instanceof TransactGetItemsResponse read) {
      read.consumedCapacity().forEach(each -> units += each.capacityUnits());
      return;
    }
    if (answer instanceof TransactWriteItemsResponse written) {
      written.consumedCapacity().forEach(each -> units += each.capacityUnits());
      return;
    }
    answer
        .getValueForField("ConsumedCapacity", ConsumedCapacity.class)
        .ifPresent(each -> units += each.capacityUnits());
  }
}
