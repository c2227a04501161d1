package dev.pergola.examples;

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
import dev.pergola.sdl.SdlReader;
import dev.pergola.storage.memory.EmbeddedStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The README's larger schema, and what it does. */
class LibraryTest {

  private static final Identity EVE =
      Identity.userPool(Claims.of(Map.of("sub", "sub-of-eve", "username", "eve")));

  // snippet: schema
  private static final Schema LIBRARY =
      a.schema(
              a.enumType("Genre", "NOVEL", "POETRY", "SCIENCE"),
              a.customType("Place").field("city", a.string().required()).field("shelf", a.string()),
              a.model("Author")
                  .field("name", a.string().required().validate(v -> v.minLength(2)))
                  .field("books", a.hasMany("Book", "authorId")),
              a.model("Book")
                  .field("isbn", a.id().required())
                  .field("title", a.string().required())
                  .field("genre", a.ref("Genre"))
                  .field("published", a.date())
                  .field("place", a.ref("Place"))
                  .field("authorId", a.id())
                  .field("author", a.belongsTo("Author", "authorId"))
                  .identifier("isbn")
                  .secondaryIndexes(
                      a.index("genre").sortKeys("published").queryField("booksByGenre"),
                      a.index("authorId")),
              a.query("greet")
                  .argument("name", a.string().required())
                  .returns(a.string())
                  .handler(a.handler.function(call -> "Hello, " + call.arguments().get("name")))
                  .authorization(allow.authenticated()))
          .authorization(allow.owner(), allow.authenticated().to(READ));

  // end: schema

  private final Pergola backend = backend(LIBRARY);

  @Test
  void recordsAreFoundByRelationAndByIndex() {
    as("mutation { createAuthor(input: {id: \"1\", name: \"Lem\"}) { id } }");
    as(
        "mutation { createBook(input: {isbn: \"9\", title: \"Solaris\", genre: NOVEL, published: \"1961-01-01\","
            + " place: {city: \"Krakow\"}, authorId: \"1\"}) { isbn } }");

    assertThat(
            as("{ getAuthor(id: \"1\") { books { items { title place { city } author { name } } } } }")
                .data())
        .isEqualTo(
            Map.of(
                "getAuthor",
                Map.of(
                    "books",
                    Map.of(
                        "items",
                        List.of(
                            Map.of(
                                "title", "Solaris",
                                "place", Map.of("city", "Krakow"),
                                "author", Map.of("name", "Lem")))))));
    assertThat(
            as("{ booksByGenre(genre: NOVEL, published: {beginsWith: \"196\"}) { items { isbn } } }")
                .data())
        .isEqualTo(Map.of("booksByGenre", Map.of("items", List.of(Map.of("isbn", "9")))));
  }

  @Test
  void nothingInItNeedsAWarning() {
    assertThat(backend.description().warnings()).isEmpty();
  }

  @Test
  void whatDoesNotPassItsValidationIsRefused() {
    DataResponse refused = as("mutation { createAuthor(input: {name: \"X\"}) { id } }");

    assertThat(refused.errors()).hasSize(1);
    assertThat(refused.errors().get(0).message()).contains("name", "minimum length of 2");
  }

  @Test
  void theHandlerOfACustomQueryAnswers() {
    assertThat(as("{ greet(name: \"Eve\") }").data()).isEqualTo(Map.of("greet", "Hello, Eve"));
  }

  @Test
  void theSameComesFromTheDirectiveLanguage() {
    // snippet: from-sdl
    Schema schema =
        SdlReader.read(
            """
            type Shelf @model @auth(rules: [{allow: owner}, {allow: private, operations: [read]}]) {
              label: String! @index(name: "shelvesByLabel", queryField: "shelvesByLabel")
            }
            """);
    // end: from-sdl

    try (Pergola shelves = backend(schema)) {
      assertThat(shelves.description().toString()).contains("shelvesByLabel");
    }
  }

  private DataResponse as(String query) {
    return backend.execute(DataRequest.of(query), EVE).join();
  }

  private static Pergola backend(Schema schema) {
    return Pergola.builder(schema)
        .store(EmbeddedStore.inMemory())
        .authorizationModes(modes -> modes.hostOnly(Mode.USER_POOL))
        .build();
  }

  @AfterEach
  void close() {
    backend.close();
  }
}
