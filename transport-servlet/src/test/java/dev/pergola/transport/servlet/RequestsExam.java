package dev.pergola.transport.servlet;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.CREATE;
import static dev.pergola.dsl.Operation.READ;
import static dev.pergola.transport.servlet.ServletFixture.KEY;
import static dev.pergola.transport.servlet.ServletFixture.chunkedHead;
import static dev.pergola.transport.servlet.ServletFixture.head;
import static dev.pergola.transport.servlet.ServletFixture.post;
import static dev.pergola.transport.servlet.ServletFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.Pergola;
import dev.pergola.auth.ApiKey;
import dev.pergola.auth.ApiKeys;
import dev.pergola.storage.memory.EmbeddedStore;
import dev.pergola.transport.servlet.RawConnection.Answer;
import dev.pergola.wire.HttpOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients send and see, byte for byte, with a whole backend behind the servlet. */
@Timeout(60)
abstract class RequestsExam {

  private static final String TYPENAME = "{\"query\":\"{__typename}\"}";
  private static final String LIST = "{\"query\":\"{listNotes{items{text}}}\"}";
  private static final int LIMIT = 1 << 20;

  private final Pergola backend =
      Pergola.builder(
              a.schema(
                  a.model("Note")
                      .field("text", a.string())
                      .authorization(allow.publicApiKey().to(READ, CREATE))))
          .store(EmbeddedStore.inMemory())
          .authorizationModes(modes -> modes.apiKey(ApiKeys.of(ApiKey.of("test", KEY))))
          .build();

  private final ServletFixture servlet;

  RequestsExam(Container container) {
    this.servlet = new ServletFixture(container);
  }

  @BeforeEach
  void start() {
    servlet.serve(
        backend, HttpOptions.builder().allowedOrigins(List.of("https://app.example")).build());
  }

  @AfterEach
  void stop() throws Exception {
    servlet.close();
    backend.close();
  }

