package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.ADMIN;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Identity;
import dev.pergola.dsl.Mutation;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Mode;
import dev.pergola.request.DataError;
import dev.pergola.request.DataResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a custom authorizer closes to a subscriber is closed in events, wherever it stands. */
class ClosedEventsTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Author")
              .field("name", a.string())
              .field("rank", a.integer().required())
              .field("place", a.customType().field("town", a.string()).field("lat", a.floating()))
              .field("books", a.hasMany("Book", "authorId"))
              .authorization(allow.custom()),
          a.model("Book")
              .field("title", a.string())
              .field("authorId", a.id())
              .field("author", a.belongsTo("Author", "authorId"))
              .authorization(allow.custom()),
          a.subscription("onAuthor")
              .on(a.ref("Author").mutations(Mutation.CREATE))
              .authorization(allow.custom()));

  private static final String FIELDS =
      "{ id name rank place { town lat } books { items { title } nextToken } }";

  private final Bench bench =
      new Bench(
          SCHEMA, builder -> builder.authorizationModes(modes -> modes.hostOnly(Mode.LAMBDA)));

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void nothingIsClosedToWhomNothingIsDenied() throws InterruptedException {
    DataResponse event = event(Set.of());

    assertThat(errors(event)).isEmpty();
    assertThat(event.data())
        .isEqualTo(
            data(
                "onCreateAuthor",
                "A",
                Map.of("town", "Ulm", "lat", 1.5),
                nullable("items", List.of(), "nextToken", null)));
  }

  @Test
  void fieldsOfModelsAndOfTheirTypesAreClosed() throws InterruptedException {
    DataResponse event = event(Set.of("Author.name", "AuthorPlace.lat"));

    assertThat(event.data())
        .isEqualTo(
            data(
                "onCreateAuthor",
                null,
                nullable("town", "Ulm", "lat", null),
                nullable("items", List.of(), "nextToken", null)));
    assertThat(errors(event))
        .containsExactly(
            "onCreateAuthor/name: Not Authorized to access name on type Author",
            "onCreateAuthor/place/lat: Not Authorized to access lat on type AuthorPlace");
  }

  @Test
  void aConnectionWithoutItsItemsIsNull() throws InterruptedException {
    DataResponse event = event(Set.of("ModelBookConnection.items"));

    assertThat(event.data())
        .isEqualTo(data("onCreateAuthor", "A", Map.of("town", "Ulm", "lat", 1.5), null));
    assertThat(errors(event))
        .containsExactly(
            "onCreateAuthor/books/items: Not Authorized to access items on type"
                + " ModelBookConnection");
  }

  @Test
  void theTokenOfAConnectionIsClosedByItself() throws InterruptedException {
    DataResponse event = event(Set.of("ModelBookConnection.nextToken"));

    assertThat(errors(event))
        .containsExactly(
            "onCreateAuthor/books/nextToken: Not Authorized to access nextToken on type"
                + " ModelBookConnection");
  }

  @Test
  void aRequiredFieldThatIsClosedLeavesNoEvent() throws InterruptedException {
    DataResponse event = event(Set.of("Author.rank"));

    assertThat(event.data()).isEqualTo(nullable("onCreateAuthor", null));
    assertThat(errors(event))
        .containsExactly("onCreateAuthor/rank: Not Authorized to access rank on type Author");
  }

  @Test
  void anAuthorsOwnSubscriptionIsClosedAlike() throws InterruptedException {
    DataResponse event = event(Set.of("ModelBookConnection.items", "Author.name"), "onAuthor");

    assertThat(event.data())
        .isEqualTo(data("onAuthor", null, Map.of("town", "Ulm", "lat", 1.5), null));
    assertThat(errors(event))
        .containsExactly(
            "onAuthor/name: Not Authorized to access name on type Author",
            "onAuthor/books/items: Not Authorized to access items on type ModelBookConnection");
  }

  private DataResponse event(Set<String> denied) throws InterruptedException {
    return event(denied, "onCreateAuthor");
  }

  /** What a subscriber to whom these are denied hears of an author. */
  private DataResponse event(Set<String> denied, String subscription) throws InterruptedException {
    Reader reader =
        Reader.of(
            bench,
            Identity.lambda(Map.of(), denied),
            "subscription { " + subscription + " " + FIELDS + " }");

    assertThat(
            bench
                .run(
                    ADMIN,
                    "mutation { createAuthor(input: {id: \"1\", name: \"A\", rank: 1, place: {town: \"Ulm\", lat: 1.5}}) "
                        + FIELDS
                        + " }")
                .errors())
        .isEmpty();
    DataResponse event = reader.events.poll(30, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    return event;
  }

  private static List<String> errors(DataResponse event) {
    return event.errors().stream().map(ClosedEventsTest::text).toList();
  }

  private static String text(DataError error) {
    return String.join("/", error.path().stream().map(String::valueOf).toList())
        + ": "
        + error.message();
  }

  private static Map<String, Object> data(
      String subscription, Object name, Map<String, Object> place, Map<String, Object> books) {
    return nullable(
        subscription, nullable("id", "1", "name", name, "rank", 1, "place", place, "books", books));
  }

  private static Map<String, Object> nullable(Object... pairs) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      members.put((String) pairs[i], pairs[i + 1]);
    }
    return members;
  }
}
