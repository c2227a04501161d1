package dev.pergola.storage.dynamodb;

import dev.pergola.model.Index;
import dev.pergola.model.Projection;
import dev.pergola.storage.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Makes tables and indexes, and waits until they can be used. Another node may do the same. */
final class TableMaker {

  /** So often others may come first, at the only index that can be added at a time. */
  private static final int ATTEMPTS = 20;

  private final Calls calls;
  private final TimeToLive timeToLive;
  private final TableOptions options;

  TableMaker(Calls calls, TableOptions options) {
    this.calls = calls;
    this.timeToLive = new TimeToLive(calls);
    this.options = options;
  }

  CompletableFuture<Optional<TableDescription>> describe(String table) {
    return calls
        .attempt(() -> calls.once(client -> client.describeTable(call -> call.tableName(table))), 1)
        .thenApply(answer -> Optional.of(checkLasting(answer.table())))
        .exceptionally(
            failure -> {
              Throwable cause = Failures.cause(failure);
              if (cause instanceof ResourceNotFoundException) {
                return Optional.empty();
              }
              throw Failures.of(cause, "DescribeTable on " + table);
            });
  }

  /** Refuses a table that cannot be used, and will not be however long it is waited for. */
  private static TableDescription checkLasting(TableDescription table) {
    String remedy =
        switch (table.tableStatus()) {
          case DELETING -> "start again when it is gone";
          case INACCESSIBLE_ENCRYPTION_CREDENTIALS ->
              "let DynamoDB use its KMS key, which is disabled or no longer granted";
          case ARCHIVING, ARCHIVED ->
              "its KMS key could not be used for so long that DynamoDB has put it into a backup; restore that";
          default -> "";
        };
    if (remedy.isEmpty()) {
      return table;
    }
    throw new StoreException(
        "DynamoDB table '%s' is %s: %s."
            .formatted(table.tableName(), table.tableStatusAsString(), remedy));
  }

  /** Makes a table with all its indexes. */
  CompletableFuture<Void> create(TableDiff diff) {
    List<Index> indexes = diff.table().indexes();
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(diff.name())
            .keySchema(diff.key().schema())
            .attributeDefinitions(diff.attributes(indexes))
            .globalSecondaryIndexes(
                indexes.isEmpty()
                    ? null
                    : indexes.stream()
                        .map(index -> definition(index, options.throughput()))
                        .toList())
            .billingMode(
                options.throughput() == null
                    ? BillingMode.PAY_PER_REQUEST
                    : BillingMode.PROVISIONED)
            .provisionedThroughput(options.throughput())
            .sseSpecification(encryption())
            .deletionProtectionEnabled(options.deletionProtection())
            .streamSpecification(
                StreamSpecification.builder()
                    .streamEnabled(true)
                    .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
                    .build());
    return unlessDone("CreateTable on " + diff.name(), request.build())
        .thenCompose(made -> usable(diff))
        .thenCompose(
            usable ->
                protect(diff)
                    .thenCompose(safe -> expire(diff))
                    .exceptionally(failure -> halfDone(diff.name(), Failures.cause(failure))));
  }

  /** The table is not made again at the next start, so what it lacks must not be missed. */
  private static Void halfDone(String table, Throwable failure) {
    throw new StoreException(
        "DynamoDB table '%s' has been made, but without all that was to protect it (point-in-time recovery, time to live); switch that on, or delete the table and start again. %s"
            .formatted(table, failure.getMessage()),
        failure);
  }

  private CompletableFuture<Void> unlessDone(String doing, CreateTableRequest request) {
    return calls
        .attempt(() -> calls.once(client -> client.createTable(request)), 1)
        .handle((answer, failure) -> failure == null ? null : Failures.cause(failure))
        .thenAccept(
            failure -> {
              // Another node was first, or an attempt of our own whose answer got lost.
              if (failure != null && !(failure instanceof ResourceInUseException)) {
                throw Failures.of(failure, doing);
              }
            });
  }

  /** Adds an index to a table, and waits until it has taken in the rows that are there. */
  CompletableFuture<Void> addIndex(TableDiff diff, Index index) {
    return addIndex(diff, index, 1);
  }

  private CompletableFuture<Void> addIndex(TableDiff diff, Index index, int attempt) {
    GlobalSecondaryIndex definition = definition(index, diff.throughput(options.throughput()));
    UpdateTableRequest request =
        UpdateTableRequest.builder()
            .tableName(diff.name())
            .attributeDefinitions(diff.attributes(List.of(index)))
            .globalSecondaryIndexUpdates(
                GlobalSecondaryIndexUpdate.builder()
                    .create(
                        create ->
                            create
                                .indexName(definition.indexName())
                                .keySchema(definition.keySchema())
                                .projection(definition.projection())
                                .provisionedThroughput(definition.provisionedThroughput()))
                    .build())
            .build();
    return calls
        .attempt(() -> calls.once(client -> client.updateTable(request)), 1)
        .handle((answer, failure) -> failure == null ? null : Failures.cause(failure))
        .thenCompose(
            failure ->
                failure == null
                    ? until(diff.name(), table -> pending(table, Set.of(index.name())))
                        .thenApply(there -> null)
                    : again(diff, index, attempt, failure));
  }

