package dev.pergola.conformance.engine;

import static dev.pergola.client.Condition.where;
import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pergola.client.DataClient;
import dev.pergola.client.ModelClient;
import dev.pergola.client.Page;
import dev.pergola.client.RecordMappingException;
import dev.pergola.dsl.Schema;
import dev.pergola.internal.json.Json;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of the host as what is asked, answered and sent. */
class RecordClientTest {

  private static final Schema SCHEMA =
      a.schema(
              a.enumType("Genre", "NOVEL", "POETRY"),
              a.model("Author")
                  .field("name", a.string().required())
                  .field("books", a.hasMany("Book", "authorId")),
              a.model("Book")
                  .field("title", a.string().required())
                  .field("pages", a.integer())
                  .field("price", a.floating())
                  .field("sold", a.bool().required())
                  .field("published", a.date())
                  .field("opens", a.time())
                  .field("printed", a.datetime())
                  .field("seen", a.timestamp())
                  .field("site", a.url())
                  .field("notes", a.json())
                  .field("genre", a.ref("Genre"))
                  .field("tags", a.string().required().array())
                  .field(
                      "place",
                      a.customType()
                          .field("city", a.string())
                          .field("shelves", a.integer().array()))
                  .field("authorId", a.id())
                  .field("author", a.belongsTo("Author", "authorId")))
          .authorization(allow.publicApiKey());

  private final FaultyStore store = new FaultyStore();
  private final Bench bench = new Bench(SCHEMA, store, builder -> builder);
  private final DataClient client = bench.backend().client(KEY);

  @AfterEach
  void close() {
    bench.close();
  }

  enum Genre {
    NOVEL,
    POETRY
  }

  record Place(String city, List<Integer> shelves) {}

  record Book(
      UUID id,
      String title,
      @Nullable Integer pages,
      Optional<BigDecimal> price,
      boolean sold,
      LocalDate published,
      LocalTime opens,
      Instant printed,
      Instant seen,
      URI site,
      Map<String, Object> notes,
      Genre genre,
      List<String> tags,
      Place place,
      @Nullable OffsetDateTime createdAt,
      Optional<Writer> author) {}

  record Writer(String name) {}

  @Test
  void everyTypeComesBackAsItWent() {
    ModelClient<Book> books = client.model(Book.class);
    Book sent = book(7, Optional.of(new BigDecimal("9.5")));

    Book created = books.create(sent).join();

    assertThat(created).usingRecursiveComparison().ignoringFields("createdAt").isEqualTo(sent);
    assertThat(created.createdAt()).isEqualTo(OffsetDateTime.parse(Bench.NOW_TEXT));
    assertThat(books.get(sent.id()).join()).contains(created);
    assertThat(
            books
                .list()
                .filter(
                    where("printed")
                        .eq(sent.printed())
                        .and(where("seen").le(sent.seen()))
                        .and(where("genre").eq(Genre.POETRY))
                        .and(where("published").ge(sent.published())))
                .join()
                .items())
        .containsExactly(created);
    assertThat(bench.run(KEY, "{listBooks{items{printed seen published notes}}}").data())
        .isEqualTo(
            "{'listBooks':{'items':[{'printed':'2024-01-02T03:04:05.006Z','seen':1700000000,"
                + "'published':'1961-01-01','notes':'{\\'a\\':[1]}'}]}}");
  }

  @Test
  void aNullIsNotSentAndAnEmptyOptionalClears() {
    ModelClient<Book> books = client.model(Book.class);
    Book sent = book(7, Optional.of(BigDecimal.ONE));
    Book created = books.create(sent).join();

    Book updated = books.update(book(null, Optional.empty())).join();

    assertThat(created.pages()).isEqualTo(7);
    assertThat(updated.pages()).isEqualTo(7);
    assertThat(updated.price()).isEmpty();
  }

  record Noted(String id, String title, boolean sold, Object notes) {}

  record Texted(String id, String title, boolean sold, String notes) {}

  static Stream<Object> notes() {
    return Stream.of("x", "1", "null", "{}", 1L, true, List.of("1", 2L), Map.of("a", "1"));
  }

  @ParameterizedTest
  @MethodSource("notes")
  void jsonThatWasReadCanBeWritten(Object notes) {
    ModelClient<Noted> values = client.model("Book").as(Noted.class);
    ModelClient<Texted> texts = client.model("Book").as(Texted.class);
    Noted sent = new Noted("1", "Solaris", true, notes);

    assertThat(values.create(sent).join()).isEqualTo(sent);
    Texted text = texts.update(texts.get("1").join().orElseThrow()).join();

    assertThat(text.notes()).isEqualTo(Json.write(notes));
    assertThat(values.update(values.get("1").join().orElseThrow()).join()).isEqualTo(sent);
  }

  record IntPlace(String city, int[] shelves) {}

  record Kept(String title, boolean sold, String[] tags, IntPlace place) {}

  @Test
  void arraysAreLists() {
    Kept sent = new Kept("x", true, new String[] {"a", "b"}, new IntPlace("y", new int[] {3, 4}));

    Map<String, Object> created = client.model("Book").create(sent).join();

    assertThat(created)
        .containsEntry("tags", List.of("a", "b"))
        .containsEntry("place", Map.of("city", "y", "shelves", List.of(3, 4)));
    assertThat(
            client
                .model("Book")
                .create(Map.of("title", "x", "sold", true, "notes", new long[] {1}))
                .join())
        .containsEntry("notes", "[1]");
  }

