package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.client.DataException;
import dev.pergola.client.Operations;
import dev.pergola.client.RecordMappingException;
import dev.pergola.dsl.CustomCall;
import dev.pergola.dsl.Schema;
import dev.pergola.handler.OperationException;
import dev.pergola.handler.OperationHandler;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Custom operations called in process, as one caller, on plain values and on records. */
class OperationClientTest {

  private static final Schema SCHEMA =
      a.schema(
          a.enumType("Mood", "GOOD", "BAD"),
          a.customType("Place").field("city", a.string().required()).field("since", a.date()),
          a.model("Post")
              .field("title", a.string())
              .field("comments", a.hasMany("Comment", "postId"))
              .authorization(allow.publicApiKey(), allow.authenticated()),
          a.model("Comment")
              .field("text", a.string())
              .field("postId", a.id())
              .field("post", a.belongsTo("Post", "postId"))
              .authorization(allow.publicApiKey(), allow.authenticated()),
          query("greet", context -> "Hello, " + context.arguments().get("name"))
              .argument("name", a.string())
              .returns(a.string()),
          query("nothing", context -> null).returns(a.string()),
          query("founded", context -> "1961-01-02").returns(a.date()),
          query("mood", context -> "BAD").returns(a.ref("Mood")),
          query("data", context -> Map.of("k", 1)).returns(a.json()),
          query("place", context -> place("Ulm")).returns(a.ref("Place")),
          query("echo", context -> context.arguments().get("place"))
              .argument("place", a.customType().field("city", a.string()).field("since", a.date()))
              .returns(a.ref("Place")),
          query("places", context -> Arrays.asList(place("Ulm"), null))
              .returns(a.ref("Place").array()),
          query(
                  "newest",
                  context ->
                      Map.of(
                          "id",
                          "p",
                          "title",
                          "T",
                          "createdAt",
                          Bench.NOW_TEXT,
                          "updatedAt",
                          Bench.NOW_TEXT))
              .returns(a.ref("Post")),
          query(
                  "through",
                  context ->
                      context.client().queries().call("greet").argument("name", "you").join().get())
              .returns(a.string()),
          a.query("closed")
              .returns(a.string())
              .handler(a.handler.function(context -> "no"))
              .authorization(allow.publicApiKey()),
          a.mutation("fail")
              .returns(a.string())
              .handler(
                  a.handler.function(
                      context -> {
                        throw new OperationException("Not today", "Closed");
                      }))
              .authorization(allow.publicApiKey()),
          a.mutation("later")
              .handler(a.handler.function(context -> "done").async())
              .authorization(allow.publicApiKey()));

  private final Bench bench = new Bench(SCHEMA);

  record Comment(String id) {}

  record Post(String title, List<Comment> comments) {}

  record Place(String city, Optional<LocalDate> since) {}

  record Wrong(int city, String nothing) {}

  enum Mood {
    GOOD,
    BAD
  }

  enum Other {
    GOOD
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void plainValuesComeAsInTheApi() {
    assertThat(queries().call("greet", Map.of("name", "Ada")).join()).contains("Hello, Ada");
    assertThat(queries().call("greet").argument("name", null).join()).contains("Hello, null");
    assertThat(queries().call("nothing").join()).isEmpty();
    assertThat(queries().call("founded").join()).contains("1961-01-02");
    assertThat(queries().call("place").join()).contains(place("Ulm"));
    assertThat(queries().call("places").join()).contains(Arrays.asList(place("Ulm"), null));
    assertThat(queries().call("newest").join().map(OperationClientTest::titleOf)).contains("T");
  }

