package dev.pergola.storage.dynamodb;

import dev.pergola.storage.StoreException;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Has the service remove rows after the moment that an attribute of theirs names. */
final class TimeToLive {

  private final Calls calls;

  TimeToLive(Calls calls) {
    this.calls = calls;
  }

  /** Whether the service does so already; fails if it goes by another attribute. */
  CompletableFuture<Boolean> isOn(String table, String attribute) {
    return calls
        .repeatable(
            "DescribeTimeToLive on " + table,
            client -> client.describeTimeToLive(call -> call.tableName(table)))
        .thenApply(
            answer -> {
              TimeToLiveDescription found = answer.timeToLiveDescription();
              boolean on =
                  found.timeToLiveStatus() == TimeToLiveStatus.ENABLED
                      || found.timeToLiveStatus() == TimeToLiveStatus.ENABLING;
              if (on && !attribute.equals(found.attributeName())) {
                throw new StoreException(
                    "DynamoDB table '%s' removes rows by '%s', and timeToLive asks for '%s'; ask for the one that is there, or switch it off."
                        .formatted(table, found.attributeName(), attribute));
              }
              return on;
            });
  }

  /** Switches it on, unless another node was first or an answer of our own got lost. */
  CompletableFuture<Void> switchOn(String table, String attribute) {
    return calls
        .attempt(
            () ->
                calls.once(
                    client ->
                        client.updateTimeToLive(
                            call ->
                                call.tableName(table)
                                    .timeToLiveSpecification(
                                        ttl -> ttl.attributeName(attribute).enabled(true)))),
            1)
        .<Void>thenApply(answer -> null)
        .exceptionallyCompose(
            failure ->
                isOn(table, attribute)
                    .thenAccept(
                        on -> {
                          if (!on) {
                            throw Failures.of(failure, "UpdateTimeToLive on " + table);
                          }
                        }));
  }
}
