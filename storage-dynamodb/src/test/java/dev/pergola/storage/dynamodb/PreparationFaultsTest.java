package dev.pergola.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Index;
import dev.pergola.model.Key;
import dev.pergola.model.Projection;
import dev.pergola.model.Table;
import dev.pergola.storage.DestructiveChangeException;
import dev.pergola.storage.Filter;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.PrepareRequest;
import dev.pergola.storage.Prepared;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.QueryRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.SnapshotRequest;
import dev.pergola.storage.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.BackupDetails;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Tables that are being made, by others, halfway, without permission: what prepare makes of it. */
class PreparationFaultsTest {

  private static final Column ID = new Column("id", 0, ColumnType.STRING, false);
  private static final Column OWNER = new Column("owner", 1, ColumnType.STRING, false);
  private static final Column ENDS = new Column("ends", 2, ColumnType.NUMBER, false);
  private static final Index BY_OWNER = new Index("byOwner", new Key(OWNER, List.of(ENDS)));
  private static final Table PLAIN =
      new Table("Session", List.of(ID, OWNER, ENDS), new Key(ID, List.of()), List.of());
  private static final Table INDEXED =
      new Table("Session", List.of(ID, OWNER, ENDS), new Key(ID, List.of()), List.of(BY_OWNER));

  private final String prefix = "prepare" + UUID.randomUUID().toString().substring(0, 8);
  private final Meddling client = new Meddling();

  @Test
  void twoNodesMayPrepareAtOnce() {
    List<CompletableFuture<Prepared>> both = new ArrayList<>();
    for (int node = 0; node < 2; node++) {
      both.add(prepare(store(LocalDynamoDb.client()).build(), INDEXED).toCompletableFuture());
    }
    both.forEach(CompletableFuture::join);

    DynamoDbStore third = store(LocalDynamoDb.client()).createTables(false).build();
    assertThat(prepare(third, INDEXED).toCompletableFuture().join().steps()).isEmpty();
    assertUsable(third);
  }

  @Test
  void twoNodesMayAddAnIndexAtOnce() {
    prepare(store(LocalDynamoDb.client()).build(), PLAIN).toCompletableFuture().join();
    List<CompletableFuture<Prepared>> both = new ArrayList<>();
    for (int node = 0; node < 2; node++) {
      both.add(prepare(store(LocalDynamoDb.client()).build(), INDEXED).toCompletableFuture());
    }
    both.forEach(CompletableFuture::join);

    DynamoDbStore third = store(LocalDynamoDb.client()).createTables(false).build();
    assertThat(prepare(third, INDEXED).toCompletableFuture().join().steps()).isEmpty();
    assertUsable(third);
  }

  @Test
  void aTableThatAnotherNodeIsMakingIsWaitedFor() {
    prepare(store(LocalDynamoDb.client()).build(), INDEXED).toCompletableFuture().join();
    client.answer =
        (seen, table) ->
            seen < 4 ? table.toBuilder().tableStatus(TableStatus.CREATING).build() : table;

    DynamoDbStore store = store(client).createTables(false).build();
    prepare(store, INDEXED).toCompletableFuture().join();

    assertThat(client.described).isEqualTo(4 + 1);
    assertUsable(store);
  }

  @Test
  void anIndexThatIsStillBeingBuiltIsWaitedFor() {
    prepare(store(LocalDynamoDb.client()).build(), INDEXED).toCompletableFuture().join();
    client.answer = (seen, table) -> seen < 6 ? building(table) : table;

    prepare(store(client).createTables(false).build(), INDEXED).toCompletableFuture().join();

    assertThat(client.described).isEqualTo(6 + 1);
  }

  @Test
  void anIndexThatTakesTooLongIsNamed() {
    prepare(store(LocalDynamoDb.client()).build(), INDEXED).toCompletableFuture().join();
    client.answer = (seen, table) -> building(table);

    assertThat(failure(prepare(store(client).patience(Duration.ZERO).build(), INDEXED)))
        .hasMessageContaining("index 'byOwner' is still being made")
        .hasMessageContaining("start again when it is active");
  }

