package dev.pergola.storage.dynamodb;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pergola.Pergola;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Model;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Mode;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.RestoreOptions;
import dev.pergola.storage.Store;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.memory.EmbeddedStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Records that are older than an index, and hold what DynamoDB does not take in its key. */
class OlderRowsTest {

  private static final Model NOTE =
      a.model("Note").field("topic", a.string()).field("stars", a.integer());

  private static final Schema SMALL = a.schema(NOTE).authorization(allow.publicApiKey());

  private static final Schema GROWN =
      a.schema(NOTE.secondaryIndexes(a.index("topic").queryField("byTopic")))
          .authorization(allow.publicApiKey());

  private static final String LISTED = "{ listNotes { items { id topic stars } } }";

  private static final RestoreOptions REPLACING = RestoreOptions.standard().replace(true);

  private static final Set<String> WRITES = Set.of("PutItem", "UpdateItem", "DeleteItem");

  private final String tables = "older" + UUID.randomUUID().toString().substring(0, 8);
  private Pergola backend;

  @BeforeEach
  void grow() {
    try (Pergola small = backend(SMALL, store())) {
      run(small, create("empty", ""));
      run(small, create("long", "x".repeat(2_100)));
      run(small, create("other", "x"));
      // Somebody else's, who has another type for it.
      LocalDynamoDb.client()
          .putItem(
              call ->
                  call.tableName(tables + "Note")
                      .item(
                          Map.of(
                              "id", AttributeValue.fromS("number"),
                              "topic", AttributeValue.fromN("7"))))
          .join();
    }
    backend = backend(GROWN, store());
  }

  @AfterEach
  void close() {
    backend.close();
  }

  /** DynamoDB Local refuses the first only; the service does all. */
  @ParameterizedTest
  @CsvSource({
    "empty, cannot contain an empty string value. Key: topic",
    "long, Size of key 'topic' has exceeded the maximum size limit of 2048 bytes",
    "number, Type mismatch for Index Key topic Expected: S Actual: N"
  })
  void theCallerIsToldWhatKeepsARecordFromBeingChanged(String id, String words) {
    try (Pergola strict = backend(GROWN, strict())) {
      DataResponse refused = execute(strict, update(id, "stars: 5"));

      assertThat(refused.errors())
          .singleElement()
          .satisfies(
              error -> {
                assertThat(error.errorType()).isEqualTo("DynamoDB:DynamoDbException");
                assertThat(error.message()).endsWith(words).doesNotContain(tables);
              });
    }
    run(backend, update(id, "stars: 5, topic: \"x\""));
    assertThat(json(run(backend, "{ byTopic(topic: \"x\") { items { id } } }")))
        .contains("\"" + id + "\"", "\"other\"");
  }

  @Test
  void nothingIsSaidOfTheIndexWhereTheRecordDoesNotTellWhy() {
    try (Pergola strict = backend(GROWN, strict())) {
      assertThat(execute(strict, update("other", "stars: 5")).errors())
          .extracting(DataError::message)
          .containsExactly(
              "One or more parameter values were invalid: Type mismatch for Index Key topic Expected: S Actual: N");
    }
  }

  @Test
  void aBackupOfThemGoesIntoAStoreThatTakesThem() throws IOException {
    run(backend, update("number", "topic: null"));

    try (Pergola embedded = backend(GROWN, EmbeddedStore.inMemory())) {
      embedded.restore(new ByteArrayInputStream(backup(backend)));

      assertThat(json(run(embedded, LISTED))).contains("{\"id\":\"empty\",\"topic\":\"\"");
    }
  }

