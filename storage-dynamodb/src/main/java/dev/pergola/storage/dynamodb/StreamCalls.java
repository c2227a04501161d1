package dev.pergola.storage.dynamodb;

import dev.pergola.storage.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsAsyncClient;

/**
 * The calls that reading one stream takes. One that is not permitted fails with what to allow;
 * others fail as the service has it, since a reader goes by that.
 */
final class StreamCalls {

  private final FollowedTable table;
  private final DynamoDbStreamsAsyncClient client;

  StreamCalls(FollowedTable table, DynamoDbStreamsAsyncClient client) {
    this.table = table;
    this.client = client;
  }

  /** The table whose stream it is. */
  FollowedTable table() {
    return table;
  }

  /** The shards behind this one; from the first for null. */
  CompletableFuture<DescribeStreamResponse> describe(@Nullable String after) {
    return call(
        "DescribeStream",
        () ->
            client.describeStream(
                call -> call.streamArn(table.streamArn()).exclusiveStartShardId(after)));
  }

  /** A place in a shard. */
  CompletableFuture<String> place(GetShardIteratorRequest.Builder where) {
    return call(
            "GetShardIterator",
            () -> client.getShardIterator(where.streamArn(table.streamArn()).build()))
        .thenApply(GetShardIteratorResponse::shardIterator);
  }

  /** What comes at a place. */
  CompletableFuture<GetRecordsResponse> records(String place) {
    return call("GetRecords", () -> client.getRecords(call -> call.shardIterator(place)));
  }

  private <T> CompletableFuture<T> call(String action, Supplier<CompletableFuture<T>> call) {
    return Futures.started(call)
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(told(action, failure)));
  }

  private Throwable told(String action, Throwable failure) {
    Throwable cause = Failures.cause(failure);
    if (!(cause instanceof AwsServiceException service)
        || service.awsErrorDetails() == null
        || !"AccessDeniedException".equals(service.awsErrorDetails().errorCode())) {
      return cause;
    }
    String name = table.layout().name();
    return new StoreException(
        "The stream of DynamoDB table '%1$s' cannot be read, since these credentials have no dynamodb:%2$s; allow dynamodb:DescribeStream, dynamodb:GetShardIterator and dynamodb:GetRecords on table/%1$s/stream/*"
            .formatted(name, action),
        cause);
  }
}