  /** The service would refuse each query that asks for more. */
  @ParameterizedTest
  @CsvSource({
    "KEYS_ONLY, '', ALL, '', KEYS_ONLY and the schema needs ALL",
    "KEYS_ONLY, '', INCLUDE, note, KEYS_ONLY and the schema needs INCLUDE [note]",
    "INCLUDE, note, ALL, '', INCLUDE [note] and the schema needs ALL",
    "INCLUDE, note, INCLUDE, text, INCLUDE [note] and the schema needs INCLUDE [text]",
    "INCLUDE, note, INCLUDE, note, ''",
    "INCLUDE, note, INCLUDE, owner, ''",
    "INCLUDE, note, KEYS_ONLY, '', ''",
    "ALL, '', INCLUDE, note, ''",
  })
  void anIndexThatHoldsTooLittleIsRefused(
      Projection.Kind kind, String column, Projection.Kind later, String laterColumn, String told) {
    prepare(store(LocalDynamoDb.client()).build(), projected(kind, column))
        .toCompletableFuture()
        .join();

    CompletionStage<Prepared> again =
        prepare(store(LocalDynamoDb.client()).build(), projected(later, laterColumn));

    if (told.isEmpty()) {
      assertThat(again.toCompletableFuture().join().steps()).isEmpty();
    } else {
      assertThat(failure(again))
          .isInstanceOf(DestructiveChangeException.class)
          .hasMessageContaining("index 'byOwner' of DynamoDB table '" + prefix + "Session' holds ")
          .hasMessageContaining(told)
          .hasMessageContaining("give the new one another name, or delete the old one");
    }
  }

  private static Table projected(Projection.Kind kind, String column) {
    Column note = new Column("note", 3, ColumnType.STRING, false);
    Column text = new Column("text", 4, ColumnType.STRING, false);
    List<String> columns = column.isEmpty() ? List.of() : List.of(column);
    Index index = new Index("byOwner", new Key(OWNER, List.of()), new Projection(kind, columns));
    return new Table(
        "Session", List.of(ID, OWNER, ENDS, note, text), new Key(ID, List.of()), List.of(index));
  }

  /** It may take hours, and those who start meanwhile have all that they need. */
  @Test
  void whatOthersAddToATableIsNotWaitedFor() {
    prepare(store(LocalDynamoDb.client()).build(), PLAIN).toCompletableFuture().join();
    client.answer =
        (seen, table) ->
            withIndex(table, "ofOperators", IndexStatus.CREATING).toBuilder()
                .tableStatus(TableStatus.UPDATING)
                .build();
    DynamoDbStore store = store(client).createTables(false).patience(Duration.ZERO).build();

    assertThat(prepare(store, PLAIN).toCompletableFuture().join().steps()).isEmpty();
  }

  @Test
  void anIndexThatIsBeingRemovedIsMadeAgain() {
    prepare(store(LocalDynamoDb.client()).build(), PLAIN).toCompletableFuture().join();
    client.answer =
        (seen, table) -> seen < 4 ? withIndex(table, "byOwner", IndexStatus.DELETING) : table;
    DynamoDbStore store = store(client).build();

    assertThat(prepare(store, INDEXED).toCompletableFuture().join().steps())
        .last()
        .asString()
        .startsWith("add index byOwner on (owner, ends) of table " + prefix);
    assertUsable(store);
  }

  @Test
  void anIndexWaitsForThoseThatOthersAdd() {
    prepare(store(LocalDynamoDb.client()).build(), PLAIN).toCompletableFuture().join();
    client.busy = 7;
    DynamoDbStore store = store(client).build();

    prepare(store, INDEXED).toCompletableFuture().join();

    assertThat(client.busy).isZero();
    assertUsable(store);
  }

  @Test
  void aLimitOfTheAccountIsToldInTheWordsOfTheService() {
    client.busy = 3;

    assertThat(failure(prepare(store(client).build(), PLAIN)))
        .hasMessage(
            "CreateTable on %sSession: DynamoDB allows no more of this at once, or in this account. Only so many",
            prefix);
  }

