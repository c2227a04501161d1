package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.conformance.engine.Callers.BOB;
import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.request.DataRequest;
import dev.pergola.request.Explanation;
import dev.pergola.request.Explanation.Access;
import dev.pergola.request.Explanation.StoreCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a request takes is told as it was. */
class ExplainTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Post")
              .field("title", a.string())
              .field("status", a.string())
              .field("topic", a.string())
              .field("comments", a.hasMany("Comment", "postId"))
              .secondaryIndexes(
                  a.index("status").queryField("postsByStatus"),
                  a.index("topic").queryField("postsByTopic").keysOnly())
              .authorization(allow.publicApiKey()),
          a.model("Comment")
              .field("text", a.string())
              .field("postId", a.id())
              .field("post", a.belongsTo("Post", "postId"))
              .authorization(allow.publicApiKey()),
          a.model("Note").field("text", a.string()).authorization(allow.owner()),
          a.query("newest")
              .returns(a.ref("Post"))
              .handler(a.handler.function(call -> Map.of("id", "p0", "title", "t0")))
              .authorization(allow.publicApiKey()),
          a.query("busy")
              .returns(a.string())
              .handler(
                  a.handler.function(
                      call -> {
                        call.client().model("Post").select("comments.id").list().join();
                        call.adminClient().model("Note").get("none").join();
                        call.client().model("Post").get("p1").join();
                        return "done";
                      }))
              .authorization(allow.publicApiKey()));

  private final FaultyStore store = new FaultyStore();
  private final Bench bench = new Bench(SCHEMA, store, builder -> builder);

  @BeforeEach
  void fill() {
    for (int post = 0; post < 4; post++) {
      bench
          .backend()
          .client(KEY)
          .model("Post")
          .create(Map.of("id", "p" + post, "title", "t" + post, "status", post < 2 ? "A" : "B"))
          .join();
      for (int comment = 0; comment < post; comment++) {
        bench
            .backend()
            .client(KEY)
            .model("Comment")
            .create(Map.of("id", "c" + post + comment, "postId", "p" + post))
            .join();
      }
    }
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void everyNodeHasItsCalls() {
    int before = store.calls();

    Explanation explanation =
        explain(
            KEY,
            "{all:listPosts(filter:{title:{ne:\"t3\"}}){items{id comments{items{post{title}}}}}"
                + " one:getPost(id:\"p1\"){id}"
                + " some:postsByStatus(status:\"B\"){items{id}}}");

    assertThat(explanation.errors()).isEmpty();
    assertThat(explanation.nodes())
        .extracting(Explanation.Node::path)
        .containsExactly("all", "all.comments", "all.comments.post", "one", "some");
    assertThat(explanation.nodes())
        .extracting(Explanation.Node::does)
        .containsExactly(
            "list of Post",
            "relation Post.comments to Comment",
            "relation Comment.post to Post",
            "get of Post",
            "query of index postsByStatus of Post");
    assertThat(call(explanation, 0))
        .isEqualTo(call("scan", Access.SCAN, "Post", null, 0, true, 4, 3));
    assertThat(call(explanation, 1))
        .isEqualTo(call("queryAll", Access.INDEX, "Comment", "gsi-Post.comments", 3, false, 3, 3));
    assertThat(call(explanation, 2))
        .isEqualTo(call("getAll", Access.KEY, "Post", null, 2, false, 2, 2));
    assertThat(call(explanation, 3))
        .isEqualTo(call("get", Access.KEY, "Post", null, 1, false, 1, 1));
    assertThat(call(explanation, 4))
        .isEqualTo(call("query", Access.INDEX, "Post", "postsByStatus", 1, false, 2, 2));
    assertThat(explanation.storeCalls()).isEqualTo(store.calls() - before).isEqualTo(5);
    assertThat(explanation.rowsRead()).isEqualTo(12);
    assertThat(explanation.scans()).isTrue();
  }

  @Test
  void aListingThatAnIndexServesIsNoScan() {
    Explanation explanation = explain(KEY, "{listPosts(filter:{status:{eq:\"A\"}}){items{id}}}");

    assertThat(explanation.scans()).isFalse();
    assertThat(call(explanation, 0).access()).isEqualTo(Access.INDEX);
  }

  @Test
  void anIndexThatHoldsNoWholeRecordServesNoListing() {
    Explanation explanation = explain(KEY, "{listPosts(filter:{topic:{eq:\"A\"}}){items{id}}}");

    assertThat(explanation.scans()).isTrue();
  }

  @Test
  void whatIsNotNeededIsNotCalled() {
    Explanation refused = explain(BOB, "{getPost(id:\"p1\"){comments{items{id}}}}");
    Explanation missing = explain(KEY, "{getPost(id:\"none\"){comments{items{id}}}}");

    assertThat(refused.storeCalls()).isZero();
    assertThat(refused.errors())
        .extracting(error -> error.errorType())
        .containsExactly("Unauthorized");
    assertThat(missing.nodes()).extracting(node -> node.calls().size()).containsExactly(1, 0);
    assertThat(missing.rowsRead()).isZero();
  }

  @Test
  void aWriteIsRunAndTold() {
    Explanation created = explain(ALICE, "mutation{createNote(input:{id:\"n\",text:\"x\"}){id}}");
    Explanation failed = explain(BOB, "mutation{deleteNote(input:{id:\"n\"}){id}}");

    assertThat(call(created, 0)).isEqualTo(call("put", Access.WRITE, "Note", null, 1, true, 1, 1));
    assertThat(call(failed, 0).failed()).isTrue();
    assertThat(bench.backend().client(ALICE).model("Note").get("n").join()).isPresent();
  }

  @Test
  void whatAHandlerAnswersIsFollowed() {
    Explanation explanation = explain(KEY, "{newest{comments{items{id}}}}");

    assertThat(explanation.nodes())
        .extracting(node -> node.path() + " " + node.calls().size())
        .containsExactly("newest 0", "newest.comments 1");
  }

  @Test
  void whatAHandlerAsksStandsBelowIt() {
    Explanation explanation = explain(KEY, "{x:busy one:getPost(id:\"p1\"){id}}");

    assertThat(explanation.nodes())
        .extracting(node -> "%s %s %d".formatted(node.path(), node.does(), node.calls().size()))
        .containsExactly(
            "x custom operation busy 0",
            "x#1.listPosts list of Post 1",
            "x#1.listPosts.comments relation Post.comments to Comment 1",
            "x#2.getNote get of Note 1",
            "x#3.getPost get of Post 1",
            "one get of Post 1");
    assertThat(explanation.rowsRead()).isEqualTo(4 + 6 + 0 + 1 + 1);
    assertThat(explanation.scans()).isTrue();
  }

  @Test
  void aCallInProcessIsExplainedAsWell() {
    var posts = bench.backend().client(KEY).model("Post");

    Explanation listed = posts.query("postsByStatus").key("status", "A").explain().join();
    Explanation created = posts.create(Map.of("id", "new")).explain().join();
    Explanation got = posts.get("new").explain().join();
    Explanation refused = posts.list().filter(Map.of("nothing", Map.of("eq", 1))).explain().join();

    assertThat(call(listed, 0))
        .isEqualTo(call("query", Access.INDEX, "Post", "postsByStatus", 1, false, 2, 2));
    assertThat(call(created, 0)).isEqualTo(call("put", Access.WRITE, "Post", null, 1, true, 1, 1));
    assertThat(call(got, 0)).isEqualTo(call("get", Access.KEY, "Post", null, 1, false, 1, 1));
    assertThat(refused.nodes()).isEmpty();
    assertThat(refused.errors()).hasSize(1);
  }

  @Test
  void aRequestThatIsNotPlannedHasNoNodes() {
    Explanation explanation = explain(KEY, "{nothing}");

    assertThat(explanation.nodes()).isEmpty();
    assertThat(explanation.errors()).hasSize(1);
  }

  @Test
  void itReadsAsTextAndAsData() {
    Explanation explanation = explain(KEY, "{listPosts{items{id comments{items{id}}}}}");

    assertThat(explanation.toString().replaceAll("\\d+ us", "- us"))
        .isEqualTo(
            """
            listPosts: list of Post
              scan of Post, row after row: 4 rows read, 4 given, - us
            listPosts.comments: relation Post.comments to Comment
              queryAll of Comment through index gsi-Post.comments, 4 keys: 6 rows read, 6 given, - us
            2 store calls, 10 rows read
            """);
    assertThat(explanation.toMap()).containsEntry("storeCalls", 2).containsEntry("rowsRead", 10);
    assertThat(((Map<?, ?>) ((List<?>) explanation.toMap().get("nodes")).get(1)).get("path"))
        .isEqualTo("listPosts.comments");
  }

  private Explanation explain(Identity caller, String query) {
    return bench.backend().explain(DataRequest.of(query), caller).join();
  }

  /** The only call of a node, without the time that it took. */
  private static StoreCall call(Explanation explanation, int node) {
    List<StoreCall> calls = explanation.nodes().get(node).calls();
    assertThat(calls).hasSize(1);
    StoreCall call = calls.get(0);
    return new StoreCall(
        call.method(),
        call.access(),
        call.table(),
        call.index(),
        call.parts(),
        call.filtered(),
        call.rowsRead(),
        call.rowsGiven(),
        0,
        call.failed());
  }

  private static StoreCall call(
      String method,
      Access access,
      String table,
      @Nullable String index,
      int parts,
      boolean filtered,
      int read,
      int given) {
    return new StoreCall(method, access, table, index, parts, filtered, read, given, 0, false);
  }
}
