package dev.pergola.storage.dynamodb;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

/** Options of a {@link DynamoDbStore}. Not thread-safe. */
public final class DynamoDbStoreBuilder {

  /** As many connections as the SDK's own client opens unless it is told otherwise. */
  private static final int CONNECTIONS = 50;

  private static final int CALLS_FOR_A_PAGE = 100;

  private static final int ROW_BYTES = 1024;

  private final DynamoDbAsyncClient client;
  private final Map<String, String> timeToLive = new LinkedHashMap<>();
  private TableNames names = TableNames.prefixed("");
  private boolean create;
  private @Nullable ProvisionedThroughput throughput;
  private @Nullable String kmsKey;
  private boolean recovery = true;
  private boolean deletionProtection = true;
  private boolean consistentReads = true;
  private int readBudget = CALLS_FOR_A_PAGE;
  private int maxInFlight = CONNECTIONS;
  private int rowBytes = ROW_BYTES;
  private boolean insecureEndpoint;
  private Pauses pauses = Pauses.GROWING;
  private Duration patience = Duration.ofMinutes(15);

  DynamoDbStoreBuilder(DynamoDbAsyncClient client) {
    this.client = requireNonNull(client, "client");
  }

  /** The name of each model's table; the name of the model if not called. */
  public DynamoDbStoreBuilder tableNames(TableNames newNames) {
    names = requireNonNull(newNames, "tableNames");
    return this;
  }

  /**
   * Whether {@link DynamoDbStore#prepare} may make tables and indexes. If not, which is the
   * default, it fails with a list of what is missing. Nothing is ever dropped.
   */
  public DynamoDbStoreBuilder createTables(boolean allowed) {
    create = allowed;
    return this;
  }

  /**
   * Capacity units for each table and index that is made; without, they are paid by the request. An
   * index that is added to a table is billed as the table is, whatever stands here.
   */
  public DynamoDbStoreBuilder provisioned(long readUnits, long writeUnits) {
    throughput =
        ProvisionedThroughput.builder()
            .readCapacityUnits(readUnits)
            .writeCapacityUnits(writeUnits)
            .build();
    return this;
  }

  /**
   * The KMS key that tables which are made are encrypted with, by its id, ARN or alias; without, it
   * is one that DynamoDB owns.
   */
  public DynamoDbStoreBuilder kmsKey(String key) {
    kmsKey = requireNonNull(key, "kmsKey");
    return this;
  }

  /** Whether tables that are made get point-in-time recovery; they do if not called. */
  public DynamoDbStoreBuilder pointInTimeRecovery(boolean enabled) {
    recovery = enabled;
    return this;
  }

  /** Whether tables that are made refuse to be deleted; they do if not called. */
  public DynamoDbStoreBuilder deletionProtection(boolean enabled) {
    deletionProtection = enabled;
    return this;
  }

  /**
   * Has the service remove the records of a model some time after the moment that a field of theirs
   * names, in seconds since 1970. Whenever the model is prepared, the credentials need {@code
   * dynamodb:DescribeTimeToLive}; preparing a schema without such a model or field fails.
   */
  public DynamoDbStoreBuilder timeToLive(String model, String field) {
    timeToLive.put(requireNonNull(model, "model"), requireNonNull(field, "field"));
    return this;
  }

  /**
   * Whether reads of tables see every write that was answered before, which is the default, or may
   * be a moment behind at half the price. Reads of indexes always may.
   */
  public DynamoDbStoreBuilder consistentReads(boolean consistent) {
    consistentReads = consistent;
    return this;
  }

  /**
   * Most calls that one page may take; 100 if not called. A page whose filter finds little ends
   * there, with a token to go on.
   */
  public DynamoDbStoreBuilder readBudget(int callsForAPage) {
    readBudget = atLeastOne(callsForAPage, "readBudget");
    return this;
  }

  /**
   * Most calls under way at once; 50 if not called, as many as the SDK's client opens connections.
   * Others wait in line, without a thread.
   */
  public DynamoDbStoreBuilder maxInFlight(int calls) {
    maxInFlight = atLeastOne(calls, "maxInFlight");
    return this;
  }

  /**
   * How large rows are taken to be when the capacity that a request takes is estimated, on average
   * and as DynamoDB counts; 1024 if not called.
   */
  public DynamoDbStoreBuilder estimatedRowBytes(int bytes) {
    rowBytes = atLeastOne(bytes, "estimatedRowBytes");
    return this;
  }

  /**
   * Whether the client may send records in clear text to another machine, such as a DynamoDB Local
   * on a network of its own; it may not if not called.
   */
  public DynamoDbStoreBuilder allowInsecureEndpoint(boolean allowed) {
    insecureEndpoint = allowed;
    return this;
  }

  DynamoDbStoreBuilder pauses(Pauses newPauses) {
    pauses = newPauses;
    return this;
  }

  DynamoDbStoreBuilder patience(Duration newPatience) {
    patience = newPatience;
    return this;
  }

  /**
   * The store; it calls the service only when it is used.
   *
   * @throws IllegalArgumentException if the client was given an endpoint that is neither https nor
   *     on this machine
   */
  public DynamoDbStore build() {
    if (!insecureEndpoint) {
      Endpoint.checkSecret(client);
    }
    return new DynamoDbStore(
        new Calls(client, new InFlight(maxInFlight), pauses),
        new TableOptions(
            names, create, throughput, kmsKey, recovery, deletionProtection, timeToLive, patience),
        new ReadOptions(consistentReads, readBudget),
        new Capacity(consistentReads, rowBytes));
  }

  private static int atLeastOne(int number, String option) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "%s(%d) is not possible; give a number from 1 on.".formatted(option, number));
    }
    return number;
  }
}
