package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.PergolaBuilder;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import dev.pergola.request.Limits;
import dev.pergola.storage.Store;
import dev.pergola.storage.dynamodb.LocalDynamoDb;
import dev.pergola.storage.memory.EmbeddedStore;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records whose keys read the same when their parts are joined, on both stores. */
class JoinedKeysTest {

  /** A shelf and its books, a sign and a lamp; keys of three fields, found through all ways. */
  private static final Schema SCHEMA =
      a.schema(
              a.model("Shelf")
                  .field("hall", a.string().required())
                  .field("row", a.string().required())
                  .field("place", a.string().required())
                  .field("books", a.hasMany("Book", "hall", "row", "place"))
                  .field("sign", a.hasOne("Sign", "hall", "row", "place"))
                  .identifier("hall", "row", "place"),
              a.model("Book")
                  .field("title", a.string())
                  .field("hall", a.string())
                  .field("row", a.string())
                  .field("place", a.string())
                  .field("shelf", a.belongsTo("Shelf", "hall", "row", "place"))
                  .secondaryIndexes(
                      a.index("hall")
                          .sortKeys("row", "place")
                          .name("byPlace")
                          .queryField("booksByPlace"),
                      a.index("hall")
                          .sortKeys("place", "title")
                          .name("byTitle")
                          .queryField("booksByTitle")
                          .keysOnly()),
              a.model("Sign")
                  .field("text", a.string())
                  .field("hall", a.string())
                  .field("row", a.string())
                  .field("place", a.string())
                  .field("shelf", a.belongsTo("Shelf", "hall", "row", "place")))
          .authorization(allow.publicApiKey());

  private static final String OWN = "hall:\"h\",row:\"a#b\",place:\"c\"";
  private static final String OTHER = "hall:\"h\",row:\"a\",place:\"b#c\"";