  record Title(String title) {}

  record Shelf(String name, List<Title> books) {}

  record Catalog(String name, Page<Map<String, @Nullable Object>> books) {}

  record Listed(String title, @Nullable Writer author) {}

  @Test
  void relationsAreRecordsListsAndPages() {
    client.model("Author").create(Map.of("id", "1", "name", "Lem")).join();
    for (String title : List.of("Solaris", "Fiasco")) {
      client
          .model("Book")
          .create(Map.of("id", title, "title", title, "sold", true, "authorId", "1"))
          .join();
    }

    assertThat(client.model("Author").as(Shelf.class).get("1").join().orElseThrow().books())
        .containsExactlyInAnyOrder(new Title("Solaris"), new Title("Fiasco"));
    Page<Map<String, @Nullable Object>> page =
        client
            .model("Author")
            .as(Catalog.class)
            .list()
            .related("books", books -> books.limit(1))
            .join()
            .items()
            .get(0)
            .books();
    assertThat(page.hasNext()).isTrue();
    assertThat(page.items())
        .singleElement()
        .satisfies(book -> assertThat(book).containsEntry("sold", true));
    assertThat(client.model("Book").as(Listed.class).get("Fiasco").join())
        .contains(new Listed("Fiasco", new Writer("Lem")));
  }

  @Test
  void onlyWhatTheRecordHasIsRead() {
    client.model("Book").create(Map.of("title", "Solaris", "sold", true)).join();
    int before = store.calls();

    assertThat(client.model("Book").as(Title.class).list().join().items())
        .containsExactly(new Title("Solaris"));

    assertThat(store.calls() - before).isEqualTo(1);
  }

  record Misfit(
      String titel,
      int pages,
      LocalDate printed,
      List<Integer> tags,
      Short genre,
      Title author,
      Round place) {}

  record Round(Round city) {}

  @Test
  void everythingThatDoesNotFitIsToldAtOnce() {
    RecordMappingException misfit =
        catchThrowableOfType(
            RecordMappingException.class, () -> client.model("Book").as(Misfit.class));

    assertThat(misfit).hasMessageStartingWith("Record 'Misfit' does not fit 'Book':");
    assertThat(misfit.problems())
        .satisfiesExactly(
            problem ->
                assertThat(problem)
                    .startsWith(
                        "Component 'titel' of 'Misfit': 'Book' has no such field; it has id, title"),
            problem ->
                assertThat(problem)
                    .isEqualTo(
                        "Component 'pages' of 'Misfit': int cannot hold field 'Book.pages' (Int), which may be null; use Integer or Optional<Integer>, or make the field required."),
            problem ->
                assertThat(problem)
                    .isEqualTo(
                        "Component 'printed' of 'Misfit': java.time.LocalDate cannot hold field 'Book.printed' (AWSDateTime); use one of: Instant, OffsetDateTime, String."),
            problem -> assertThat(problem).contains("'tags'", "[String!]", "use one of: String"),
            problem -> assertThat(problem).contains("'genre'", "use one of: an enum, String"),
            problem ->
                assertThat(problem)
                    .startsWith("Component 'title' of 'Title': 'Author' has no such field"),
            problem -> assertThat(problem).contains("'city'", "use one of: String"));
  }

  enum Half {
    NOVEL
  }

  record HalfBook(Half genre) {}

  record Ring(String name, List<RingBook> books) {}

  record RingBook(Ring author) {}

  record Nothing() {}

  @Test
  void whatCouldFailLaterIsRefusedNow() {
    assertThatThrownBy(() -> client.model("Book").as(HalfBook.class))
        .hasMessageContaining("enum 'Half' has no constant for POETRY");
    assertThatThrownBy(() -> client.model("Author").as(Ring.class))
        .hasMessageContaining("Record 'Ring' leads back to itself");
    assertThatThrownBy(() -> client.model("Book").as(Nothing.class))
        .hasMessageContaining("has no components");
    assertThatThrownBy(() -> client.model(Title.class))
        .hasMessageStartingWith("There is no model 'Title'.");
    assertThatThrownBy(() -> client.model("Book").create(new Shelf("x", List.of())))
        .isInstanceOf(RecordMappingException.class)
        .hasMessageContaining("Component 'name': model 'Book' has no such field")
        .hasMessageContaining("Component 'books'");
  }

  record Numbered(UUID id) {}

  @Test
  void aValueThatDoesNotFitNamesItsComponent() {
    client.model("Author").create(Map.of("id", "no uuid", "name", "Lem")).join();

    assertThatThrownBy(() -> client.model("Author").as(Numbered.class).get("no uuid").join())
        .isInstanceOf(RecordMappingException.class)
        .hasMessageContaining("Component 'id' (java.util.UUID): 'no uuid' cannot be read as one.");
  }

  private static Book book(@Nullable Integer pages, Optional<BigDecimal> price) {
    return new Book(
        UUID.fromString("6f1e3c1a-9d0c-4a8e-8f52-0d5a4c2b7e11"),
        "Solaris",
        pages,
        price,
        true,
        LocalDate.of(1961, 1, 1),
        LocalTime.of(9, 30),
        Instant.parse("2024-01-02T03:04:05.006Z"),
        Instant.ofEpochSecond(1_700_000_000),
        URI.create("https://example.com/a"),
        Map.of("a", List.of(1L)),
        Genre.POETRY,
        List.of("x", "y"),
        new Place("Krakow", List.of(1, 2)),
        null,
        Optional.empty());
  }
}
