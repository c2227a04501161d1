package dev.pergola.transport.servlet;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.transport.servlet.ServletFixture.KEY;
import static dev.pergola.transport.servlet.ServletFixture.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.Pergola;
import dev.pergola.auth.ApiKey;
import dev.pergola.auth.ApiKeys;
import dev.pergola.auth.Identity;
import dev.pergola.request.DataRequest;
import dev.pergola.storage.memory.EmbeddedStore;
import dev.pergola.transport.servlet.RawConnection.Answer;
import dev.pergola.wire.HttpOptions;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Queries by {@code GET} in each container, with a whole backend, and what else comes by it. */
@Timeout(60)
class QueriesByGetTest {

  private static final String NOTE = "mutation M{%s(input:{text:\"x\"}){id}}";
  private static final String AUTH = "x-api-key: " + KEY;

  private final Pergola backend =
      Pergola.builder(
              a.schema(
                  a.model("Note").field("text", a.string()).authorization(allow.publicApiKey())))
          .store(EmbeddedStore.inMemory())
          .authorizationModes(modes -> modes.apiKey(ApiKeys.of(ApiKey.of("test", KEY))))
          .build();

  @AfterEach
  void close() {
    backend.close();
  }

  @ParameterizedTest
  @EnumSource
  void aQueryIsAnswered(Container container) throws Exception {
    try (ServletFixture servlet = serve(container)) {
      servlet
          .connect()
          .send(post("{\"query\":\"mutation{createNote(input:{text:\\\"é ✓\\\"}){id}}\"}"))
          .receive();

      String query = "query A($t:String){listNotes(filter:{text:{eq:$t}}){items{text}}}";
      Answer found = get(servlet, query, "&variables=" + encode("{\"t\":\"é ✓\"}"));
      Answer none = get(servlet, query, "&variables=%7B%22t%22:%22e%22%7D&operationName=A");

      assertThat(found.status()).isEqualTo(200);
      assertThat(found.text())
          .isEqualTo("{\"data\":{\"listNotes\":{\"items\":[{\"text\":\"é ✓\"}]}}}");
      assertThat(found.headers()).containsEntry("cache-control", "no-store");
      assertThat(none.text()).isEqualTo("{\"data\":{\"listNotes\":{\"items\":[]}}}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatChangesSomethingIsNotRunHoweverItIsWrapped(Container container) throws Exception {
    try (ServletFixture servlet = serve(container)) {
      String create = NOTE.formatted("createNote");
      List<Answer> refused =
          List.of(
              get(servlet, create, ""),
              get(servlet, NOTE.formatted("listNotes:createNote"), ""),
              get(servlet, create, "&operationName=M"),
              get(servlet, create, "&operationName="),
              get(servlet, "query Q{__typename}" + create, "&operationName=M"),
              get(servlet, "mutation{...F}fragment F on Mutation{createNote(input:{}){id}}", ""),
              get(servlet, "#query{__typename}\n" + create, ""),
              get(servlet, "subscription{onCreateNote{id}}", ""));

      assertThat(refused).extracting(Answer::status).containsOnly(405);
      assertThat(refused)
          .allSatisfy(
              answer -> {
                assertThat(answer.headers()).containsEntry("allow", "POST, OPTIONS");
                assertThat(answer.text()).contains("\"errors\":[").contains("by POST");
              });
      assertThat(notes()).isEqualTo("{\"data\":{\"listNotes\":{\"items\":[]}}}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatRunsIsTheOperationThatWasNamed(Container container) throws Exception {
    try (ServletFixture servlet = serve(container)) {
      String both = "query Q{__typename}" + NOTE.formatted("createNote");

      assertThat(get(servlet, both, "&operationName=Q").text()).contains("\"Query\"");
      assertThat(get(servlet, both, "").text()).contains("\"data\":null");
      assertThat(get(servlet, both, "&operationName=X").text()).contains("\"data\":null");
      assertThat(get(servlet, both, "&operationName=Q&operationName=M").status()).isEqualTo(400);
      assertThat(get(servlet, "{__typename}mutation{createNote(input:{}){id}}", "").text())
          .contains("\"data\":null");
      assertThat(notes()).isEqualTo("{\"data\":{\"listNotes\":{\"items\":[]}}}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatAForeignPageCanSendIsNotLookedAt(Container container) throws Exception {
    try (ServletFixture servlet = serve(container)) {
      String query = "query=%7B__typename%7D";

      assertThat(send(servlet, query, "cookie: token=" + KEY).status()).isEqualTo(400);
      assertThat(send(servlet, query + "&x-api-key=" + KEY, "accept: */*").status()).isEqualTo(400);
      assertThat(send(servlet, query + "&x-api-key=" + KEY, "x-amz-user-agent: x").status())
          .isEqualTo(401);
      Answer form =
          servlet
              .connect()
              .send(
                  "POST /graphql?%s HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\n%s\r\ncontent-length: 0\r\n\r\n"
                      .formatted(query, AUTH))
              .receive();
      assertThat(form.status()).isEqualTo(415);
    }
  }

  @ParameterizedTest
  @EnumSource
  void garbageIsRefusedAndNobodyElseDisturbed(Container container) throws Exception {
    try (ServletFixture servlet = serve(container)) {
      for (String garbage :
          List.of(
              "query=%",
              "query=%zz", "query=%FF%FE", "query=%7Ba%7D&query=%7Ba%7D", "", "=&=&%26")) {
        Optional<Answer> answer =
            servlet
                .connect()
                .send("GET /graphql?%s HTTP/1.1\r\nhost: x\r\n%s\r\n\r\n".formatted(garbage, AUTH))
                .receiveIfAny();

        assertThat(answer.orElseThrow().status()).as(garbage).isEqualTo(400);
      }
      Answer tooLong =
          servlet
              .connect()
              .send(
                  "GET /graphql?query=%s HTTP/1.1\r\nhost: x\r\n%s\r\n\r\n"
                      .formatted("x".repeat(3_000), AUTH))
              .receive();

      assertThat(tooLong.status()).isEqualTo(414);
      assertThat(tooLong.text()).contains("UriTooLongException");
      assertThat(servlet.connect().send(post("{\"query\":\"{__typename}\"}")).receive().text())
          .contains("Query");
    }
  }

  private ServletFixture serve(Container container) {
    return new ServletFixture(container)
        .serve(backend, HttpOptions.builder().allowGet(true).maxBodyBytes(2_000).build());
  }

  private String notes() {
    return new String(
        backend.execute(DataRequest.of("{listNotes{items{id}}}"), Identity.admin()).join().toJson(),
        UTF_8);
  }

  private static Answer get(ServletFixture servlet, String document, String more) throws Exception {
    return send(servlet, "query=" + encode(document) + more, AUTH);
  }

  private static Answer send(ServletFixture servlet, String queryString, String header)
      throws Exception {
    // Tomcat closes the connection after a 400.
    return servlet
        .connect()
        .send("GET /graphql?%s HTTP/1.1\r\nhost: x\r\n%s\r\n\r\n".formatted(queryString, header))
        .receive();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
