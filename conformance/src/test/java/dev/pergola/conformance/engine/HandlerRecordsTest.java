package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pergola.dsl.FieldType;
import dev.pergola.dsl.Schema;
import dev.pergola.handler.OperationHandler;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What handlers give that is more than strings and numbers: records of the backend, and times. */
class HandlerRecordsTest {

  private static final String ID = "00000000-0000-0000-0000-000000000007";
  private static final Map<String, Object> DOC =
      Map.of(
          "id",
          ID,
          "note",
          "\"1\"",
          "notes",
          Arrays.asList("{\"a\":[1.5]}", null, "\"x\""),
          "place",
          Map.of("shelf", "\"true\"", "city", "Krakow"),
          "seen",
          -5,
          "day",
          "1961-01-01",
          "site",
          "https://example.com/a");

  private static final String SELECTED = "{id note notes place{shelf city} seen day site}";

  private static final String CREATE =
      "mutation($of: CreateDocInput!){createDoc(input: $of)" + SELECTED + "}";

  record Values(
      UUID id,
      Object note,
      List<@Nullable Object> notes,
      Place place,
      Instant seen,
      LocalDate day,
      URI site) {}

  record Place(Object shelf, String city) {}

  record Texts(
      UUID id,
      String note,
      List<@Nullable String> notes,
      TextPlace place,
      @Nullable Long seen,
      String day,
      String site) {}

  record TextPlace(String shelf, String city) {}

  static Stream<Named<OperationHandler>> passingOn() {
    return Stream.of(
        named("a map", call -> call.client().model("Doc").get(ID).join().orElseThrow()),
        named("what may be a map", call -> call.client().model("Doc").get(ID).join()),
        named("a stage", call -> call.client().model("Doc").get(ID).start()),
        named("an element", call -> call.client().model("Doc").list().join().items().get(0)),
        named("values", call -> call.client().model("Doc").as(Values.class).get(ID).join()),
        named("texts", call -> call.client().model("Doc").as(Texts.class).get(ID).join()),
        named(
            "what another operation gave",
            call -> call.client().queries().call("given").as(Map.class).join()));
  }

  @ParameterizedTest
  @MethodSource
  void passingOn(OperationHandler handler) {
    try (Bench bench = new Bench(asking(a.ref("Doc"), handler))) {
      String stored = bench.run(KEY, CREATE, Map.of("of", DOC)).data().replace("createDoc", "ask");

      assertThat(stored).contains("'note':'\\'1\\''", "'notes':['{\\'a\\':[1.5]}',null,'\\'x\\'']");
      assertThat(bench.run(KEY, "{ask" + SELECTED + "}").data()).isEqualTo(stored);
    }
  }

  @Test
  void aListOfWhatIsPassedOnIsAsWhatWasRead() {
    OperationHandler all = call -> call.client().model("Doc").list().join().items();
    try (Bench bench = new Bench(asking(a.ref("Doc").array(), all))) {
      String stored =
          bench
              .run(KEY, CREATE, Map.of("of", DOC))
              .data()
              .replace("{'createDoc':{", "{'ask':[{")
              .replaceAll("}}$", "}]}");

      assertThat(bench.run(KEY, "{ask" + SELECTED + "}").data()).isEqualTo(stored);
    }
  }

  /** What a handler makes itself has JSON as the value, also where that is a text. */
  @Test
  void inAMapOfTheHandlersOwnJsonIsTheValue() {
    Map<String, Object> own = new HashMap<>(Map.of("id", ID, "note", "1", "day", LocalDate.EPOCH));
    own.put("place", Map.of("shelf", List.of("a", 1), "city", "Krakow", "other", 1));
    own.put("notes", new Object[] {"x", null, Map.of("a", new int[] {1})});
    try (Bench bench = new Bench(asking(a.ref("Doc"), call -> own))) {
      assertThat(bench.run(KEY, "{ask{note notes place{shelf} day}}").data())
          .isEqualTo(
              "{'ask':{'note':'\\'1\\'','notes':['\\'x\\'',null,'{\\'a\\':[1]}'],"
                  + "'place':{'shelf':'[\\'a\\',1]'},'day':'1970-01-01'}}");
    }
  }

  @Test
  void aTextThatShouldBeJsonAndIsNotIsNull() {
    OperationHandler broken =
        call -> new Texts(UUID.randomUUID(), "{", List.of(), new TextPlace("1", "x"), 1L, "", "");
    try (Bench bench = new Bench(asking(a.ref("Doc"), broken))) {
      Answer answer = bench.run(KEY, "{ask{note place{shelf}}}");

      assertThat(answer.dataBesideErrors())
          .isEqualTo("{'ask':{'note':null,'place':{'shelf':'1'}}}");
      assertThat(answer.error()).startsWith("at ask/note: Can't serialize value (/ask/note) : ");
    }
  }

  static Stream<Arguments> times() {
    return Stream.of(
        arguments(a.date(), LocalDate.EPOCH, "'1970-01-01'"),
        arguments(a.time(), LocalTime.NOON, "'12:00'"),
        arguments(a.datetime(), Instant.EPOCH, "'1970-01-01T00:00:00.000Z'"),
        arguments(a.timestamp(), Instant.ofEpochSecond(-5), "-5"),
        arguments(a.url(), URI.create("https://example.com/a"), "'https://example.com/a'"),
        arguments(a.id(), new UUID(0, 1), "'00000000-0000-0000-0000-000000000001'"),
        arguments(a.date().array(), Set.of(LocalDate.EPOCH), "['1970-01-01']"));
  }

  @ParameterizedTest
  @MethodSource
  void times(FieldType type, Object given, String answered) {
    try (Bench bench = new Bench(asking(type, call -> given))) {
      assertThat(bench.run(KEY, "{ask}").data()).isEqualTo("{'ask':" + answered + "}");
    }
  }

  private static Schema asking(FieldType type, OperationHandler handler) {
    return a.schema(
            a.customType("Place").field("shelf", a.json()).field("city", a.string()),
            a.model("Doc")
                .field("note", a.json())
                .field("notes", a.json().array())
                .field("place", a.ref("Place"))
                .field("seen", a.timestamp())
                .field("day", a.date())
                .field("site", a.url()),
            a.query("ask")
                .returns(type)
                .handler(a.handler.function(handler))
                .authorization(allow.publicApiKey()),
            a.query("given")
                .returns(a.ref("Doc"))
                .handler(a.handler.function(call -> call.client().model("Doc").get(ID).start()))
                .authorization(allow.publicApiKey()))
        .authorization(allow.publicApiKey());
  }
}