  @Test
  void aBackupOfThemGoesInWithoutTheIndexWhichIsAddedThen() throws IOException {
    byte[] backup = backup(backend);
    String fresh = tables + "fresh";

    try (Pergola target = backend(GROWN, LocalDynamoDb.withoutStreams(fresh + "a").build())) {
      assertThatThrownBy(() -> target.restore(new ByteArrayInputStream(backup)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("Table 'Note', row [")
          .hasMessageContaining("load them into a table without the index and add that afterwards");
      assertThat(json(run(target, LISTED))).contains("\"items\":[]");
    }
    try (Pergola target = backend(SMALL, LocalDynamoDb.withoutStreams(fresh + "b").build())) {
      target.restore(new ByteArrayInputStream(backup));
    }
    try (Pergola target = backend(GROWN, LocalDynamoDb.withoutStreams(fresh + "b").build())) {
      assertThat(json(run(target, "{ getNote(id: \"empty\") { topic } }"))).contains("\"\"");
      assertThat(json(run(target, "{ byTopic(topic: \"x\") { items { id } } }")))
          .contains("[{\"id\":\"other\"}]");
    }
  }

  /** Wherever it fails before it comes to them, what was there is there again. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void aReplacingRestoreThatFailsLeavesThem(int failing) throws IOException {
    String before = records(backend);

    assertThat(failure(failing)).hasNoSuppressedExceptions();

    assertThat(records(backend)).isEqualTo(before);
    backend.restore(new ByteArrayInputStream(wanted()), REPLACING);
    assertThat(records(backend)).isEqualTo("empty y 1, new y 1, other y 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 8})
  void whatCouldNotBePutBackIsTold(int failing) throws IOException {
    assertThat(failure(failing).getSuppressed())
        .singleElement()
        .asString()
        .contains("rows that are older than an index were put back without");

    assertThat(records(backend))
        .contains("empty ", "long ", "number ", "other x")
        .doesNotContain("new");
  }

  private Throwable failure(int failing) throws IOException {
    byte[] wanted = wanted();
    try (Pergola faulty = backend(GROWN, faulty(failing))) {
      return catchThrowable(() -> faulty.restore(new ByteArrayInputStream(wanted), REPLACING));
    }
  }

  private static byte[] wanted() throws IOException {
    try (Pergola origin = backend(GROWN, EmbeddedStore.inMemory())) {
      run(origin, create("other", "y"));
      run(origin, create("new", "y"));
      run(origin, create("empty", "y"));
      return backup(origin);
    }
  }

  /** Id, and the topic by its first letter and its length, of each. */
  private static String records(Pergola backend) {
    Map<?, ?> page = (Map<?, ?>) run(backend, LISTED).data().get("listNotes");
    return ((List<?>) page.get("items"))
        .stream()
            .map(item -> (Map<?, ?>) item)
            .map(
                item -> {
                  String topic = String.valueOf(item.get("topic"));
                  return item.get("id")
                      + (topic.isEmpty() ? " " : " " + topic.charAt(0) + " " + topic.length());
                })
            .sorted()
            .collect(Collectors.joining(", "));
  }

  /** A store of which one write fails, the one with this number. */
  private Store faulty(int failing) {
    AtomicInteger writes = new AtomicInteger();
    return failingWhere(
        operation -> WRITES.contains(operation) && writes.incrementAndGet() == failing,
        Fault.FORBIDDEN.failure());
  }

  /** A store whose service takes no update that leaves a value of another type. */
  private Store strict() {
    AwsErrorDetails words =
        AwsErrorDetails.builder()
            .errorCode("ValidationException")
            .errorMessage(
                "One or more parameter values were invalid: Type mismatch for Index Key topic Expected: S Actual: N IndexName: byTopic")
            .build();
    return failingWhere(
        "UpdateItem"::equals, DynamoDbException.builder().awsErrorDetails(words).build());
  }

  private Store failingWhere(Predicate<String> operations, Throwable failure) {
    return LocalDynamoDb.store(
            tables,
            new ForwardingClient(LocalDynamoDb.client()) {
              @Override
              <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> pass(
                  String operation, Q request, Function<Q, CompletableFuture<A>> call) {
                return operations.test(operation)
                    ? CompletableFuture.failedFuture(failure)
                    : call.apply(request);
              }
            })
        .build();
  }

  private Store store() {
    return LocalDynamoDb.withoutStreams(tables).build();
  }

  private static Pergola backend(Schema schema, Store store) {
    return Pergola.builder(schema)
        .store(store)
        .authorizationModes(modes -> modes.hostOnly(Mode.API_KEY))
        .build();
  }

  private static String create(String id, String topic) {
    return "mutation { createNote(input: {id: \"%s\", topic: \"%s\"}) { id } }"
        .formatted(id, topic);
  }

  private static String update(String id, String fields) {
    return "mutation { updateNote(input: {id: \"%s\", %s}) { id } }".formatted(id, fields);
  }

  private static DataResponse execute(Pergola backend, String query) {
    return backend.execute(DataRequest.of(query), Identity.admin()).join();
  }

  private static DataResponse run(Pergola backend, String query) {
    DataResponse response = execute(backend, query);
    assertThat(response.errors()).extracting(DataError::message).isEmpty();
    return response;
  }

  private static String json(DataResponse response) {
    return new String(response.toJson(), StandardCharsets.UTF_8);
  }

  private static byte[] backup(Pergola backend) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    backend.backup(out);
    return out.toByteArray();
  }
}
