package dev.pergola.conformance.engine;

import static dev.pergola.client.Condition.where;
import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.conformance.engine.Callers.BOB;
import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.auth.Identity;
import dev.pergola.client.Condition;
import dev.pergola.client.DataException;
import dev.pergola.client.ModelClient;
import dev.pergola.client.Page;
import dev.pergola.client.SortDirection;
import dev.pergola.dsl.Schema;
import dev.pergola.request.DataError;
import dev.pergola.request.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls in process come to the same as requests that say the same. */
class ModelClientTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Post")
              .field("title", a.string().required().validate(v -> v.minLength(2)))
              .field("stars", a.integer())
              .field("status", a.enumOf("DRAFT", "LIVE"))
              .field("place", a.customType().field("city", a.string()).field("zip", a.string()))
              .field("comments", a.hasMany("Comment", "postId"))
              .secondaryIndexes(a.index("status").sortKeys("stars").queryField("postsByStatus"))
              .authorization(allow.publicApiKey(), allow.owner()),
          a.model("Comment")
              .field("text", a.string())
              .field("postId", a.id())
              .field("post", a.belongsTo("Post", "postId"))
              .authorization(allow.publicApiKey(), allow.authenticated().to(READ)),
          a.model("Slot")
              .field("room", a.string().required())
              .field("date", a.date().required())
              .field("seq", a.integer().required())
              .field("note", a.string())
              .identifier("room", "date", "seq")
              .authorization(allow.publicApiKey()),
          a.model("Payslip")
              .field("name", a.string())
              .field("salary", a.integer().authorization(allow.owner()))
              .authorization(allow.owner(), allow.authenticated().to(READ)));

  private final FaultyStore store = new FaultyStore();
  private final Bench bench = new Bench(SCHEMA, store, builder -> builder);
  private final ModelClient<Map<String, @Nullable Object>> posts = model(KEY, "Post");

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aRecordIsCreatedReadChangedAndDeleted() {
    Map<String, @Nullable Object> created =
        posts.create(Map.of("title", "Dawn", "place", Map.of("city", "Rome"))).join();

    assertThat(created)
        .containsEntry("id", "id-1")
        .containsEntry("title", "Dawn")
        .containsEntry("stars", null)
        .containsEntry("createdAt", Bench.NOW_TEXT)
        .containsKey("owner")
        .doesNotContainKey("comments");
    assertThat(posts.get("id-1").join()).contains(created);
    assertThat(posts.update(Map.of("id", "id-1", "stars", 3)).set("title", "Dusk").join())
        .containsEntry("title", "Dusk")
        .containsEntry("stars", 3);
    assertThat(posts.delete("id-1").join()).containsEntry("title", "Dusk");
    assertThat(posts.get("id-1").join()).isEmpty();
  }

  @Test
  void aNullInAMapClearsAField() {
    posts.create(Map.of("title", "Dawn", "stars", 3)).join();
    Map<String, @Nullable Object> input = new HashMap<>();
    input.put("id", "id-1");
    input.put("stars", null);

    assertThat(posts.update(input).join()).containsEntry("stars", null);
    assertThat(posts.list().filter(where("stars").attributeExists(false)).join().items())
        .hasSize(1);
  }

  @Test
  void aListingIsFilteredAndPaged() {
    posts(7);

    Page<Map<String, @Nullable Object>> first =
        posts.list().filter(where("stars").gt(2).and(where("title").ne("t5"))).limit(2).join();
    Page<Map<String, @Nullable Object>> second =
        posts
            .list()
            .filter(
                Map.of(
                    "and", List.of(where("stars").gt(2).toMap(), where("title").ne("t5").toMap())))
            .limit(2)
            .nextToken(first.nextToken())
            .join();

    assertThat(first.hasNext()).isTrue();
    assertThat(second.hasNext()).isFalse();
    assertThat(titles(Stream.concat(first.items().stream(), second.items().stream())))
        .containsExactlyInAnyOrder("t3", "t4", "t6");
    assertThat(titles(posts.list().limit(3).stream())).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void aStreamReadsNoPageThatNobodyAsksFor() {
    posts(7);
    int before = store.calls();

    assertThat(posts.list().limit(2).stream().limit(3)).hasSize(3);

    assertThat(store.calls() - before).isEqualTo(2);
  }

  @Test
  void anIndexIsAskedByItsQueryOrItsName() {
    posts(5);

    Page<Map<String, @Nullable Object>> page =
        posts
            .query("postsByStatus")
            .key("status", "LIVE")
            .sortKey(where("stars").between(1, 3))
            .sortDirection(SortDirection.DESC)
            .join();

    assertThat(titles(page.items().stream())).containsExactly("t3", "t2", "t1");
    assertThat(posts.query("postsByStatusAndStars").key("status", Status.LIVE).join().items())
        .hasSize(5);
  }

  @Test
  void aCompositeKeyIsGivenInItsOrderOrByName() {
    ModelClient<Map<String, @Nullable Object>> slots = model(KEY, "Slot");
    for (int seq = 0; seq < 3; seq++) {
      slots.create(Map.of("room", "r", "date", "2024-01-0" + (seq + 1), "seq", seq)).join();
    }

    assertThat(slots.get("r", "2024-01-02", 1).join()).isPresent();
    assertThat(slots.get(Map.of("room", "r", "date", "2024-01-02", "seq", 1)).join()).isPresent();
    assertThat(
            slots
                .list()
                .key("room", "r")
                .sortKey(where("dateSeq").ge(Map.of("date", java.time.LocalDate.of(2024, 1, 2))))
                .join()
                .items())
        .hasSize(2);
    assertThatThrownBy(() -> slots.get("r", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Model 'Slot': 2 values are given for its key, which is [room, date, seq].");
    assertThatThrownBy(() -> slots.delete(Map.of("room", "r", "datum", "x", "seq", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("which is [room, date, seq]");
  }

  @Test
  void pathsSelectFieldsAndRelations() {
    posts(1);
    ModelClient<Map<String, @Nullable Object>> comments = model(KEY, "Comment");
    for (int i = 0; i < 3; i++) {
      comments.create(Map.of("id", "c" + i, "text", "x" + i, "postId", "p0")).join();
    }

    assertThat(comments.select("text", "post.title", "post.place.city").get("c1").join())
        .contains(
            Map.of("text", "x1", "post", Map.of("title", "t0", "place", Map.of("city", "Rome"))));
    Map<String, @Nullable Object> post =
        posts
            .select("id", "comments.text", "comments.post.id")
            .get("p0")
            .related("comments", page -> page.limit(2).filter(where("text").ne("x0")))
            .join()
            .orElseThrow();
    assertThat(post.toString())
        .isEqualTo(
            "{id=p0, comments={items=[{text=x1, post={id=p0}}, {text=x2, post={id=p0}}], nextToken=null}}");
    assertThatThrownBy(() -> posts.select("comments.author.name"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Path 'comments.author.name': 'author' is no field of 'Comment'; it has id, text, postId");
    assertThatThrownBy(() -> posts.list().related("comments", page -> page.limit(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Path 'comments': the call reads no hasMany relation there.");
  }

  @Test
  void aChildPageIsContinuedByItsOwnToken() {
    posts(1);
    for (int i = 0; i < 3; i++) {
      model(KEY, "Comment").create(Map.of("id", "c" + i, "postId", "p0")).join();
    }
    var call = posts.select("comments.id").get("p0").related("comments", page -> page.limit(2));

    Map<?, ?> first = (Map<?, ?>) call.join().orElseThrow().get("comments");
    String token = (String) first.get("nextToken");

    assertThat(token).isNotNull();
    assertThat(call.related("comments", page -> page.nextToken(token)).join().orElseThrow())
        .hasToString("{comments={items=[{id=c2}], nextToken=null}}");
  }

  static Stream<Identity> callers() {
    return Stream.of(KEY, ALICE, BOB, Callers.ADMIN);
  }

  @ParameterizedTest
  @MethodSource("callers")
  void aCallSeesWhatARequestSees(Identity caller) {
    posts(3);
    model(ALICE, "Post").create(Map.of("id", "pa", "title", "of alice")).join();

    List<String> called = titles(model(caller, "Post").list().join().items().stream());

    List<String> requested = new ArrayList<>();
    bench
        .run(caller, "{listPosts{items{title}}}")
        .at("/listPosts/items")
        .forEach(post -> requested.add(post.at("/title").asString()));
    assertThat(called).isEqualTo(requested).hasSize(caller == ALICE ? 1 : caller == BOB ? 0 : 4);
  }

  @Test
  void whatTheRulesForbidFailsWithTheErrorOfTheApi() {
    model(ALICE, "Post").create(Map.of("id", "pa", "title", "of alice")).join();

    assertThatThrownBy(() -> model(BOB, "Post").get("pa").join())
        .isInstanceOfSatisfying(
            DataException.class,
            refused -> {
              assertThat(refused.errorType()).contains("Unauthorized");
              assertThat(refused.partial()).isEmpty();
              assertThat(refused)
                  .hasMessage("Not Authorized to access getPost on type Query (Unauthorized)");
              assertThat(refused.errors())
                  .singleElement()
                  .satisfies(error -> assertThat(error.locations()).isNull())
                  .extracting(DataError::path)
                  .isEqualTo(List.of("getPost"));
            });
    assertThatThrownBy(() -> model(BOB, "Comment").create(Map.of("text", "x")).join())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("createComment");
    assertThat(model(BOB, "Post").list().join().items()).isEmpty();
  }

  @Test
  void whatMayNotBeReadIsMissingFromTheAnswerAndNamedInItsErrors() {
    model(ALICE, "Payslip").create(Map.of("id", "s", "name", "Alice", "salary", 7)).join();

    var answer = model(BOB, "Payslip").select("name", "salary").get("s").answer().join();

    assertThat(answer.toOptional().orElseThrow().orElseThrow())
        .hasToString("{name=Alice, salary=null}");
    assertThat(answer.errors())
        .extracting(DataError::path)
        .containsExactly(List.of("getPayslip", "salary"));
    assertThatThrownBy(() -> model(BOB, "Payslip").get("s").join())
        .isInstanceOfSatisfying(
            DataException.class, partly -> assertThat(partly.partial()).isPresent());
    assertThat(model(ALICE, "Payslip").get("s").join().orElseThrow()).containsEntry("salary", 7);
  }

  @Test
  void conditionsAndChecksAreThoseOfTheApi() {
    posts(1);

    assertThatThrownBy(
            () ->
                posts
                    .update(Map.of("id", "p0", "title", "xx"))
                    .condition(where("stars").gt(5))
                    .join())
        .isInstanceOfSatisfying(
            DataException.class,
            failed ->
                assertThat(failed.errorType())
                    .contains("DynamoDB:ConditionalCheckFailedException"));
    assertThatThrownBy(() -> posts.create(Map.of("title", "x")).join())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("must have a minimum length of");
    assertThatThrownBy(() -> posts.create(Map.of("title", "xx", "titel", "x")).join())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'titel'")
        .hasMessageContaining("CreatePostInput");
    assertThatThrownBy(() -> posts.list().limit(0).join()).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> posts.list().nextToken("made up").join())
        .isInstanceOf(DataException.class);
    assertThat(posts.list().join().items()).hasSize(1);
  }

  @Test
  void whatIsMissingIsToldInTheWordsOfTheApi() {
    assertThatThrownBy(() -> posts.create(Map.of("stars", 1)).join())
        .isInstanceOf(DataException.class)
        .hasMessage(
            "Variable 'input' has coerced Null value for NonNull type 'String!' (field 'title')");
    assertThatThrownBy(() -> posts.update(Map.of("title", "xx")).join())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("(field 'id')");
    assertThatThrownBy(() -> posts.get((Object) null).join())
        .isInstanceOfSatisfying(
            DataException.class,
            refused ->
                assertThat(refused.errors())
                    .singleElement()
                    .satisfies(
                        error -> {
                          assertThat(error.message())
                              .isEqualTo(
                                  "Variable 'id' has coerced Null value for NonNull type 'ID!'");
                          assertThat(error.locations()).isNull();
                        }));
  }

  @Test
  void aCallTakesTheStoreCallsOfItsRequest() {
    posts(3);
    int before = store.calls();

    assertThat(posts.select("title", "comments.post.title").list().join().items()).hasSize(3);

    assertThat(store.calls() - before).isEqualTo(2);
  }

  @Test
  void limitsOfRequestsHoldForCalls() {
    try (Bench tight =
        new Bench(SCHEMA, builder -> builder.limits(Limits.builder().maxDepth(4).build()))) {
      ModelClient<?> deep =
          tight.backend().client(KEY).model("Post").select("comments.post.comments.post.id");

      assertThatThrownBy(() -> deep.list().join())
          .isInstanceOf(DataException.class)
          .hasMessageContaining("depth");
    }
    assertThatThrownBy(() -> posts.create(Map.of("title", nested(200))).join())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> posts.create(Map.of("title", nested(80))).join())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("deeper than 64");
  }

  @Test
  void whatHasNotBegunWhenACallIsCancelledDoesNotBegin() {
    posts(2);
    store.hold();
    int before = store.calls();
    CompletableFuture<?> listing = posts.select("title", "comments.id").list().start();

    assertThat(listing.cancel(true)).isTrue();
    store.release();

    assertThat(store.calls() - before).isEqualTo(1);
  }

  @Test
  void anInterruptEndsTheWaiting() {
    store.hold();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> posts.list().join()).isInstanceOf(CancellationException.class);

    assertThat(Thread.interrupted()).isTrue();
    store.release();
  }

  @Test
  void mistakesInNamesAreToldWhereTheyAreMade() {
    assertThatThrownBy(() -> bench.backend().client(KEY).model("Pots"))
        .hasMessage("There is no model 'Pots'. Known models: Comment, Payslip, Post, Slot.");
    assertThatThrownBy(() -> posts.query("byStars"))
        .hasMessageContaining("has no index query 'byStars'; it has postsByStatus");
    assertThatThrownBy(() -> posts.list().key("id", "x")).hasMessageContaining("goes by no key");
    assertThatThrownBy(() -> posts.query("postsByStatus").key("stars", 1))
        .hasMessage("postsByStatus goes by 'status', not by 'stars'.");
    assertThatThrownBy(() -> posts.query("postsByStatus").sortKey(where("title").eq("x")))
        .hasMessageContaining("takes one operator on its sort key 'stars'");
    assertThatThrownBy(() -> posts.delete("p").set("title", "x"))
        .hasMessageContaining("takes the key and nothing else");
  }

  @Test
  void conditionsReadAsTheApiHasThem() {
    Condition condition =
        where("title").size().lt(3).or(where("stars").eq(null)).and(where("x").contains("y").not());

    assertThat(condition)
        .hasToString(
            "{and=[{or=[{title={size={lt=3}}}, {stars={eq=null}}]}, {not={x={contains=y}}}]}");
  }

  private enum Status {
    LIVE
  }

  private ModelClient<Map<String, @Nullable Object>> model(Identity caller, String name) {
    return bench.backend().client(caller).model(name);
  }

  private void posts(int count) {
    for (int i = 0; i < count; i++) {
      posts
          .create(
              Map.of(
                  "id",
                  "p" + i,
                  "title",
                  "t" + i,
                  "stars",
                  i,
                  "status",
                  Status.LIVE,
                  "place",
                  Map.of("city", "Rome")))
          .join();
    }
  }

  private static List<String> titles(Stream<Map<String, @Nullable Object>> posts) {
    return posts.map(post -> String.valueOf(post.get("title"))).toList();
  }

  private static Object nested(int levels) {
    Object value = "x";
    for (int i = 0; i < levels; i++) {
      value = List.of(value);
    }
    return value;
  }
}