  @Test
  void resultsComeAsTheirTypes() {
    bench.backend().client(KEY).model("Comment").create(Map.of("id", "c", "postId", "p")).join();

    assertThat(queries().call("greet").argument("name", "Ada").as(String.class).join())
        .contains("Hello, Ada");
    assertThat(queries().call("founded").as(LocalDate.class).join())
        .contains(LocalDate.of(1961, 1, 2));
    assertThat(queries().call("mood").as(Mood.class).join()).contains(Mood.BAD);
    assertThat(queries().call("data").as(Map.class).join()).contains(Map.of("k", 1L));
    assertThat(queries().call("newest").as(Post.class).join())
        .contains(new Post("T", List.of(new Comment("c"))));
    assertThat(queries().call("nothing").as(String.class).join()).isEmpty();
    assertThat(queries().call("places").asListOf(Place.class).join().orElseThrow())
        .containsExactly(new Place("Ulm", Optional.empty()), null);
  }

  @Test
  void argumentsAreJavaValues() {
    Place place = new Place("Ulm", Optional.of(LocalDate.of(850, 1, 1)));

    assertThat(queries().call("echo").argument("place", place).as(Place.class).join())
        .contains(place);
  }

  @Test
  void whatDoesNotFitIsToldBeforeAnythingRuns() {
    Operations queries = queries();
    assertThatThrownBy(() -> queries.call("gret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("There is no custom query 'gret'. Known: closed, data, echo,");
    assertThatThrownBy(() -> queries.call("greet", Map.of("nam", 1)))
        .hasMessage("Operation 'greet' has no argument 'nam'; it has name.");
    assertThatThrownBy(() -> queries.call("place").as(String.class))
        .hasMessage(
            "Operation 'place' answers Place, which cannot come as String; use a record, or Map.");
    assertThatThrownBy(() -> queries.call("places").as(Place.class))
        .hasMessageContaining("asListOf");
    assertThatThrownBy(() -> queries.call("place").asListOf(Place.class))
        .hasMessageContaining("cannot come as a list of Place; use as.");
    assertThatThrownBy(() -> queries.call("greet").as(Integer.class))
        .hasMessageContaining("String");
    assertThatThrownBy(() -> queries.call("mood").as(Other.class)).hasMessageContaining("BAD");
    assertThatThrownBy(() -> queries.call("mood").as(Integer.class))
        .hasMessageContaining("an enum");
    assertThatThrownBy(() -> queries.call("place").as(Wrong.class))
        .isInstanceOfSatisfying(
            RecordMappingException.class, wrong -> assertThat(wrong.problems()).hasSize(2));
  }

  @Test
  void theCallersRulesHold() {
    assertThat(queries().call("closed").join()).contains("no");
    assertThatThrownBy(() -> bench.backend().client(ALICE).queries().call("closed").join())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Not Authorized to access closed on type Query");
  }

  @Test
  void mutationsAreCalledAlike() {
    Operations mutations = bench.backend().client(KEY).mutations();

    assertThat(mutations.call("later").join()).contains(Map.of("success", true));
    assertThatThrownBy(() -> mutations.call("fail").join())
        .isInstanceOfSatisfying(
            DataException.class,
            failed -> assertThat(failed.errors().get(0).errorType()).isEqualTo("Closed"));
    assertThat(mutations.call("fail").answer().join().errors()).hasSize(1);
    assertThatThrownBy(() -> mutations.call("greet")).hasMessageContaining("no custom mutation");
  }

  @Test
  void aHandlerMayCallOthersAndItIsExplained() {
    assertThat(queries().call("through").join()).contains("Hello, you");
    assertThat(queries().call("through").explain().join().nodes())
        .extracting(node -> node.path())
        .containsExactly("through", "through#1.greet");
  }

  private static @Nullable Object titleOf(Object record) {
    return ((Map<?, ?>) record).get("title");
  }

  private Operations queries() {
    return bench.backend().client(KEY).queries();
  }

  private static Map<String, @Nullable Object> place(String city) {
    Map<String, @Nullable Object> place = new HashMap<>();
    place.put("city", city);
    place.put("since", null);
    return place;
  }

  private static CustomCall query(String name, OperationHandler handler) {
    return a.query(name)
        .handler(a.handler.function(handler))
        .authorization(allow.publicApiKey(), allow.authenticated());
  }
}
