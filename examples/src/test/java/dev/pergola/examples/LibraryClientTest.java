package dev.pergola.examples;

import static dev.pergola.client.Condition.where;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.Pergola;
import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.client.DataClient;
import dev.pergola.client.DataException;
import dev.pergola.client.ModelClient;
import dev.pergola.client.Page;
import dev.pergola.client.SortDirection;
import dev.pergola.client.WriteCall;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Mode;
import dev.pergola.request.DataRequest;
import dev.pergola.request.Explanation;
import dev.pergola.storage.memory.EmbeddedStore;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The README's calls in process. */
class LibraryClientTest {

  private static final Schema LIBRARY =
      a.schema(
              a.enumType("Genre", "NOVEL", "POETRY"),
              a.model("Author")
                  .field("name", a.string().required())
                  .field("books", a.hasMany("Book", "authorId")),
              a.model("Book")
                  .field("isbn", a.id().required())
                  .field("title", a.string().required())
                  .field("genre", a.ref("Genre"))
                  .field("published", a.date())
                  .field("authorId", a.id())
                  .field("author", a.belongsTo("Author", "authorId"))
                  .identifier("isbn")
                  .secondaryIndexes(
                      a.index("genre").sortKeys("published").queryField("booksByGenre")),
              a.query("recommend")
                  .argument("genre", a.ref("Genre").required())
                  .returns(a.ref("Book").array())
                  .handler(
                      a.handler.function(
                          call ->
                              call.client()
                                  .model("Book")
                                  .query("booksByGenre")
                                  .key("genre", call.arguments().get("genre"))
                                  .limit(3)
                                  .join()
                                  .items()))
                  .authorization(allow.authenticated()))
          .authorization(allow.owner());

  private static final Identity EVE =
      Identity.userPool(Claims.of(Map.of("sub", "sub-of-eve", "username", "eve")));
  private static final Identity ADAM =
      Identity.userPool(Claims.of(Map.of("sub", "sub-of-adam", "username", "adam")));

  private final Pergola backend =
      Pergola.builder(LIBRARY)
          .store(EmbeddedStore.inMemory())
          .authorizationModes(modes -> modes.hostOnly(Mode.USER_POOL))
          .build();

  @AfterEach
  void close() {
    backend.close();
  }

  // snippet: client
  enum Genre {
    NOVEL,
    POETRY
  }

  record Author(String name) {}

  record Book(
      String isbn,
      String title,
      Genre genre,
      Optional<LocalDate> published,
      Optional<Author> author) {}

  static Page<Book> newestNovels(Pergola backend, Identity caller) {
    ModelClient<Book> books = backend.client(caller).model(Book.class);
    books
        .create(Map.of("isbn", "9", "title", "Solaris", "genre", Genre.NOVEL))
        .set("published", LocalDate.of(1961, 1, 1))
        .join();
    return books
        .query("booksByGenre")
        .key("genre", Genre.NOVEL)
        .sortKey(where("published").ge(LocalDate.of(1960, 1, 1)))
        .filter(where("title").ne("Fiasco"))
        .sortDirection(SortDirection.DESC)
        .limit(20)
        .join();
  }

  // end: client

  // snippet: operations
  record Recommended(String title, Optional<Author> author) {}

  static List<Recommended> recommended(Pergola backend, Identity caller) {
    return backend
        .client(caller)
        .queries()
        .call("recommend", Map.of("genre", Genre.NOVEL))
        .asListOf(Recommended.class)
        .join()
        .orElseThrow();
  }

  // end: operations

  // snippet: transaction
  static Book newEdition(Pergola backend, Identity caller, Book old, String isbn) {
    DataClient client = backend.client(caller);
    ModelClient<Book> books = client.model(Book.class);
    WriteCall<Book> edition = books.create(old).set("isbn", isbn);
    WriteCall<Book> withdrawn = books.delete(old.isbn()).condition(where("genre").eq(old.genre()));
    return client.transact(edition, withdrawn).join().of(edition);
  }

  // end: transaction

  // snippet: explain
  static Explanation whatItTakes(Pergola backend, Identity caller) {
    DataRequest request = DataRequest.of("{ listBooks { items { title author { name } } } }");
    Explanation taken = backend.explain(request, caller).join();
    System.out.println(taken);
    return taken;
  }

  // end: explain

  @Test
  void aRequestIsExplained() {
    Page<Book> unused = newestNovels(backend, EVE);

    Explanation taken = whatItTakes(backend, EVE);

    assertThat(taken.scans()).isTrue();
    assertThat(taken.rowsRead()).isEqualTo(1);
  }

  @Test
  void writesThatBelongTogetherAreMadeTogether() {
    Book first = newestNovels(backend, EVE).items().get(0);

    Book second = newEdition(backend, EVE, first, "10");

    assertThat(second.isbn()).isEqualTo("10");
    assertThat(second.title()).isEqualTo("Solaris");
    ModelClient<Book> books = backend.client(EVE).model(Book.class);
    assertThat(books.list().join().items()).containsExactly(second);
    assertThatThrownBy(() -> newEdition(backend, EVE, first, "11"))
        .isInstanceOfSatisfying(
            DataException.class,
            refused -> assertThat(refused.errors().get(0).path()).containsExactly(1));
    assertThat(books.get("11").join()).isEmpty();
  }

  @Test
  void customQueriesAreCalledAlike() {
    Page<Book> unused = newestNovels(backend, EVE);

    assertThat(recommended(backend, EVE))
        .containsExactly(new Recommended("Solaris", Optional.empty()));
    assertThat(recommended(backend, ADAM)).isEmpty();
  }

  @Test
  void recordsGoInAndComeOut() {
    assertThat(newestNovels(backend, EVE).items())
        .containsExactly(
            new Book(
                "9",
                "Solaris",
                Genre.NOVEL,
                Optional.of(LocalDate.of(1961, 1, 1)),
                Optional.empty()));
  }

  @Test
  void aCallHasTheRulesOfItsCaller() {
    Book solaris = newestNovels(backend, EVE).items().get(0);

    assertThatThrownBy(() -> backend.client(ADAM).model(Book.class).delete(solaris.isbn()).join())
        .isInstanceOfSatisfying(
            DataException.class,
            refused -> assertThat(refused.errorType()).contains("Unauthorized"));
    assertThat(backend.client(ADAM).model("Book").list().join().items()).isEmpty();
  }
}
