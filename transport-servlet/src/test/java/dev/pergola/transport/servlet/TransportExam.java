package dev.pergola.transport.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.request.DataResponse;
import dev.pergola.transport.servlet.RawConnection.Answer;
import dev.pergola.wire.HttpOptions;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the servlet does on the wire, in whichever container. */
@Timeout(60)
abstract class TransportExam {

  private static final String BODY = "{\"query\":\"{a}\"}";
  private static final int LIMIT = 1 << 20;

  private final ScriptedBackend backend = new ScriptedBackend();
  private final List<AutoCloseable> opened = new ArrayList<>();

  /** A container with this servlet at {@code /graphql}. */
  abstract Container start(Servlet servlet, boolean async);

  @AfterEach
  void close() throws Exception {
    Collections.reverse(opened);
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  @Test
  void aRequestIsAnswered() throws Exception {
    Answer answer = connect().send(post(BODY)).receive();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"data\":{\"ran\":\"{a}\"}}");
    assertThat(answer.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("cache-control", "no-store")
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("content-length", "22");
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
    RawConnection connection = connect();

    Answer answer =
        connection.send(request(method, "content-type: " + type, BODY.getBytes(UTF_8))).receive();

    assertThat(answer.status()).isEqualTo(status);
    assertThat(connection.send(post(BODY)).receive().status()).isEqualTo(200);
  }

  @Test
  void headHasNoBody() throws Exception {
    RawConnection connection = connect();

    Answer answer = connection.send("HEAD /graphql HTTP/1.1\r\nhost: x\r\n\r\n").receive(false);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(connection.send(post(BODY)).receive().status()).isEqualTo(200);
  }

  @Test
  void aMutationInTheAddressIsNotRead() throws Exception {
    Answer answer =
        connect()
            .send(
                "GET /graphql?query=mutation%7Ba%7D HTTP/1.1\r\nhost: x\r\nx-api-key: good\r\n\r\n")
            .receive();

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers()).containsEntry("allow", "POST, OPTIONS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-api-key: bad", "x-api-key: good\r\nX-Api-Key: good", "x-other: none"})
  void badCredentialsAreRefusedWithTheBodyForEveryClient(String header) throws Exception {
    Answer answer =
        connect()
            .send(
                "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n%s\r\n"
                        .formatted(header)
                    + "content-length: %d\r\n\r\n%s".formatted(BODY.length(), BODY))
            .receive();

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
  void aBodyMayComeByteByByteAndInChunks() throws Exception {
    RawConnection slow = connect();
    for (byte b : post(BODY)) {
      slow.send(new byte[] {b});
    }
    RawConnection chunked = connect().send(chunkedHead());
    for (byte b : BODY.getBytes(UTF_8)) {
      chunked.send("1;extension=x\r\n" + (char) b + "\r\n");
    }
    chunked.send("0\r\ntrailer: x\r\n\r\n");

    assertThat(slow.receive().text()).contains("ran");
    assertThat(chunked.receive().text()).contains("ran");
  }

  @Test
  void requestsSentWithoutWaitingAreAnsweredInTheirOrder() throws Exception {
    RawConnection connection = connect();
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      requests.append(new String(post("{\"query\":\"q" + i + "\"}"), UTF_8));
    }

    connection.send(requests.toString());

    for (int i = 0; i < 20; i++) {
      assertThat(connection.receive().text()).contains("\"q" + i + "\"");
    }
  }