  @ParameterizedTest
  @CsvSource({
    "DELETING, start again when it is gone",
    "INACCESSIBLE_ENCRYPTION_CREDENTIALS, let DynamoDB use its KMS key",
    "ARCHIVED, restore that",
  })
  void aTableThatWaitingDoesNotHelpIsNamedAtOnce(TableStatus status, String remedy) {
    prepare(store(LocalDynamoDb.client()).build(), PLAIN).toCompletableFuture().join();
    client.answer = (seen, table) -> table.toBuilder().tableStatus(status).build();

    assertThat(failure(prepare(store(client).build(), PLAIN)))
        .hasMessageStartingWith("DynamoDB table '" + prefix + "Session' is " + status)
        .hasMessageContaining(remedy);
    assertThat(client.described).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"THROTTLED", "NOT_REACHED", "TIMED_OUT", "RESET", "SERVER_ERROR_AFTER"})
  void aTableIsMadeOnceHoweverOftenItIsAskedFor(Fault fault) {
    client.fail("CreateTable", fault);

    DynamoDbStore store = store(client).build();

    prepare(store, INDEXED).toCompletableFuture().join();
    assertUsable(store);
  }

  @Test
  void aMissingPermissionIsNamed() {
    client.fail("CreateTable", Fault.FORBIDDEN);

    assertThat(failure(prepare(store(client).build(), PLAIN)))
        .hasMessageContaining("allow dynamodb:CreateTable");
    client.fail("DescribeTable", Fault.FORBIDDEN);
    assertThat(failure(prepare(store(client).build(), PLAIN)))
        .hasMessageContaining("allow dynamodb:DescribeTable");
  }

  @Test
  void tablesAreEncryptedProtectedAndStreamed() {
    prepare(
            store(client)
                .kmsKey("alias/pergola")
                .deletionProtection(true)
                .pointInTimeRecovery(true)
                .timeToLive("Session", "ends")
                .build(),
            INDEXED)
        .toCompletableFuture()
        .join();

    CreateTableRequest made = client.asked(CreateTableRequest.class);
    assertThat(made.sseSpecification().enabled()).isTrue();
    assertThat(made.sseSpecification().sseType()).isEqualTo(SSEType.KMS);
    assertThat(made.sseSpecification().kmsMasterKeyId()).isEqualTo("alias/pergola");
    assertThat(made.deletionProtectionEnabled()).isTrue();
    assertThat(made.billingModeAsString()).isEqualTo("PAY_PER_REQUEST");
    assertThat(made.streamSpecification().streamViewType())
        .isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
    assertThat(
            client
                .asked(UpdateContinuousBackupsRequest.class)
                .pointInTimeRecoverySpecification()
                .pointInTimeRecoveryEnabled())
        .isTrue();
    String table = prefix + "Session";
    assertThat(
            LocalDynamoDb.client()
                .describeTimeToLive(call -> call.tableName(table))
                .join()
                .timeToLiveDescription()
                .attributeName())
        .isEqualTo("ends");
    LocalDynamoDb.client()
        .updateTable(call -> call.tableName(table).deletionProtectionEnabled(false))
        .join();
  }

  /** The service refuses units for an index of a table without, and the other way round. */
  @Test
  void anIndexIsBilledAsItsTableIs() {
    prepare(store(LocalDynamoDb.client()).build(), PLAIN).toCompletableFuture().join();
    prepare(store(client).provisioned(5, 6).build(), INDEXED).toCompletableFuture().join();
    assertThat(added().provisionedThroughput()).isNull();

    client.requests.clear();
    DynamoDbStoreBuilder other = store(client).tableNames(model -> prefix + "-units");
    prepare(other.provisioned(3, 4).build(), PLAIN).toCompletableFuture().join();
    prepare(store(client).tableNames(model -> prefix + "-units").build(), INDEXED)
        .toCompletableFuture()
        .join();
    assertThat(added().provisionedThroughput())
        .isEqualTo(
            ProvisionedThroughput.builder().readCapacityUnits(3L).writeCapacityUnits(4L).build());
  }

  private CreateGlobalSecondaryIndexAction added() {
    return client.asked(UpdateTableRequest.class).globalSecondaryIndexUpdates().get(0).create();
  }

  @Test
  void twoNodesMaySwitchOnTimeToLiveAtOnce() {
    List<CompletableFuture<Prepared>> both = new ArrayList<>();
    for (int node = 0; node < 2; node++) {
      DynamoDbStore store = store(LocalDynamoDb.client()).timeToLive("Session", "ends").build();
      both.add(prepare(store, PLAIN).toCompletableFuture());
    }

    assertThat(both).allSatisfy(each -> assertThat(each.join().steps()).isNotNull());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"THROTTLED", "TIMED_OUT", "RESET", "SERVER_ERROR_AFTER"})
  void timeToLiveIsSwitchedOnForATableThatIsThere(Fault fault) {
    prepare(store(LocalDynamoDb.client()).build(), PLAIN).toCompletableFuture().join();
    DynamoDbStoreBuilder expiring = store(client).timeToLive("Session", "ends");

    assertThat(failure(prepare(expiring.createTables(false).build(), PLAIN)))
        .hasMessageContaining("remove rows of table " + prefix + "Session by ends");
    client.fail("UpdateTimeToLive", fault);
    DynamoDbStore store = expiring.createTables(true).build();
    assertThat(prepare(store, PLAIN).toCompletableFuture().join().steps()).hasSize(1);
    assertThat(prepare(store, PLAIN).toCompletableFuture().join().steps()).isEmpty();

    Column until = new Column("until", 3, ColumnType.NUMBER, false);
    Table other =
        new Table("Session", List.of(ID, OWNER, ENDS, until), new Key(ID, List.of()), List.of());
    assertThat(failure(prepare(store(client).timeToLive("Session", "until").build(), other)))
        .hasMessageContaining("by 'ends', and timeToLive asks for 'until'");
  }

  /** The service knows nothing of the time to live of a table that another node has just begun. */
  @Test
  void timeToLiveIsAskedForOnceTheTableIsThere() {
    DynamoDbStoreBuilder expiring = store(LocalDynamoDb.client()).timeToLive("Session", "ends");
    prepare(expiring.build(), PLAIN).toCompletableFuture().join();
    client.answer =
        (seen, table) ->
            seen < 3 ? table.toBuilder().tableStatus(TableStatus.CREATING).build() : table;

    DynamoDbStore store = store(client).createTables(false).timeToLive("Session", "ends").build();

    assertThat(prepare(store, PLAIN).toCompletableFuture().join().steps()).isEmpty();
  }

  @Test
  void timeToLiveByWhatIsNotThereIsRefused() {
    assertThat(failure(prepare(store(client).timeToLive("Session", "end").build(), PLAIN)))
        .hasMessageContaining("timeToLive names field 'end' of 'Session'");
  }

  @Test
  void timeToLiveOfNoModelIsRefusedBeforeAnythingIsMade() {
    Table other = new Table("Token", List.of(ID), new Key(ID, List.of()), List.of());
    DynamoDbStore store = store(client).timeToLive("Sesion", "ends").build();
    PrepareRequest both = new PrepareRequest(List.of(PLAIN, other));

    assertThat(failure(store.plan(both)))
        .hasMessage(
            "timeToLive(\"Sesion\", \"ends\") names no model of this schema; its models are Session, Token.");
    assertThat(failure(store.prepare(both))).hasMessageContaining("Session, Token");
    assertThat(failure(prepare(store(client).createTables(false).build(), PLAIN)))
        .hasMessageContaining("create table " + prefix + "Session");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "x, tableNames calls the table of 'Session' \"x\"; a name has 3 to 255",
        "blog Session, tableNames calls the table of 'Session' \"blog Session\"",
        "same, tableNames gives 'Session' and 'Token' the same table \"same\""
      })
  void namesThatNoTablesCanHaveAreRefused(String name, String words) {
    Table other = new Table("Token", List.of(ID), new Key(ID, List.of()), List.of());
    DynamoDbStore store =
        store(client)
            .tableNames(model -> model.equals("Session") || name.equals("same") ? name : model)
            .build();
    PrepareRequest both = new PrepareRequest(List.of(PLAIN, other));

    assertThat(failure(store.plan(both))).hasMessageContaining(words);
    assertThat(failure(store.prepare(both))).hasMessageContaining(words);
  }

  /** Of a table that was just made, the service needs a moment to know it. */
  @Test
  void recoveryIsSwitchedOnAsSoonAsTheServiceLetsIt() {
    client.unavailable = 3;

    prepare(store(client).pointInTimeRecovery(true).build(), PLAIN).toCompletableFuture().join();

    assertThat(client.unavailable).isZero();
  }

  /** It would not be made again, so nobody would miss what it lacks. */
  @Test
  void aTableThatCouldNotBeProtectedIsToldOf() {
    client.fail("UpdateContinuousBackups", Fault.FORBIDDEN);

    assertThat(failure(prepare(store(client).pointInTimeRecovery(true).build(), PLAIN)))
        .hasMessageContaining("has been made, but without")
        .hasMessageContaining("dynamodb:UpdateContinuousBackups");
  }

  @Test
  void thePlanIsTheListOfStepsAndDoesNothing() {
    DynamoDbStore store = store(client).build();
    PrepareRequest request = new PrepareRequest(List.of(INDEXED));

    List<String> planned = store.plan(request).toCompletableFuture().join();

    assertThat(client.requests)
        .extracting(Object::getClass)
        .extracting(Class::getSimpleName)
        .containsOnly("DescribeTableRequest");
    assertThat(planned).singleElement().asString().contains("create table", "index byOwner");
    assertThat(prepare(store, INDEXED).toCompletableFuture().join().steps()).isEqualTo(planned);
    assertThat(store.plan(request).toCompletableFuture().join()).isEmpty();
  }

  @Test
  void thePlanIsPrintedBeforeAnythingIsMade() {
    Logger log = (Logger) LoggerFactory.getLogger(DynamoDbStore.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    log.setLevel(Level.INFO);
    try {
      client.fail("CreateTable", Fault.FORBIDDEN);
      assertThat(failure(prepare(store(client).build(), INDEXED))).isNotNull();
    } finally {
      log.detachAppender(lines);
      log.setLevel(null);
    }

    assertThat(lines.list)
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .asString()
        .startsWith("About to create table " + prefix + "Session (");
  }

  @Test
  void aBackupOfEachTableIsMadeByTheService() {
    DynamoDbStore store = store(client).build();
    prepare(store, PLAIN).toCompletableFuture().join();

    List<String> backups =
        store
            .backUpTables(new SnapshotRequest(List.of(PLAIN)), "before-release")
            .toCompletableFuture()
            .join();

    assertThat(backups).containsExactly("arn:" + prefix + "Session");
    assertThat(client.asked(CreateBackupRequest.class).backupName())
        .isEqualTo("before-release-" + prefix + "Session");
  }

  private DynamoDbStoreBuilder store(DynamoDbAsyncClient on) {
    return DynamoDbStore.builder(on)
        .tableNames(TableNames.prefixed(prefix))
        .createTables(true)
        .pointInTimeRecovery(false)
        .deletionProtection(false)
        .pauses(attempt -> CompletableFuture.completedFuture(null));
  }

  private static CompletionStage<Prepared> prepare(DynamoDbStore store, Table table) {
    return store.prepare(new PrepareRequest(List.of(table)));
  }

  private static void assertUsable(DynamoDbStore store) {
    Row row = Row.builder(INDEXED).set(0, "s").set(1, "ann").set(2, 1L).build();
    store.put(PutRequest.create(INDEXED, row, Filter.all())).toCompletableFuture().join();
    assertThat(
            store
                .query(
                    new QueryRequest(
                        INDEXED,
                        BY_OWNER,
                        KeyCondition.all("ann"),
                        false,
                        Filter.all(),
                        new PageRequest(5, 5, null)))
                .toCompletableFuture()
                .join()
                .rows())
        .extracting(found -> Row.builder(INDEXED).copy(found).build())
        .containsExactly(row);
  }

  private static TableDescription withIndex(
      TableDescription table, String name, IndexStatus status) {
    KeySchemaElement owner =
        KeySchemaElement.builder().attributeName("owner").keyType(KeyType.HASH).build();
    return table.toBuilder()
        .globalSecondaryIndexes(
            index ->
                index
                    .indexName(name)
                    .indexStatus(status)
                    .keySchema(owner)
                    .projection(held -> held.projectionType(ProjectionType.KEYS_ONLY)))
        .build();
  }

  private static TableDescription building(TableDescription table) {
    return table.toBuilder()
        .globalSecondaryIndexes(
            table.globalSecondaryIndexes().stream()
                .map(index -> index.toBuilder().indexStatus(IndexStatus.CREATING).build())
                .toList())
        .build();
  }

  private static Throwable failure(CompletionStage<?> stage) {
    Throwable[] failure = new Throwable[1];
    assertThatThrownBy(() -> stage.toCompletableFuture().join())
        .cause()
        .isInstanceOf(StoreException.class)
        .satisfies(cause -> failure[0] = cause);
    return failure[0];
  }

  /**
   * Answers of the service as they are when tables are being made, and what it does not have here.
   */
  private static final class Meddling extends ForwardingClient {

    private final List<DynamoDbRequest> requests = new ArrayList<>();
    private Described answer = (seen, table) -> table;
    private int described;
    private int unavailable;
    private int busy;
    private boolean unfinished;
    private String failing = "";
    private Fault fault = Fault.NONE;

    Meddling() {
      super(LocalDynamoDb.client());
    }

    void fail(String operation, Fault once) {
      failing = operation;
      fault = once;
    }

    <Q extends DynamoDbRequest> Q asked(Class<Q> type) {
      return requests.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }

    @Override
    @SuppressWarnings("unchecked")
    <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> pass(
        String operation, Q request, Function<Q, CompletableFuture<A>> call) {
      requests.add(request);
      if (operation.equals(failing)) {
        failing = "";
        return fault.applied()
            ? call.apply(request)
                .thenCompose(lost -> CompletableFuture.failedFuture(fault.failure()))
            : CompletableFuture.failedFuture(fault.failure());
      }
      boolean changes =
          request instanceof CreateTableRequest || request instanceof UpdateTableRequest;
      if (changes && busy > 0) {
        busy--;
        return CompletableFuture.failedFuture(
            LimitExceededException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorMessage("Only so many").build())
                .build());
      }
      if (request instanceof DescribeTimeToLiveRequest && unfinished) {
        return CompletableFuture.failedFuture(Fault.TABLE_MISSING.failure());
      }
      if (request instanceof UpdateContinuousBackupsRequest) {
        return unavailable-- > 0
            ? CompletableFuture.failedFuture(
                ContinuousBackupsUnavailableException.builder().message("not yet").build())
            : (CompletableFuture<A>) CompletableFuture.completedFuture(recovery());
      }
      if (request instanceof CreateBackupRequest backup) {
        BackupDetails details =
            BackupDetails.builder().backupArn("arn:" + backup.tableName()).build();
        return (CompletableFuture<A>)
            CompletableFuture.completedFuture(
                CreateBackupResponse.builder().backupDetails(details).build());
      }
      return call.apply(request).thenApply(given -> (A) changed(given));
    }

    private UpdateContinuousBackupsResponse recovery() {
      unavailable = 0;
      return UpdateContinuousBackupsResponse.builder().build();
    }

    private DynamoDbResponse changed(DynamoDbResponse given) {
      if (!(given instanceof DescribeTableResponse found)) {
        return given;
      }
      TableDescription told = answer.of(++described, found.table());
      unfinished = told.tableStatus() == TableStatus.CREATING;
      return found.toBuilder().table(told).build();
    }

    /** What is told of a table when it is described for the so-manieth time. */
    private interface Described {
      TableDescription of(int seen, TableDescription table);
    }
  }
}
