package dev.pergola.storage.dynamodb;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.Pergola;
import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Mode;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Answers that are whole in themselves and yet not all: what a request makes of them. */
class PageFaultsTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Blog")
              .field("name", a.string())
              .field("posts", a.hasMany("Post", "blogId"))
              .authorization(allow.owner()),
          a.model("Post")
              .field("title", a.string())
              .field("text", a.string())
              .field("blogId", a.id())
              .field("blog", a.belongsTo("Blog", "blogId"))
              .authorization(allow.owner()));

  private static final Identity ANN = user("ann");
  private static final Identity BOB = user("bob");

  private final String prefix = "pages" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void pagesOfAMegabyteAreReadOn() {
    RecordingClient client = new RecordingClient(LocalDynamoDb.client());
    try (Pergola backend = backend(client)) {
      plantLarge(backend);
      client.clear();

      DataResponse listed = run(backend, ANN, "{ listPosts { items { id } nextToken } }");
      String scans = client.calls();
      client.clear();
      DataResponse queried =
          run(backend, ANN, "{ getBlog(id: \"b\") { posts { items { id } nextToken } } }");

      assertThat(ids(listed)).containsExactlyInAnyOrderElementsOf(names(12));
      assertThat(text(listed)).contains("\"nextToken\":null");
      assertThat(scans).isEqualTo("2 Scan");
      assertThat(ids(queried)).containsExactlyInAnyOrderElementsOf(names(12));
      assertThat(client.calls()).isEqualTo("1 GetItem, 2 Query");
    }
  }

  @Test
  void anEmptyPageIsNotTheEnd() {
    String last = "{ listPosts(filter: {title: {eq: \"%s\"}}%s) { items { id } nextToken } }";
    try (Pergola backend = backend(LocalDynamoDb.client())) {
      plantLarge(backend);

      for (String name : names(12)) {
        assertThat(ids(run(backend, ANN, last.formatted(name, "")))).containsExactly(name);
      }
    }
    DynamoDbStore hasty = LocalDynamoDb.store(prefix).readBudget(1).build();
    try (Pergola backend = backend(hasty)) {
      List<String> found = new ArrayList<>();
      int pages = 0;
      String token = "";
      do {
        DataResponse page =
            run(
                backend,
                ANN,
                last.formatted(
                    "p3", token.isEmpty() ? "" : ", nextToken: \"%s\"".formatted(token)));
        found.addAll(ids(page));
        token = token(page);
        pages++;
      } while (!token.isEmpty());

      assertThat(found).containsExactly("p3");
      assertThat(pages).isGreaterThan(1);
    }
  }

  @Test
  void unprocessedKeysAreAskedForAgain() {
    Unprocessed client = new Unprocessed(1);
    try (Pergola backend = backend(client)) {
      plant(backend, 9);

      DataResponse response = run(backend, ANN, "{ listPosts { items { blog { name } } } }");

      assertThat(response.errors()).isEmpty();
      assertThat(text(response)).doesNotContain("null").contains("of p0", "of p8");
      assertThat(client.calls.get()).isEqualTo(9);
    }
  }

  /** A record that was not read is not one that is not there. */
  @Test
  void keysThatStayUnprocessedAreAnErrorAtTheirPathAndNoNull() {
    Unprocessed client = new Unprocessed(0);
    try (Pergola backend = backend(client)) {
      plant(backend, 2);

      DataResponse response = run(backend, ANN, "{ listPosts { items { id blog { name } } } }");

      assertThat(response.errors())
          .extracting(DataError::errorType)
          .containsExactly("ThrottlingException", "ThrottlingException");
      assertThat(response.errors())
          .extracting(error -> String.valueOf(error.path()))
          .containsExactly("[listPosts, items, 0, blog]", "[listPosts, items, 1, blog]");
      assertThat(ids(response)).hasSize(2);
    }
  }

  /** An index may be behind its table: what it gives is judged like any other row. */
  @Test
  void aRowOfAnIndexThatIsBehindIsCheckedAgain() {
    Lagging client = new Lagging();
    try (Pergola backend = backend(client)) {
      run(backend, ANN, "mutation { createBlog(input: {id: \"b\", name: \"n\"}) { id } }");
      run(backend, ANN, "mutation { createPost(input: {id: \"hers\", blogId: \"b\"}) { id } }");
      run(backend, BOB, "mutation { createPost(input: {id: \"his\", blogId: \"b\"}) { id } }");
      // All that is judged below is asked for, so that it is remembered.
      String query = "{ getBlog(id: \"b\") { posts { items { id owner title } } } }";
      client.remember = true;
      assertThat(ids(run(backend, Identity.admin(), query)))
          .containsExactlyInAnyOrder("hers", "his");
      client.remember = false;

      // From here on the index answers as it was, whatever it is asked.
      assertThat(ids(run(backend, ANN, query))).containsExactly("hers");
      assertThat(
              ids(
                  run(
                      backend,
                      Identity.admin(),
                      "{ getBlog(id: \"b\") { posts(filter: {title: {eq: \"x\"}}) { items { id } } } }")))
          .isEmpty();
      run(backend, ANN, "mutation { deletePost(input: {id: \"hers\"}) { id } }");
      DataResponse again =
          run(backend, ANN, "mutation { updatePost(input: {id: \"hers\", title: \"t\"}) { id } }");
      assertThat(again.errors()).hasSize(1);
      assertThat(text(run(backend, ANN, "{ getPost(id: \"hers\") { id } }")))
          .isEqualTo("{\"data\":{\"getPost\":null}}");
    }
  }

  /** What only an operator can act on: callers learn nothing of it. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"EXPIRED", "FORBIDDEN", "TABLE_MISSING"})
  void whatOnlyAnOperatorCanActOnIsNotTold(Fault fault) {
    Fault[] now = {Fault.NONE};
    try (Pergola backend = backend(new ScriptedClient(LocalDynamoDb.client(), () -> now[0]))) {
      now[0] = fault;

      for (String query :
          List.of(
              "{ getPost(id: \"p\") { id } }",
              "{ listPosts { items { id } } }",
              "mutation { createPost(input: {id: \"lost\"}) { id } }")) {
        DataResponse response = run(backend, ANN, query);
        assertThat(response.errors()).hasSize(1);
        assertThat(response.errors().get(0).errorType()).isEqualTo("InternalFailure");
        assertThat(text(response)).doesNotContain("dynamodb", prefix, "scripted", "credential");
      }
      now[0] = Fault.NONE;
      assertThat(text(run(backend, ANN, "{ getPost(id: \"lost\") { id } }"))).contains("null");
    }
  }

  private Pergola backend(DynamoDbAsyncClient client) {
    return backend(
        DynamoDbStore.builder(client)
            .tableNames(TableNames.prefixed(prefix))
            .createTables(true)
            .pointInTimeRecovery(false)
            .deletionProtection(false)
            .pauses(attempt -> CompletableFuture.completedFuture(null))
            .build());
  }

  private static Pergola backend(DynamoDbStore store) {
    return Pergola.builder(SCHEMA)
        .store(store)
        .authorizationModes(modes -> modes.hostOnly(Mode.USER_POOL))
        .build();
  }

  /** Twelve posts of 150 KB in one blog: seven of them are more than a megabyte. */
  private static void plantLarge(Pergola backend) {
    String text = "x".repeat(150 * 1024);
    run(backend, ANN, "mutation { createBlog(input: {id: \"b\", name: \"n\"}) { id } }");
    for (String name : names(12)) {
      DataRequest create =
          DataRequest.of(
                  "mutation($t: String) { createPost(input: {id: \"%s\", title: \"%s\", blogId: \"b\", text: $t}) { id } }"
                      .formatted(name, name))
              .withVariables(Map.of("t", text));
      assertThat(backend.execute(create, ANN).join().errors()).isEmpty();
    }
  }

  private static void plant(Pergola backend, int posts) {
    for (String name : names(posts)) {
      run(
          backend,
          ANN,
          "mutation { createBlog(input: {id: \"%s\", name: \"of %s\"}) { id } createPost(input: {id: \"%s\", blogId: \"%s\"}) { id } }"
              .formatted(name, name, name, name));
    }
  }

  private static List<String> names(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add("p" + i);
    }
    return names;
  }

  private static Set<String> ids(DataResponse response) {
    Set<String> ids = new TreeSet<>();
    for (String rest : List.of(text(response).split("\"id\":\"")).subList(1, count(response))) {
      assertThat(ids.add(rest.substring(0, rest.indexOf('"')))).as("once").isTrue();
    }
    return ids;
  }

  private static int count(DataResponse response) {
    return text(response).split("\"id\":\"").length;
  }

  private static String token(DataResponse response) {
    String[] parts = text(response).split("\"nextToken\":\"");
    return parts.length == 1 ? "" : parts[1].substring(0, parts[1].indexOf('"'));
  }

  private static String text(DataResponse response) {
    return new String(response.toJson(), StandardCharsets.UTF_8);
  }

  private static DataResponse run(Pergola backend, Identity caller, String query) {
    return backend.execute(DataRequest.of(query), caller).join();
  }

  private static Identity user(String name) {
    return Identity.userPool(Claims.of(Map.of("sub", name, "username", name)));
  }

  /** Gives some keys of each batch, and leaves the others unprocessed. */
  private static final class Unprocessed extends ForwardingClient {

    private final int processed;
    private final AtomicInteger calls = new AtomicInteger();

    Unprocessed(int processed) {
      super(LocalDynamoDb.client());
      this.processed = processed;
    }

    @Override
    public CompletableFuture<BatchGetItemResponse> batchGetItem(BatchGetItemRequest request) {
      calls.incrementAndGet();
      String table = request.requestItems().keySet().iterator().next();
      KeysAndAttributes asked = request.requestItems().get(table);
      int some = Math.min(processed, asked.keys().size());
      KeysAndAttributes rest =
          asked.toBuilder().keys(asked.keys().subList(some, asked.keys().size())).build();
      Map<String, KeysAndAttributes> left = rest.keys().isEmpty() ? Map.of() : Map.of(table, rest);
      if (some == 0) {
        return CompletableFuture.completedFuture(
            BatchGetItemResponse.builder().responses(Map.of()).unprocessedKeys(left).build());
      }
      return super.batchGetItem(
              request.toBuilder()
                  .requestItems(
                      Map.of(table, asked.toBuilder().keys(asked.keys().subList(0, some)).build()))
                  .build())
          .thenApply(answer -> answer.toBuilder().unprocessedKeys(left).build());
    }

    @Override
    <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> pass(
        String operation, Q request, Function<Q, CompletableFuture<A>> call) {
      return call.apply(request);
    }
  }

  /** Keeps an answer of an index, and gives it again whatever the index is asked. */
  private static final class Lagging extends ForwardingClient {

    private final Map<String, List<Map<String, AttributeValue>>> kept = new HashMap<>();
    private volatile boolean remember;

    Lagging() {
      super(LocalDynamoDb.client());
    }

    @Override
    @SuppressWarnings("unchecked")
    <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> pass(
        String operation, Q request, Function<Q, CompletableFuture<A>> call) {
      return call.apply(request)
          .thenApply(
              answer -> {
                if (!(answer instanceof QueryResponse found)) {
                  return answer;
                }
                if (remember) {
                  kept.put(operation, found.items());
                }
                List<Map<String, AttributeValue>> items = kept.getOrDefault(operation, List.of());
                return (A)
                    found.toBuilder()
                        .items(items)
                        .scannedCount(items.size())
                        .count(items.size())
                        .build();
              });
    }
  }
}
