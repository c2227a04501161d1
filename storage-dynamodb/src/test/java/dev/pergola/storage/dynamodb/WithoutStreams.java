package dev.pergola.storage.dynamodb;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/**
 * Makes tables without the streams that no case reads: DynamoDB Local needs twice as long to keep
 * them as for all else.
 */
final class WithoutStreams extends ForwardingClient {

  WithoutStreams() {
    super(LocalDynamoDb.client());
  }

  @Override
  <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> pass(
      String operation, Q request, Function<Q, CompletableFuture<A>> call) {
    return call.apply(request);
  }

  @Override
  public CompletableFuture<CreateTableResponse> createTable(CreateTableRequest request) {
    StreamSpecification none = StreamSpecification.builder().streamEnabled(false).build();
    return super.createTable(request.toBuilder().streamSpecification(none).build());
  }
}
