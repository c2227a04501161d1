package dev.pergola.storage.dynamodb;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.Pergola;
import dev.pergola.auth.Identity;
import dev.pergola.client.DataClient;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Mode;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.Explanation;
import dev.pergola.request.Limits;
import dev.pergola.storage.Estimate;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests are expected to take, before they run; and what they may take at most. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CapacityTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Blog")
              .field("name", a.string())
              .field("posts", a.hasMany("Post", "blogId"))
              .authorization(allow.publicApiKey()),
          a.model("Post")
              .field("title", a.string())
              .field("blogId", a.id())
              .field("blog", a.belongsTo("Blog", "blogId"))
              .authorization(allow.publicApiKey()));

  private final String prefix = "capacity" + UUID.randomUUID().toString().substring(0, 8);
  private final RecordingClient client = new RecordingClient(LocalDynamoDb.client());
  private final Pergola backend = backend(Limits.defaults());

  @BeforeAll
  void plant() {
    run(backend, "mutation { createBlog(input: {id: \"b\", name: \"n\"}) { id } }");
    for (int i = 0; i < 20; i++) {
      run(
          backend,
          "mutation { createPost(input: {id: \"p%d\", title: \"t%d\", blogId: \"b\"}) { id } }"
              .formatted(i, i));
    }
  }

  @AfterAll
  void close() {
    backend.close();
  }

  /** Rows are taken to have 1 KB; a page is read with one row more. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ getPost(id: 1) { title } } | 1 | 1.0",
        "{ listPosts { items { title } } } | 1 | 26.0",
        "{ listPosts(limit: 7) { items { title } } } | 1 | 2.0",
        "{ listPosts(limit: 3) { items { blog { name } } } } | 2 | 4.0",
        "{ listBlogs(limit: 3) { items { posts(limit: 7) { items { id } } } } } | 4 | 4.0",
        "{ getBlog(id: 1) { posts(limit: 3) { items { blog { name } } } } } | 3 | 4.5",
        "{ a: getPost(id: 1) { title } b: getPost(id: 2) { title } } | 2 | 2.0",
        "mutation { createBlog(input: {name: \"n\"}) { id } } | 1 | 1.0",
        "mutation { createPost(input: {title: \"t\"}) { id } } | 1 | 2.0",
        "mutation { updatePost(input: {id: 1, title: \"t\"}) { id } } | 1 | 3.0",
        "mutation { deletePost(input: {id: 1}) { id } } | 1 | 2.0",
      })
  void aRequestIsEstimatedBeforeItRuns(String query, int calls, double units) {
    client.clear();

    Explanation planned = backend.estimate(DataRequest.of(query));

    assertThat(planned.errors()).isEmpty();
    assertThat(planned.estimate()).isEqualTo(new Estimate(calls, units));
    assertThat(planned.storeCalls()).isZero();
    assertThat(client.calls()).isEqualTo("none");
  }

  @Test
  void anExplanationHasTheEstimateOfEachNode() {
    Explanation explained =
        backend
            .explain(
                DataRequest.of("{ listPosts(limit: 3) { items { blog { name } } } }"),
                Identity.admin())
            .join();

    assertThat(explained.nodes())
        .extracting(Explanation.Node::estimate)
        .containsExactly(new Estimate(1, 1), new Estimate(1, 3));
    assertThat(explained.toString()).contains("at most 2 calls, 4.0 units");
    assertThat(explained.toMap()).containsEntry("estimatedUnits", 4.0);
  }

  @Test
  void whatIsNoRequestHasNoEstimate() {
    assertThat(backend.estimate(DataRequest.of("{ nope }")).errors()).hasSize(1);
    assertThat(backend.estimate(DataRequest.of("{ listPosts")).errors()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ getPost(id: 1) { title } } | 1",
        "{ listPosts(limit: 7) { items { title } } } | 2",
        "{ listPosts(limit: 3) { items { blog { name } } } } | 2",
        "{ getBlog(id: \"b\") { posts(limit: 15) { items { id } } } } | 3",
        "mutation { createPost(input: {id: \"at\", title: \"t\"}) { id } } | 2",
        "mutation { updatePost(input: {id: \"p1\", title: \"t1\"}) { id } } | 3",
      })
  void whatStandsAtTheLimitIsAnsweredAndWhatStandsBeyondItIsNot(String query, int units) {
    if (units > 1) {
      try (Pergola below = backend(Limits.builder().maxCapacityUnits(units - 1).build())) {
        DataResponse refused = run(below, query);

        assertThat(refused.errors())
            .isNotEmpty()
            .extracting(DataError::errorType)
            .containsOnly("CapacityExceeded");
        assertThat(refused.errors().get(0).message())
            .isEqualTo(
                "The request would take more than %d capacity units; ask for fewer records or relations."
                    .formatted(units - 1));
        assertThat(text(run(backend, "{ getPost(id: \"at\") { id } }"))).contains("null");
      }
    }
    try (Pergola at = backend(Limits.builder().maxCapacityUnits(units).build())) {
      assertThat(run(at, query).errors()).isEmpty();
    }
    run(backend, "mutation { deletePost(input: {id: \"at\"}) { id } }");
  }

  @Test
  void aTransactionTakesNoMoreEither() {
    try (Pergola little = backend(Limits.builder().maxCapacityUnits(3).build())) {
      DataClient admin = little.client(Identity.admin());
      client.clear();

      assertThat(
              admin
                  .transact(
                      admin.model("Post").create(Map.of("id", "t1", "title", "t")),
                      admin.model("Post").create(Map.of("id", "t2", "title", "t")))
                  .answer()
                  .join()
                  .errors())
          .extracting(DataError::errorType)
          .containsExactly("CapacityExceeded");
      assertThat(client.calls()).isEqualTo("none");
    }
  }

  @Test
  void rootFieldsShareWhatARequestMayTake() {
    try (Pergola two = backend(Limits.builder().maxCapacityUnits(2).build())) {
      DataResponse response =
          run(
              two,
              "{ a: getPost(id: \"p1\") { id } b: getPost(id: \"p2\") { id } c: getPost(id: \"p3\") { id } }");

      assertThat(response.errors()).hasSize(1);
      assertThat(text(response)).contains("\"a\":{\"id\":\"p1\"}", "\"c\":null");
    }
  }

  /** What a page has not used is there for those after it. */
  @Test
  void whatIsNotUsedIsGivenBack() {
    try (Pergola some = backend(Limits.builder().maxCapacityUnits(26).build())) {
      DataResponse response = run(some, "{ listBlogs { items { posts { items { id } } } } }");

      assertThat(response.errors()).isEmpty();
      assertThat(text(response)).contains("p0", "p19");
    }
  }

  @Test
  void aFilteredListingLooksAtFewerRows() {
    String query =
        "{ listPosts(filter: {title: {ne: \"no\"}}, limit: 5) { items { id } nextToken } }";
    try (Pergola little = backend(Limits.builder().maxCapacityUnits(2).build())) {
      client.clear();
      DataResponse response = run(little, query);

      assertThat(response.errors()).isEmpty();
      assertThat(text(response).split("\"id\"", -1)).hasSize(6);
      assertThat(client.units()).isLessThanOrEqualTo(2);
    }
    String rare =
        "{ listPosts(filter: {title: {eq: \"no\"}}, limit: 5) { items { id } nextToken } }";
    try (Pergola little = backend(Limits.builder().maxCapacityUnits(2).build())) {
      DataResponse response = run(little, rare);

      assertThat(response.errors()).isEmpty();
      assertThat(text(response)).contains("\"items\":[]").doesNotContain("\"nextToken\":null");
    }
  }

  private Pergola backend(Limits limits) {
    return Pergola.builder(SCHEMA)
        .store(
            DynamoDbStore.builder(client)
                .tableNames(TableNames.prefixed(prefix))
                .createTables(true)
                .pointInTimeRecovery(false)
                .deletionProtection(false)
                .build())
        .limits(limits)
        .authorizationModes(modes -> modes.hostOnly(Mode.API_KEY))
        .build();
  }

  private static DataResponse run(Pergola backend, String query) {
    return backend.execute(DataRequest.of(query), Identity.admin()).join();
  }

  private static String text(DataResponse response) {
    return new String(response.toJson(), StandardCharsets.UTF_8);
  }
}