  /** Another node adds the same index, or another one, and the service does one at a time. */
  private CompletableFuture<Void> again(
      TableDiff diff, Index index, int attempt, Throwable failure) {
    boolean busy =
        failure instanceof ResourceInUseException || failure instanceof LimitExceededException;
    return until(
            diff.name(), table -> busy ? changing(table) : pending(table, Set.of(index.name())))
        .thenCompose(
            table -> {
              if (table.globalSecondaryIndexes().stream()
                  .anyMatch(each -> each.indexName().equals(index.name()))) {
                return CompletableFuture.completedFuture(null);
              }
              return busy && attempt < ATTEMPTS
                  ? calls.pause(attempt).thenCompose(now -> addIndex(diff, index, attempt + 1))
                  : CompletableFuture.failedFuture(
                      Failures.of(failure, "UpdateTable on " + diff.name()));
            });
  }

  /** Completes when a table, and those of its indexes that the schema has, can be used. */
  CompletableFuture<TableDescription> usable(TableDiff diff) {
    return until(diff.name(), table -> pending(table, diff.indexNames()));
  }

  /**
   * The description of a table as soon as nothing has to be waited for.
   *
   * @param awaited what has to be, for people
   */
  private CompletableFuture<TableDescription> until(
      String table, Function<TableDescription, Optional<String>> awaited) {
    return until(table, awaited, System.nanoTime(), 1);
  }

  private CompletableFuture<TableDescription> until(
      String name, Function<TableDescription, Optional<String>> awaited, long since, int attempt) {
    return describe(name)
        .thenCompose(
            found -> {
              // A table that was just made may not be seen at once.
              Optional<String> waitingFor =
                  found.isEmpty()
                      ? Optional.of("the table is still being made")
                      : found.flatMap(awaited);
              if (waitingFor.isEmpty()) {
                return CompletableFuture.completedFuture(found.orElseThrow());
              }
              if (System.nanoTime() - since > options.patience().toNanos()) {
                throw new StoreException(
                    "DynamoDB table '%s': %s after %d minutes. The service goes on with it; start again when it is active."
                        .formatted(name, waitingFor.get(), options.patience().toMinutes()));
              }
              return calls
                  .pause(attempt)
                  .thenCompose(now -> until(name, awaited, since, attempt + 1));
            });
  }

  /**
   * What of a table cannot be used yet, for people; empty when all can. While a table or an index
   * is changed it can be, and so can a table while others add an index of theirs, which may take
   * hours.
   *
   * @param indexes the names of those that are to be used
   */
  static Optional<String> pending(TableDescription table, Set<String> indexes) {
    if (table.tableStatus() == TableStatus.CREATING) {
      return Optional.of("the table is still being made");
    }
    return changing(
        table,
        index ->
            indexes.contains(index.indexName()) && index.indexStatus() != IndexStatus.UPDATING);
  }

  /** What of a table is being changed, for people; empty when nothing is. */
  private static Optional<String> changing(TableDescription table) {
    return table.tableStatus() == TableStatus.ACTIVE
        ? changing(table, index -> true)
        : Optional.of("the table is still being changed");
  }

  private static Optional<String> changing(
      TableDescription table, Predicate<GlobalSecondaryIndexDescription> counts) {
    return table.globalSecondaryIndexes().stream()
        .filter(index -> index.indexStatus() != IndexStatus.ACTIVE)
        .filter(counts)
        .findFirst()
        .map(
            index ->
                "index '%s' is still being %s"
                    .formatted(
                        index.indexName(),
                        index.indexStatus() == IndexStatus.DELETING ? "removed" : "made"));
  }

  private CompletableFuture<Void> protect(TableDiff diff) {
    return options.recovery(diff.table())
        ? protect(diff.name(), 1)
        : CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<Void> protect(String table, int attempt) {
    return calls
        .attempt(
            () ->
                calls.once(
                    client ->
                        client.updateContinuousBackups(
                            call ->
                                call.tableName(table)
                                    .pointInTimeRecoverySpecification(
                                        recovery -> recovery.pointInTimeRecoveryEnabled(true)))),
            1)
        .<Void>thenApply(answer -> null)
        .exceptionallyCompose(
            failure -> {
              Throwable cause = Failures.cause(failure);
              // Of a table that was just made, the service needs a moment to know it.
              return cause instanceof ContinuousBackupsUnavailableException && attempt < 20
                  ? calls.pause(attempt).thenCompose(now -> protect(table, attempt + 1))
                  : CompletableFuture.failedFuture(
                      Failures.of(cause, "UpdateContinuousBackups on " + table));
            });
  }

  /** Has rows removed by the field that they expire by, if they are to. */
  CompletableFuture<Void> expire(TableDiff diff) {
    String attribute = diff.missingTimeToLive();
    return attribute == null
        ? CompletableFuture.completedFuture(null)
        : timeToLive.switchOn(diff.name(), attribute);
  }

  private static GlobalSecondaryIndex definition(
      Index index, @Nullable ProvisionedThroughput throughput) {
    Projection projection = index.projection();
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(new KeyLayout(index.key()).schema())
        .projection(
            held ->
                held.projectionType(ProjectionType.fromValue(projection.kind().name()))
                    .nonKeyAttributes(projection.columns().isEmpty() ? null : projection.columns()))
        .provisionedThroughput(throughput)
        .build();
  }

  private @Nullable SSESpecification encryption() {
    // Without a specification tables are encrypted too, with a key that DynamoDB owns.
    return options.kmsKey() == null
        ? null
        : SSESpecification.builder()
            .enabled(true)
            .sseType(SSEType.KMS)
            .kmsMasterKeyId(options.kmsKey())
            .build();
  }
}
