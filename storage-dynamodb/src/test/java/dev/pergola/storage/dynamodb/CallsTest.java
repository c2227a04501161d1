package dev.pergola.storage.dynamodb;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.Pergola;
import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.client.Call;
import dev.pergola.client.Committed;
import dev.pergola.client.DataClient;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Mode;
import dev.pergola.request.DataRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pins which calls each kind of request makes and what they take, and the table in the papers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallsTest {

  private static final int POSTS = 20;
  private static final String NONE = "has none";
  private static final Identity CALLER =
      Identity.userPool(Claims.of(Map.of("sub", "s1", "username", "ann")));
  private static final Path PAPER = Path.of("..", "docs", "dynamodb.md");

  private static final Schema SCHEMA =
      a.schema(
          a.model("Blog")
              .field("name", a.string())
              .field("posts", a.hasMany("Post", "blogId"))
              .authorization(allow.owner()),
          a.model("Post")
              .field("title", a.string())
              .field("rank", a.integer())
              .field("blogId", a.id())
              .field("blog", a.belongsTo("Blog", "blogId"))
              .field("comments", a.hasMany("Comment", "postId"))
              .secondaryIndexes(a.index("title").queryField("postsByTitle"))
              .authorization(allow.owner()),
          a.model("Comment")
              .field("text", a.string())
              .field("postId", a.id())
              .field("post", a.belongsTo("Post", "postId"))
              .authorization(allow.owner()));

  private final RecordingClient client = new RecordingClient(LocalDynamoDb.client());
  private Pergola backend;

  @BeforeAll
  void plant() {
    backend =
        Pergola.builder(SCHEMA)
            .store(
                DynamoDbStore.builder(client)
                    .tableNames(
                        TableNames.prefixed("calls" + UUID.randomUUID().toString().substring(0, 8)))
                    .createTables(true)
                    .pointInTimeRecovery(false)
                    .deletionProtection(false)
                    .build())
            .authorizationModes(modes -> modes.hostOnly(Mode.USER_POOL))
            .build();
    for (int i = 0; i < POSTS; i++) {
      run("mutation { createBlog(input: {id: \"b%d\", name: \"n\"}) { id } }".formatted(i));
      run(
          "mutation { createPost(input: {id: \"p%d\", blogId: \"b%d\", title: \"t\", rank: %d}) { id } }"
              .formatted(i, i, i));
      run("mutation { createComment(input: {postId: \"p%d\", text: \"c\"}) { id } }".formatted(i));
    }
  }

  @AfterAll
  void close() {
    backend.close();
  }

  static Stream<Kind> kinds() {
    return Stream.of(
        new Kind("get", "{ getPost(id: \"p1\") { title } }", "1 GetItem", "1 (the same)"),
        new Kind("get of nothing", "{ getPost(id: \"none\") { title } }", "1 GetItem", "1"),
        new Kind("list", "{ listPosts { items { title } } }", "1 Scan", "1"),
        new Kind(
            "list, limit 5", "{ listPosts(limit: 5) { items { id } nextToken } }", "1 Scan", "1"),
        new Kind(
            "list with a filter",
            "{ listPosts(filter: {rank: {lt: 10}}) { items { title } } }",
            "1 Scan",
            "1, of which a page may be empty"),
        new Kind(
            "query of an index", "{ postsByTitle(title: \"t\") { items { id } } }", "1 Query", "1"),
        new Kind(
            "20 records, belongsTo",
            "{ listPosts { items { title blog { name } } } }",
            "1 BatchGetItem, 1 Scan",
            "21"),
        new Kind(
            "20 records, hasMany",
            "{ listPosts { items { title comments { items { text } } } } }",
            "20 Query, 1 Scan",
            "21"),
        new Kind(
            "1 record, hasMany, belongsTo back",
            "{ getBlog(id: \"b1\") { posts { items { blog { name } } } } }",
            "1 BatchGetItem, 1 GetItem, 1 Query",
            "3"),
        new Kind(
            "create",
            "mutation { createPost(input: {id: \"new\", title: \"t\"}) { id } }",
            "1 PutItem",
            "1"),
        new Kind(
            "update",
            "mutation { updatePost(input: {id: \"new\", title: \"u\"}) { title } }",
            "1 UpdateItem",
            "2: the authorization reads first"),
        new Kind(
            "update with a condition that fails",
            "mutation { updatePost(input: {id: \"new\", title: \"v\"}, condition: {title: {eq: \"x\"}}) { title } }",
            "1 UpdateItem",
            "2"),
        new Kind(
            "delete",
            "mutation { deletePost(input: {id: \"new\"}) { title } }",
            "1 DeleteItem",
            "2: the authorization reads first"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aRequestMakesTheseCallsAndNoOther(Kind kind) {
    if (kind.name().startsWith("update") || kind.name().equals("delete")) {
      run("mutation { createPost(input: {id: \"new\", title: \"t\"}) { id } }");
    } else {
      run("mutation { deletePost(input: {id: \"new\"}) { id } }");
    }

    client.clear();
    run(kind.query());

    assertThat(client.calls()).isEqualTo(kind.calls());
  }

  @Test
  void aTransactionIsOneCallAndOneMoreForWhatIsThere() {
    client.clear();
    created("calls").join();
    assertThat(client.calls()).isEqualTo("1 TransactWriteItems");

    client.clear();
    changed("calls").join();
    assertThat(client.calls()).isEqualTo("1 TransactGetItems, 1 TransactWriteItems");
  }

  private Call<Committed> created(String id) {
    DataClient ann = backend.client(CALLER);
    return ann.transact(
        ann.model("Blog").create(Map.of("id", id, "name", "n")),
        ann.model("Post").create(Map.of("id", id, "title", "t")));
  }

  private Call<Committed> changed(String id) {
    DataClient ann = backend.client(CALLER);
    return ann.transact(
        ann.model("Blog").update(Map.of("id", id, "name", "m")), ann.model("Post").delete(id));
  }

  /** To write it anew: run with {@code -Dpergola.write=true}. */
  @Test
  void theTableInThePapersIsWhatWasMeasured() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("| request | calls | units | the original's resolvers |");
    lines.add("| --- | --- | --- | --- |");
    run("mutation { deletePost(input: {id: \"new\"}) { id } }");
    for (Kind kind : kinds().toList()) {
      lines.add(measured(kind.name(), () -> run(kind.query()), kind.original()));
    }
    lines.add(measured("transaction of 2 creates", () -> created("units").join(), NONE));
    lines.add(
        measured("transaction of an update and a delete", () -> changed("units").join(), NONE));
    String table = String.join("\n", lines) + "\n";

    String paper = Files.readString(PAPER);
    if (Boolean.getBoolean("pergola.write")) {
      paper = paper.replaceAll("(?s)(<!-- measured -->\n).*?(<!-- end -->)", "$1" + table + "$2");
      Files.writeString(PAPER, paper);
    }

    assertThat(paper).contains(table);
  }

  private String measured(String name, Runnable request, String original) {
    client.clear();
    request.run();
    return "| %s | %s | %s | %s |"
        .formatted(
            name, client.calls(), String.format(Locale.ROOT, "%.1f", client.units()), original);
  }

  private void run(String query) {
    backend.execute(DataRequest.of(query), CALLER).join();
  }

  /**
   * One kind of request.
   *
   * @param original the calls that Amplify's resolvers make for it
   */
  record Kind(String name, String query, String calls, String original) {
    @Override
    public String toString() {
      return name;
    }
  }
}