  @Test
  void recordsAreWrittenAndRead() throws Exception {
    RawConnection connection = servlet.connect();

    Answer created = connection.send(post(create("née"))).receive();
    Answer listed = connection.send(post(LIST)).receive();

    assertThat(created.text()).isEqualTo("{\"data\":{\"createNote\":{\"text\":\"née\"}}}");
    assertThat(listed.text())
        .isEqualTo("{\"data\":{\"listNotes\":{\"items\":[{\"text\":\"née\"}]}}}");
    assertThat(listed.status()).isEqualTo(200);
    assertThat(listed.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("cache-control", "no-store")
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("content-length", Integer.toString(listed.body().length));
  }

  @Test
  void whatTheRulesRefuseIsAnErrorInAGoodAnswer() throws Exception {
    Answer answer =
        servlet
            .connect()
            .send(post("{\"query\":\"mutation{deleteNote(input:{id:\\\"1\\\"}){id}}\"}"))
            .receive();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .contains("\"errorType\":\"Unauthorized\"")
        .contains("Not Authorized to access deleteNote on type Mutation");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"*/*, 200", "application/graphql-response+json, 400"})
  void anInvalidDocumentIsAnErrorInTheMediaTypeThatWasAskedFor(String accept, int status)
      throws Exception {
    String headers = "content-type: application/json\r\naccept: " + accept;

    Answer answer =
        servlet.connect().send(request("POST", headers, "{\"query\":\"{nope}\"}")).receive();

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text()).contains("\"data\":null").contains("nope");
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "PUT, application/json, 405",
    "GET, application/json, 405",
    "PROPFIND, application/json, 405",
    "POST, text/plain, 415",
    "POST, application/json; charset=utf-16, 415",
    "POST, application/x-www-form-urlencoded, 415",
    "OPTIONS, text/plain, 204",
  })
  void theHeadIsCheckedAndTheConnectionStaysOpen(String method, String type, int status)
      throws Exception {
    RawConnection connection = servlet.connect();

    Answer answer =
        connection.send(request(method, "content-type: " + type, create("no"))).receive();

    assertThat(answer.status()).isEqualTo(status);
    assertThat(connection.send(post(LIST)).receive().text()).contains("\"items\":[]");
  }

  @Test
  void headHasNoBody() throws Exception {
    RawConnection connection = servlet.connect();

    Answer answer = connection.send("HEAD /graphql HTTP/1.1\r\nhost: x\r\n\r\n").receive(false);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(connection.send(post(TYPENAME)).receive().status()).isEqualTo(200);
  }

  @Test
  void aMutationInTheAddressIsNotRun() throws Exception {
    RawConnection connection = servlet.connect();

    Answer answer =
        connection
            .send(
                "GET /graphql?query=mutation%7BcreateNote(input:%7Btext:%22x%22%7D)%7Bid%7D%7D"
                    + " HTTP/1.1\r\nhost: x\r\nx-api-key: "
                    + KEY
                    + "\r\n\r\n")
            .receive();

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers()).containsEntry("allow", "POST, OPTIONS");
    assertThat(connection.send(post(LIST)).receive().text()).contains("\"items\":[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-api-key: da2-9999999999999999",
        "x-api-key: " + KEY + "\r\nX-Api-Key: " + KEY,
        "x-api-key: " + KEY + "," + KEY,
        "x-api-key: " + KEY + "\r\nauthorization: a.b.c",
        "authorization: Bearer " + KEY,
      })
  void badCredentialsAreRefusedWithTheBodyForEveryClient(String header) throws Exception {
    Answer answer = withoutKey(header);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers())
        .containsEntry("x-amzn-errortype", "UnauthorizedException")
        .containsEntry("access-control-expose-headers", "x-amzn-errortype, x-amzn-requestid")
        .containsEntry("content-type", "application/json");
    assertThat(answer.text())
        .isEqualTo(
            "{\"__type\":\"UnauthorizedException\","
                + "\"message\":\"You are not authorized to make this call.\","
                + "\"errors\":[{\"errorType\":\"UnauthorizedException\","
                + "\"message\":\"You are not authorized to make this call.\"}]}");
  }

  @Test
  void aMissingCredentialIsSaidToBeMissing() throws Exception {
    Answer answer = withoutKey("x-other: none");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text()).contains("Valid authorization header not provided.");
  }

  @Test
  void aBodyMayComeByteByByteAndInChunks() throws Exception {
    RawConnection slow = servlet.connect();
    for (byte b : post(TYPENAME)) {
      slow.send(new byte[] {b});
    }
    RawConnection chunked = servlet.connect().send(chunkedHead());
    for (char c : TYPENAME.toCharArray()) {
      chunked.send("1;extension=x\r\n" + c + "\r\n");
    }
    chunked.send("0\r\ntrailer: x\r\n\r\n");

    assertThat(slow.receive().text()).contains("Query");
    assertThat(chunked.receive().text()).contains("Query");
  }

  @Test
  void requestsSentWithoutWaitingAreAnsweredInTheirOrder() throws Exception {
    RawConnection connection = servlet.connect();
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      requests.append(
          new String(post("{\"query\":\"{q" + i + ":__typename}\"}"), StandardCharsets.UTF_8));
    }

    connection.send(requests.toString());

    for (int i = 0; i < 20; i++) {
      assertThat(connection.receive().text()).contains("\"q" + i + "\":");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[" + TYPENAME + "]", "{\"query\":\"{__typename}\"", "", "\u00ff"})
  void anUnreadableBodyIsRefused(String body) throws Exception {
    Answer answer =
        servlet.connect().send(head("content-length: " + body.length())).send(body).receive();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers())
        .containsEntry("x-amzn-errortype", "MalformedHttpRequestException")
        .containsEntry("content-type", "application/json");
  }

  @Test
  void aBodyAnnouncedAsFarTooLargeIsRefusedBeforeItComes() throws Exception {
    Answer answer = servlet.connect().send(head("content-length: 999999999")).receive();

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.text()).contains("ContentTooLargeException");
  }

  @Test
  void aClientThatAsksFirstIsToldNotToSendWhatIsTooLarge() throws Exception {
    Answer answer =
        servlet.connect().send(head("content-length: 2000000\r\nexpect: 100-continue")).receive();

    assertThat(answer.status()).isEqualTo(413);
  }

  @ParameterizedTest(name = "announced {0}, {1} bytes")
  @CsvSource({"true, 3000000", "false, 3000000", "true, 8000000", "false, 8000000"})
  void aBodyThatIsTooLargeIsRefusedThoughAllOfItIsSentFirst(boolean announced, int size)
      throws Exception {
    String body = "{\"query\":\"{__typename}\",\"p\":\"" + "p".repeat(size) + "\"}";
    RawConnection connection = servlet.connect();

    if (announced) {
      connection.send(post(body));
    } else {
      connection
          .send(chunkedHead())
          .send(Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n");
    }

    assertThat(connection.receive().status()).isEqualTo(413);
    assertThat(servlet.connect().send(post(TYPENAME)).receive().status()).isEqualTo(200);
  }

  @Test
  void aBodyOfTheGreatestSizeIsRun() throws Exception {
    String start = "{\"query\":\"{__typename}\",\"p\":\"";
    String body = start + "p".repeat(LIMIT - start.length() - 2) + "\"}";
    RawConnection connection = servlet.connect();

    assertThat(connection.send(post(body)).receive().status()).isEqualTo(200);
    assertThat(connection.send(post(body + " ")).receive().status()).isEqualTo(413);
  }

  @Test
  void aBodyThatEndsEarlyIsMalformed() throws Exception {
    Optional<Answer> answer =
        servlet
            .connect()
            .send(head("content-length: 100"))
            .send("{\"query\"")
            .sendEnd()
            .receiveIfAny();

    // Tomcat has closed the connection by the time it tells the servlet.
    assertThat(answer.map(Answer::status).orElse(400)).isEqualTo(400);
  }

  @Test
  void brokenChunksAreMalformed() throws Exception {
    Optional<Answer> answer =
        servlet.connect().send(chunkedHead()).send("zz\r\nx\r\n0\r\n\r\n").receiveIfAny();

    assertThat(answer.map(Answer::status).orElse(400)).isEqualTo(400);
  }

  @Test
  void aPageThatIsAllowedMayReadAnswers() throws Exception {
    RawConnection connection = servlet.connect();

    Answer preflight =
        connection
            .send(
                "OPTIONS /graphql HTTP/1.1\r\nhost: x\r\norigin: https://app.example\r\n"
                    + "access-control-request-method: POST\r\n"
                    + "access-control-request-headers: content-type,x-api-key\r\n\r\n")
            .receive();
    Answer answer =
        connection
            .send(
                request(
                    "POST",
                    "content-type: application/json\r\norigin: https://app.example",
                    TYPENAME))
            .receive();

    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.headers())
        .containsEntry("access-control-allow-origin", "https://app.example")
        .containsEntry("access-control-allow-headers", "content-type,x-api-key");
    assertThat(answer.headers())
        .containsEntry("access-control-allow-origin", "https://app.example")
        .containsEntry("vary", "Origin");
  }

  @Test
  void manyAtOnceAreAllServed() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(100);
    Callable<Answer> client =
        () -> {
          try (RawConnection connection = new RawConnection(servlet.port())) {
            return connection.send(post(create("x"))).receive();
          }
        };

    List<Answer> answers = new ArrayList<>();
    for (Future<Answer> answer : clients.invokeAll(Collections.nCopies(100, client))) {
      answers.add(answer.get());
    }
    clients.shutdown();

    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(servlet.connect().send(post(LIST)).receive().text().split("\"text\"", -1))
        .hasSize(101);
  }

  @Test
  void aClosedBackendInvitesToComeBack() throws Exception {
    backend.close();

    Answer answer = servlet.connect().send(post(TYPENAME)).receive();

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("retry-after", "1");
    assertThat(answer.text()).contains("ServiceUnavailableException");
  }

  private Answer withoutKey(String header) throws Exception {
    return servlet
        .connect()
        .send(
            ("POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n%s\r\n"
                    + "content-length: %d\r\n\r\n%s")
                .formatted(header, TYPENAME.length(), TYPENAME))
        .receive();
  }

  private static String create(String text) {
    return "{\"query\":\"mutation{createNote(input:{text:\\\"%s\\\"}){text}}\"}".formatted(text);
  }
}