  @Test
  void aBodyAnnouncedAsTooLargeIsRefusedBeforeItComes() throws Exception {
    Answer answer = connect().send(head("content-length: 999999999")).receive();

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.text()).contains("ContentTooLargeException");
  }

  @ParameterizedTest
  @CsvSource({"true, 3000000", "false, 3000000", "true, 8000000", "false, 8000000"})
  void aBodyThatIsTooLargeIsRefusedThoughAllOfItIsSentFirst(boolean announced, int size)
      throws Exception {
    byte[] body = ("{\"query\":\"{a}\",\"p\":\"" + "p".repeat(size) + "\"}").getBytes(UTF_8);
    RawConnection connection = connect();

    if (announced) {
      connection.send(head("content-length: " + body.length)).send(body);
    } else {
      connection
          .send(chunkedHead())
          .send(Integer.toHexString(body.length) + "\r\n")
          .send(body)
          .send("\r\n0\r\n\r\n");
    }

    assertThat(connection.receive().status()).isEqualTo(413);
  }

  @Test
  void aBodyOfTheGreatestSizeIsRun() throws Exception {
    String start = "{\"query\":\"{a}\",\"p\":\"";
    String body = start + "p".repeat(LIMIT - start.length() - 2) + "\"}";

    assertThat(connect().send(post(body)).receive().status()).isEqualTo(200);
    assertThat(connect().send(post(body + " ")).receive().status()).isEqualTo(413);
  }

  @Test
  void aBodyWithoutEndIsCutOff() throws Exception {
    RawConnection connection = connect().send(chunkedHead());
    String chunk = "10000\r\n" + "p".repeat(0x10000) + "\r\n";

    int sent = sendUntilRefused(connection, chunk);

    assertThat(sent).isLessThan(1_000);
  }

  @Test
  void aBodyThatStallsIsGivenUp() throws Exception {
    serve(HttpOptions.builder().readTimeout(Duration.ofMillis(200)).build());
    RawConnection connection = connect().send(head("content-length: 100")).send("{\"query\"");

    Answer answer = connection.receive();

    assertThat(answer.status()).isEqualTo(408);
    assertThat(answer.text()).contains("RequestBodyTimeoutException");
  }

  @Test
  void aBodyThatTricklesIsGivenUp() throws Exception {
    serve(HttpOptions.builder().readTimeout(Duration.ofMillis(300)).build());
    RawConnection connection = connect().send(chunkedHead());

    int sent = sendUntilRefused(connection, "1\r\n{\r\n");

    assertThat(sent).isPositive();
  }

  @Test
  void aBodyThatEndsEarlyIsMalformed() throws Exception {
    Optional<Answer> answer =
        connect().send(head("content-length: 100")).send("{\"query\"").sendEnd().receiveIfAny();

    // Tomcat has closed the connection by the time it tells the servlet.
    assertThat(answer.map(Answer::status).orElse(400)).isEqualTo(400);
  }

  @Test
  void brokenChunksAreMalformed() throws Exception {
    Optional<Answer> answer =
        connect().send(chunkedHead()).send("zz\r\nx\r\n0\r\n\r\n").receiveIfAny();

    // Tomcat has closed the connection by the time it tells the servlet.
    assertThat(answer.map(Answer::status).orElse(400)).isEqualTo(400);
  }

  @Test
  void clientsThatStallHoldNoThread() throws Exception {
    for (int i = 0; i < 4 * Container.THREADS; i++) {
      connect().send(head("content-length: 100")).send("{\"query\"");
      connect().send(post("{\"query\":\"never\"}"));
      connect().send(post("{\"query\":\"big\"}"));
    }

    assertThat(connect().send(post(BODY)).receive().status()).isEqualTo(200);
  }

  @Test
  void aGreatAnswerArrivesWholeAndTheConnectionStaysOpen() throws Exception {
    RawConnection connection = connect();

    Answer answer = connection.send(post("{\"query\":\"big\"}")).receive();

    assertThat(answer.body()).hasSize(ScriptedBackend.BIG + 11);
    assertThat(connection.send(post(BODY)).receive().status()).isEqualTo(200);
  }

  @Test
  void clientsThatLeaveDisturbNobody() throws Exception {
    int port = port();
    for (int i = 0; i < 20; i++) {
      new RawConnection(port).send(head("content-length: 100")).send("{\"query\"").reset();
      new RawConnection(port).send(post("{\"query\":\"big\"}")).reset();
    }

    assertThat(connect().send(post(BODY)).receive().status()).isEqualTo(200);
  }

  @Test
  void anAnswerThatDoesNotComeIsGivenUpAndItsWorkCancelled() throws Exception {
    serve(HttpOptions.builder().answerTimeout(Duration.ofMillis(200)).build());

    Answer answer = connect().send(post("{\"query\":\"never\"}")).receive();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("\"errorType\":\"ExecutionTimeout\"");
    CompletableFuture<DataResponse> work = backend.running.poll(1, TimeUnit.SECONDS);
    assertThat(work).isCancelled();
  }

  @Test
  void tooMuchToDoInvitesToComeBack() throws Exception {
    Answer answer = connect().send(post("{\"query\":\"busy\"}")).receive();

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("retry-after", "1");
  }

  @Test
  void aPreflightIsAnsweredForAnAllowedPage() throws Exception {
    serve(HttpOptions.builder().allowedOrigins(List.of("https://app.example")).build());

    Answer preflight =
        connect()
            .send(
                "OPTIONS /graphql HTTP/1.1\r\nhost: x\r\norigin: https://app.example\r\n"
                    + "access-control-request-method: POST\r\n"
                    + "access-control-request-headers: content-type,x-api-key\r\n\r\n")
            .receive();
    Answer answer =
        connect()
            .send(
                request(
                    "POST",
                    "content-type: application/json\r\norigin: https://app.example",
                    BODY.getBytes(UTF_8)))
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
  void manyAtOnceAreAllAnswered() throws Exception {
    int port = port();
    ExecutorService clients = Executors.newFixedThreadPool(100);
    opened.add(clients::shutdownNow);
    Callable<String> client =
        () -> {
          try (RawConnection connection = new RawConnection(port)) {
            return connection.send(post(BODY)).receive().text();
          }
        };

    List<Future<String>> answers = clients.invokeAll(Collections.nCopies(100, client));

    for (Future<String> answer : answers) {
      assertThat(answer.get()).contains("ran");
    }
  }

  @Test
  void withoutAsyncSupportNothingIsServed() throws Exception {
    serve(new PergolaServlet(backend), false);

    Answer answer = connect().send(post(BODY)).receive();

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void theOwnThreadEndsWithTheServlet() throws Exception {
    start(new PergolaServlet(backend), true).close();

    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("pergola-servlet-timer"));
  }

  private int sendUntilRefused(RawConnection connection, String chunk) throws IOException {
    int sent = 0;
    try {
      while (!connection.hasAnswer() && sent < 1_000_000) {
        connection.send(chunk);
        sent++;
      }
    } catch (SocketException closed) {
      return sent;
    }
    assertThat(connection.receive().status()).isIn(408, 413);
    return sent;
  }

  private Container serve(HttpOptions options) {
    return serve(new PergolaServlet(backend, options), true);
  }

  private Container serve(Servlet servlet, boolean async) {
    Container container = start(servlet, async);
    opened.add(container);
    return container;
  }

  private int port() {
    if (opened.isEmpty()) {
      serve(HttpOptions.defaults());
    }
    return ((Container) opened.get(0)).port();
  }

  private RawConnection connect() throws IOException {
    RawConnection connection = new RawConnection(port());
    opened.add(connection);
    return connection;
  }

  private static byte[] post(String body) {
    return request("POST", "content-type: application/json", body.getBytes(UTF_8));
  }

  private static byte[] request(String method, String headers, byte[] body) {
    String head =
        "%s /graphql HTTP/1.1\r\nhost: x\r\nx-api-key: good\r\n%s\r\ncontent-length: %d\r\n\r\n"
            .formatted(method, headers, body.length);
    byte[] request = new byte[head.length() + body.length];
    System.arraycopy(head.getBytes(UTF_8), 0, request, 0, head.length());
    System.arraycopy(body, 0, request, head.length(), body.length);
    return request;
  }

  private static String head(String lengthHeader) {
    return "POST /graphql HTTP/1.1\r\nhost: x\r\nx-api-key: good\r\n"
        + "content-type: application/json\r\n"
        + lengthHeader
        + "\r\n\r\n";
  }

  private static String chunkedHead() {
    return head("transfer-encoding: chunked");
  }
}
