package dev.pergola.storage.dynamodb;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.READ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.Pergola;
import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Mode;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Reads ask for the attributes that the selection, the rules, filters and relations need. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectionTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Blog")
              .field("name", a.string())
              .field("about", a.string())
              .field("posts", a.hasMany("Post", "blogId"))
              .authorization(allow.authenticated()),
          a.model("Post")
              .field("title", a.string())
              .field("text", a.string())
              .field("rank", a.integer())
              .field("blogId", a.id())
              .field("blog", a.belongsTo("Blog", "blogId"))
              .authorization(allow.owner()),
          a.model("Secret")
              .field("title", a.string())
              .field("salary", a.integer().authorization(allow.owner()))
              .authorization(allow.authenticated().to(READ), allow.owner()));

  private static final Identity ANN =
      Identity.userPool(Claims.of(Map.of("sub", "ann", "username", "ann")));

  private final Asked client = new Asked();
  private Pergola backend;

  @BeforeAll
  void plant() {
    backend =
        Pergola.builder(SCHEMA)
            .store(
                DynamoDbStore.builder(client)
                    .tableNames(
                        TableNames.prefixed(
                            "projection" + UUID.randomUUID().toString().substring(0, 8)))
                    .createTables(true)
                    .pointInTimeRecovery(false)
                    .deletionProtection(false)
                    .build())
            .authorizationModes(modes -> modes.hostOnly(Mode.USER_POOL))
            .build();
    run("mutation { createBlog(input: {id: \"b\", name: \"n\", about: \"a\"}) { id } }");
    for (int i = 0; i < 3; i++) {
      run(
          "mutation { createPost(input: {id: \"p%d\", title: \"t%d\", text: \"x\", rank: %d, blogId: \"b\"}) { id } }"
              .formatted(i, i, i));
    }
    run("mutation { createSecret(input: {id: \"s\", title: \"t\", salary: 7}) { id } }");
  }

  @AfterAll
  void close() {
    backend.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ getBlog(id: \"b\") { name } } | id name | \"name\":\"n\"",
        "{ getBlog(id: \"b\") { __typename } } | id | Blog",
        "{ getPost(id: \"p1\") { title } } | id owner title | \"title\":\"t1\"",
        "{ listPosts { items { text } } } | id owner text | \"text\":\"x\"",
        "{ listPosts { nextToken } } | id owner | null",
        "{ listPosts { a: items { title } b: items { text } } } | id owner text title | \"title\":\"t1\"",
        "{ listPosts(filter: {rank: {gt: 1}}) { items { title } } } | id owner rank title | \"title\":\"t2\"",
        "{ listPosts { items { blog { name } } } } | blogId id name owner | \"name\":\"n\"",
        "{ getBlog(id: \"b\") { posts { items { title } } } } | blogId id owner title | \"title\":\"t2\"",
        "{ getBlog(id: \"b\") { posts(filter: {rank: {eq: 0}}) { items { title } } } } | blogId id owner rank title | \"title\":\"t0\"",
      })
  void aReadAsksForWhatIsNeeded(String query, String attributes, String told) {
    client.names.clear();

    DataResponse response = run(query);

    assertThat(client.names).isNotEmpty().noneMatch(Collection::isEmpty);
    TreeSet<String> asked = new TreeSet<>();
    client.names.forEach(asked::addAll);
    assertThat(asked).containsExactlyElementsOf(Arrays.asList(attributes.split(" ")));
    assertThat(text(response)).contains(told);
  }

  /** What rules of single fields look at may be anything. */
  @Test
  void allIsAskedForWhereRulesOfFieldsHaveToBeJudged() {
    client.names.clear();

    DataResponse response = run("{ getSecret(id: \"s\") { salary } }");

    assertThat(client.names).containsExactly(List.of());
    assertThat(text(response)).contains("\"salary\":7");
    Identity bob = Identity.userPool(Claims.of(Map.of("sub", "bob", "username", "bob")));
    assertThat(
            text(
                backend
                    .execute(DataRequest.of("{ getSecret(id: \"s\") { title salary } }"), bob)
                    .join()))
        .contains("\"title\":\"t\"", "\"salary\":null", "Unauthorized");
  }

  @Test
  void pagesOfProjectedRowsFollowOneAnother() {
    String query = "{ getBlog(id: \"b\") { posts(limit: 2%s) { items { title } nextToken } } }";
    String first = text(run(query.formatted("")));
    String token = first.split("\"nextToken\":\"")[1].split("\"")[0];

    String second = text(run(query.formatted(", nextToken: \"" + token + "\"")));

    assertThat(first.split("\"title\"", -1)).hasSize(3);
    assertThat(second.split("\"title\"", -1)).hasSize(2);
    assertThat(second).contains("\"nextToken\":null");
  }

  private DataResponse run(String query) {
    DataResponse response = backend.execute(DataRequest.of(query), ANN).join();
    assertThat(response.errors()).isEmpty();
    return response;
  }

  private static String text(DataResponse response) {
    return new String(response.toJson(), StandardCharsets.UTF_8);
  }

  /** Keeps the names of the attributes that each read asks for; none when it asks for all. */
  private static final class Asked extends ForwardingClient {

    private final ConcurrentLinkedQueue<List<String>> names = new ConcurrentLinkedQueue<>();

    Asked() {
      super(LocalDynamoDb.client());
    }

    @Override
    <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> pass(
        String operation, Q request, Function<Q, CompletableFuture<A>> call) {
      if (request instanceof GetItemRequest get) {
        keep(get.projectionExpression(), get.expressionAttributeNames());
      } else if (request instanceof ScanRequest scan) {
        keep(scan.projectionExpression(), scan.expressionAttributeNames());
      } else if (request instanceof QueryRequest query) {
        keep(query.projectionExpression(), query.expressionAttributeNames());
      } else if (request instanceof BatchGetItemRequest batch) {
        batch
            .requestItems()
            .values()
            .forEach(each -> keep(each.projectionExpression(), each.expressionAttributeNames()));
      }
      return call.apply(request);
    }

    private void keep(String projection, Map<String, String> aliases) {
      names.add(
          projection == null
              ? List.of()
              : Arrays.stream(projection.split(", ")).map(aliases::get).toList());
    }
  }
}