  @ParameterizedTest
  @EnumSource
  void aListingOfAWholeKeyGivesNoOther(Kind kind) {
    try (Bench bench = filled(kind, Behavior.SAFE)) {
      assertThat(titles(bench, "booksByPlace(hall:\"h\",rowPlace:{eq:{row:\"a#b\",place:\"c\"}})"))
          .containsExactlyInAnyOrder("own 1", "own 2");
      assertThat(titles(bench, "booksByPlace(hall:\"h\",rowPlace:{eq:{row:\"a\",place:\"b#c\"}})"))
          .containsExactlyInAnyOrder("other 1", "other 2", "other 3");
      String shelves = "listShelves(hall:\"h\",rowPlace:{eq:{row:\"%s\",place:\"%s\"}})";
      assertThat(values(bench, shelves.formatted("a", "b#c"), "row")).isEmpty();
      assertThat(values(bench, shelves.formatted("a#b", "c"), "row")).containsExactly("a#b");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRecordHasItsOwnChildrenOnly(Kind kind) {
    try (Bench bench = filled(kind, Behavior.SAFE)) {
      Answer answer = bench.run(KEY, "{x:getShelf(" + OWN + "){books{items{title}} sign{text}}}");

      assertThat(answer.errors()).isEmpty();
      assertThat(answer.at("/x/books/items").toString())
          .contains("own 1", "own 2")
          .doesNotContain("other");
      assertThat(answer.at("/x/sign/text").asString()).isEqualTo("own");
    }
  }

  /** Whoever may make records whose keys read the same must not hide another's by that. */
  @ParameterizedTest
  @EnumSource
  void aRecordIsNotSaidToBeMissingWhenTooManyStandBeforeIt(Kind kind) {
    Limits limits = Limits.builder().maxScanRows(1).build();
    try (Bench bench = filled(kind, builder -> builder.limits(limits))) {
      for (int i = 0; i < 20; i++) {
        create(bench, "Sign", OTHER + ",text:\"other\"");
      }
      Answer answer = bench.run(KEY, "{x:getShelf(" + OWN + "){sign{text}}}");

      boolean found = answer.at("/x/sign/text").asString("").equals("own");
      assertThat(found ? List.of("found") : answer.errors())
          .containsAnyOf(
              "found",
              "ResponseTooLarge at x/sign: The request follows the relations of too many records.");
    }
  }

  @ParameterizedTest
  @EnumSource
  void pagesOfChildrenAreFilled(Kind kind) {
    try (Bench bench = filled(kind, Behavior.SAFE)) {
      String page = "{x:getShelf(" + OWN + "){books(limit:1%s){items{title} nextToken}}}";
      Answer first = bench.run(KEY, page.formatted(""));
      String token = first.at("/x/books/nextToken").asString();
      Answer second = bench.run(KEY, page.formatted(",nextToken:\"" + token + "\""));

      assertThat(
              List.of(
                  first.at("/x/books/items/0/title").asString(),
                  second.at("/x/books/items/0/title").asString()))
          .containsExactlyInAnyOrder("own 1", "own 2");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anIndexThatDoesNotHoldThePartsGivesAllThatReadTheSame(Kind kind) {
    try (Bench bench = filled(kind, Behavior.SAFE)) {
      assertThat(
              values(
                  bench,
                  "booksByTitle(hall:\"h\",placeTitle:{eq:{place:\"p#q\",title:\"r\"}})",
                  "id"))
          .containsExactlyInAnyOrder("k1", "k2");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theOriginalTakesOneForTheOther(Kind kind) {
    try (Bench bench = filled(kind, Behavior.APPSYNC)) {
      assertThat(titles(bench, "booksByPlace(hall:\"h\",rowPlace:{eq:{row:\"a#b\",place:\"c\"}})"))
          .hasSize(5);
      assertThat(bench.run(KEY, "{x:getShelf(" + OWN + "){books{items{title}}}}").text())
          .contains("own 1", "other 1");
    }
  }

  /** The original refuses what gives some of the references only (spec: runtime A9). */
  @ParameterizedTest
  @EnumSource
  void referencesMayBeGivenOneByOne(Kind kind) {
    try (Bench bench = filled(kind, Behavior.SAFE)) {
      create(bench, "Shelf", "hall:\"h2\",row:\"a\",place:\"p\"");
      create(bench, "Sign", "id:\"s\",hall:\"h2\",row:\"a\"");
      Answer moved =
          bench.run(KEY, "mutation{x:updateSign(input:{id:\"s\",place:\"p\"}){shelf{place}}}");
      Answer found = bench.run(KEY, "{x:getShelf(hall:\"h2\",row:\"a\",place:\"p\"){sign{id}}}");

      assertThat(moved.data()).isEqualTo("{'x':{'shelf':{'place':'p'}}}");
      assertThat(found.data()).isEqualTo("{'x':{'sign':{'id':'s'}}}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theOriginalWantsAllReferencesOrNone(Kind kind) {
    try (Bench bench = filled(kind, Behavior.APPSYNC)) {
      Answer made = bench.run(KEY, "mutation{x:createSign(input:{hall:\"h\",place:\"c\"}){id}}");
      create(bench, "Sign", "id:\"s\",hall:\"h2\"");
      Answer moved = bench.run(KEY, "mutation{x:updateSign(input:{id:\"s\",row:\"a\"}){id}}");

      assertThat(made.error())
          .isEqualTo(
              "at x: When creating any part of the composite sort key for global secondary index"
                  + " 'gsi-Shelf.sign', you must provide all fields for the key. Missing key:"
                  + " 'row'.");
      assertThat(moved.error())
          .isEqualTo(
              "at x: When updating any part of the composite sort key for global secondary index"
                  + " 'gsi-Shelf.sign', you must provide all fields for the key. Missing key:"
                  + " 'place'.");
    }
  }

  private static List<String> titles(Bench bench, String listing) {
    return values(bench, listing, "title");
  }

  private static List<String> values(Bench bench, String listing, String field) {
    Answer answer = bench.run(KEY, "{x:%s{items{%s}}}".formatted(listing, field));
    assertThat(answer.errors()).isEmpty();
    return answer.items("x", field);
  }

  private static Bench filled(Kind kind, Behavior behavior) {
    return filled(kind, builder -> builder.behavior(behavior));
  }

  private static Bench filled(Kind kind, UnaryOperator<PergolaBuilder> settings) {
    Bench bench = new Bench(SCHEMA, kind.open(), settings);
    create(bench, "Shelf", OWN);
    for (int i = 1; i <= 3; i++) {
      create(bench, "Book", OTHER + ",title:\"other " + i + "\"");
      create(bench, "Sign", OTHER + ",text:\"other\"");
    }
    create(bench, "Book", OWN + ",title:\"own 1\"");
    create(bench, "Book", OWN + ",title:\"own 2\"");
    create(bench, "Sign", OWN + ",text:\"own\"");
    create(bench, "Book", "id:\"k1\",hall:\"h\",row:\"\u00e9\",place:\"p#q\",title:\"r\"");
    create(bench, "Book", "id:\"k2\",hall:\"h\",row:\"\u00e9\",place:\"p\",title:\"q#r\"");
    return bench;
  }

  private static void create(Bench bench, String model, String input) {
    Answer answer =
        bench.run(KEY, "mutation{x:create%s(input:{%s}){hall}}".formatted(model, input));
    assertThat(answer.errors()).isEmpty();
  }

  enum Kind {
    MEMORY {
      @Override
      Store open() {
        return EmbeddedStore.inMemory();
      }
    },
    DYNAMODB {
      @Override
      Store open() {
        return LocalDynamoDb.store("joined-" + UUID.randomUUID() + "-").build();
      }
    };

    abstract Store open();
  }
}
