package dev.pergola.storage.dynamodb;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** A client whose calls fail when the script says so, before or after the service has done them. */
final class ScriptedClient extends ForwardingClient {

  private final Supplier<Fault> script;

  ScriptedClient(DynamoDbAsyncClient client, Supplier<Fault> script) {
    super(client);
    this.script = script;
  }

  @Override
  <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> pass(
      String operation, Q request, Function<Q, CompletableFuture<A>> call) {
    Fault fault = operation.endsWith("Table") ? Fault.NONE : script.get();
    if (fault == Fault.NONE) {
      return call.apply(request);
    }
    return fault.applied()
        ? call.apply(request).thenCompose(lost -> CompletableFuture.failedFuture(fault.failure()))
        : CompletableFuture.failedFuture(fault.failure());
  }
}
