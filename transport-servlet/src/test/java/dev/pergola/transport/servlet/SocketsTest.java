package dev.pergola.transport.servlet;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pergola.Pergola;
import dev.pergola.auth.ApiKey;
import dev.pergola.auth.ApiKeys;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.request.DataRequest;
import dev.pergola.request.Limits;
import dev.pergola.storage.memory.EmbeddedStore;
import dev.pergola.transport.servlet.Hosting.Running;
import dev.pergola.wire.RealtimeEndpoint;
import dev.pergola.wire.RealtimeOptions;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Subscriptions over the sockets of each container, with the JDK's client. */
class SocketsTest {

  private static final String PATH = "/api";
  private static final String KEY = "da2-0123456789abcdef";
  private static final String AUTH = "{\"host\":\"localhost\",\"x-api-key\":\"" + KEY + "\"}";
  private static final String UPGRADE =
      "GET /api/realtime HTTP/1.1\r\nhost: 127.0.0.1\r\nupgrade: websocket\r\n"
          + "connection: Upgrade\r\nsec-websocket-version: 13\r\n"
          + "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  private static final Schema SCHEMA =
      a.schema(a.model("Todo").field("title", a.string()).authorization(allow.publicApiKey()));

  private final Pergola backend = backend(Limits.defaults());
  private final RealtimeEndpoint endpoint =
      RealtimeEndpoint.of(backend, RealtimeOptions.defaults());

  @AfterEach
  void close() {
    endpoint.close();
    backend.close();
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void eventsComeOverEachPath(Container container) throws Exception {
    try (Running running = start(container)) {
      List<SocketClient> clients = new ArrayList<>();
      for (String path : List.of("/api/realtime", "/api", "/graphql/realtime")) {
        SocketClient client = SocketClient.open(uri(running, path), "graphql-ws", header());
        assertThat(client.subprotocol()).isEqualTo("graphql-ws");
        client.send("{\"type\":\"connection_init\"}");
        client.await("connection_ack");
        client.send(start("s"));
        client.await("start_ack");
        clients.add(client);
      }

      create("one ✓");

      for (SocketClient client : clients) {
        assertThat(client.await("data"))
            .isEqualTo(
                "{\"id\":\"s\",\"type\":\"data\",\"payload\":{\"data\":{\"onCreateTodo\":{\"title\":\"one ✓\"}}}}");
        client.send("{\"type\":\"stop\",\"id\":\"s\"}");
        client.await("complete");
        client.close();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void manyHandshakesAtOnceAreNotMixedUp(Container container) throws Exception {
    try (Running running = start(container)) {
      List<SocketClient> clients =
          IntStream.range(0, 40)
              .parallel()
              .mapToObj(
                  i ->
                      i % 2 == 0
                          ? SocketClient.open(uri(running, "/api/realtime"), "graphql-ws", header())
                          : SocketClient.open(uri(running, "/api/realtime"), "graphql-ws"))
              .toList();

      clients.forEach(client -> client.send("{\"type\":\"connection_init\"}"));

      for (int i = 0; i < clients.size(); i++) {
        clients.get(i).await(i % 2 == 0 ? "connection_ack" : "connection_error");
        clients.get(i).close();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void credentialsMayStandInTheQuery(Container container) throws Exception {
    try (Running running = start(container)) {
      SocketClient client =
          SocketClient.open(
              uri(running, "/api/realtime?header=" + blob() + "&payload=e30"), "graphql-ws");

      client.send("{\"type\":\"connection_init\"}");

      client.await("connection_ack");
      client.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void aTokenOfManyGroupsFits(Container container) throws Exception {
    String auth = AUTH.replace("{", "{\"Other\":\"" + "x".repeat(16_384) + "\",");
    try (Running running = start(container)) {
      SocketClient client =
          SocketClient.open(uri(running, "/api/realtime"), "graphql-ws", "header-" + encoded(auth));

      client.send("{\"type\":\"connection_init\"}");

      client.await("connection_ack");
      client.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void nobodyIsRefusedByAStatus(Container container) throws Exception {
    try (Running running = start(container)) {
      for (String head :
          List.of(
              "sec-websocket-protocol: graphql-ws\r\n",
              "sec-websocket-protocol: graphql-ws, header-nonsense\r\n",
              "sec-websocket-protocol: graphql-ws, "
                  + header()
                  + "\r\norigin: http://evil.test\r\n",
              "sec-websocket-protocol: mqtt\r\n",
              "")) {
        assertThat(upgrade(running, head)).as(head).isEqualTo(101);
      }
      endpoint.close();
      assertThat(upgrade(running, "sec-websocket-protocol: graphql-ws\r\n")).isEqualTo(101);
    }
  }

  private static int upgrade(Running running, String head) throws IOException {
    try (RawConnection connection = new RawConnection(running.port())) {
      return connection.send(UPGRADE + head + "\r\n").receive(false).status();
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void theOtherProtocolIsChosenByItsName(Container container) throws Exception {
    try (Running running = start(container)) {
      SocketClient client = SocketClient.open(uri(running, "/api"), "graphql-transport-ws");
      client.send("{\"type\":\"connection_init\",\"payload\":{\"x-api-key\":\"" + KEY + "\"}}");
      client.await("connection_ack");
      client.send(
          "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"subscription { onCreateTodo { title } }\"}}");
      client.send("{\"type\":\"ping\"}");
      client.await("pong");

      create("two");

      assertThat(client.await("next")).contains("\"title\":\"two\"");
      client.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void whoGoesAwayLeavesNothingBehind(Container container) throws Exception {
    try (Running running = start(container)) {
      for (int i = 0; i < 20; i++) {
        SocketClient client =
            SocketClient.open(uri(running, "/api/realtime"), "graphql-ws", header());
        client.send("{\"type\":\"connection_init\"}");
        client.send(start("s"));
        client.await("start_ack");
        if (i % 2 == 0) {
          client.abort();
        } else {
          client.close();
        }
      }

      await().untilAsserted(() -> assertThat(endpoint.size()).isZero());
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void stoppingClosesTheSocketsWithAWord(Container container) throws Exception {
    try (Running running = start(container)) {
      SocketClient client =
          SocketClient.open(uri(running, "/api/realtime"), "graphql-ws", header());
      client.send("{\"type\":\"connection_init\"}");
      client.await("connection_ack");

      endpoint.close();

      assertThat(client.closed.get(30, TimeUnit.SECONDS)).isEqualTo(1001);
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void aLongTextIsReadInParts(Container container) throws Exception {
    try (Running running = start(container)) {
      SocketClient client =
          SocketClient.open(uri(running, "/api/realtime"), "graphql-ws", header());
      String end = "\"}";
      String stop = "{\"type\":\"stop\",\"id\":\"";
      int most = RealtimeOptions.defaults().maxFrameBytes() - stop.length() - end.length();
      String longest = "é".repeat(most / 2);

      client.send("{\"type\":\"connection_init\"}");
      client.await("connection_ack");
      client.send(stop + longest + end);
      assertThat(client.await("complete")).contains(longest);
      client.sendInParts(stop + "in ", "parts", end);
      assertThat(client.await("complete")).contains("in parts");
      client.send(stop + longest + "12" + end);

      assertThat(client.closed.get(30, TimeUnit.SECONDS)).isEqualTo(1009);
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void bytesAreNoMessages(Container container) throws Exception {
    try (Running running = start(container)) {
      SocketClient client =
          SocketClient.open(uri(running, "/api/realtime"), "graphql-ws", header());
      client.send("{\"type\":\"connection_init\"}");
      client.await("connection_ack");

      client.sendBytes(new byte[] {1, 2, 3});

      client.trySend("{\"type\":\"stop\",\"id\":\"a\"}");
      await()
          .until(
              () ->
                  client.closed.isDone()
                      || client.frames.stream().anyMatch(frame -> frame.contains("complete")));
      assertThat(client.closed.getNow(1003)).isEqualTo(1003);
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void nothingIsCompressedAndATextThatIsNoneClosesTheSocket(Container container) throws Exception {
    try (Running running = start(container);
        RawConnection connection = new RawConnection(running.port())) {
      connection.send(
          UPGRADE
              + "sec-websocket-protocol: graphql-ws\r\n"
              + "sec-websocket-extensions: permessage-deflate\r\n\r\n");

      RawConnection.Answer upgraded = connection.receive(false);
      // A text of two bytes, masked with zeros, that are no UTF-8.
      connection.send(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, (byte) 0xC3, 0x28});
      byte[] close = connection.receiveBytes(4);

      assertThat(upgraded.status()).isEqualTo(101);
      assertThat(upgraded.headers()).doesNotContainKey("sec-websocket-extensions");
      assertThat(close[0]).isEqualTo((byte) 0x88);
      assertThat(((close[2] & 0xFF) << 8) | (close[3] & 0xFF)).isEqualTo(1007);
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void theAnswerToAPingIsASignOfLife(Container container) throws Exception {
    try (RealtimeEndpoint asking =
            RealtimeEndpoint.of(
                backend, RealtimeOptions.builder().idlePing(Duration.ofSeconds(1)).build());
        Running running =
            container.host(new PergolaServlet(backend)).at(PATH).withSockets(asking).start()) {
      SocketClient client =
          SocketClient.open(uri(running, "/api/realtime"), "graphql-ws", header());
      client.send("{\"type\":\"connection_init\"}");
      client.await("connection_ack");

      await().untilAsserted(() -> assertThat(client.pings).hasValueGreaterThan(2));

      assertThat(client.closed).isNotDone();
      assertThat(asking.size()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void whoTakesNothingIsClosedAndHoldsNobodyUp(Container container) throws Exception {
    try (Running running = start(container)) {
      SocketClient deaf = SocketClient.open(uri(running, "/api/realtime"), "graphql-ws", header());
      SocketClient other = SocketClient.open(uri(running, "/api/realtime"), "graphql-ws", header());
      for (SocketClient client : List.of(deaf, other)) {
        client.send("{\"type\":\"connection_init\"}");
        client.await("connection_ack");
        client.send(start("s"));
        client.await("start_ack");
      }
      deaf.deaf();
      String large = "x".repeat(90_000);

      for (int i = 0; i < 1_000 && endpoint.size() > 1; i++) {
        create(i + " " + large);
        assertThat(other.await("data")).contains(i + " x");
      }

      assertThat(endpoint.size()).as("the deaf one is given up").isEqualTo(1);
      create("after");
      assertThat(other.await("data")).contains("after");
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whoDoesNotTakeOneMessageInTimeIsClosed(Container container) throws Exception {
    Limits roomForAll =
        Limits.builder().maxWaitingEvents(1_000_000).maxWaitingBytes(1 << 30).build();
    try (Pergola patient = backend(roomForAll);
        RealtimeEndpoint waiting =
            RealtimeEndpoint.of(
                patient, RealtimeOptions.builder().maxQueuedChars(1 << 30).build());
        Running running =
            container
                .host(new PergolaServlet(patient))
                .at(PATH)
                .withSockets(waiting)
                .withSending(Duration.ofMillis(500))
                .start();
        RawConnection deaf = new RawConnection(running.port())) {
      deaf.send(UPGRADE + "sec-websocket-protocol: graphql-ws, " + header() + "\r\n\r\n");
      assertThat(deaf.receive(false).status()).isEqualTo(101);
      deaf.send(frame(start("s")));
      await().until(() -> waiting.size() == 1);
      String large = "x".repeat(90_000);

      for (int i = 0; i < 200 && waiting.size() > 0; i++) {
        create(patient, large);
      }

      await().untilAsserted(() -> assertThat(waiting.size()).isZero());
      assertThatThrownBy(
              () -> {
                while (true) {
                  deaf.send(frame("{\"type\":\"stop\",\"id\":\"s\"}"));
                }
              })
          .as("the connection is closed too")
          .isInstanceOf(SocketException.class);
    }
  }

  /** A text as a client sends it, masked with zeros. */
  private static byte[] frame(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(bytes.length + 8).put((byte) 0x81);
    if (bytes.length < 126) {
      frame.put((byte) (0x80 | bytes.length));
    } else {
      frame.put((byte) (0x80 | 126)).putShort((short) bytes.length);
    }
    frame.putInt(0).put(bytes).flip();
    byte[] sent = new byte[frame.remaining()];
    frame.get(sent);
    return sent;
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void requestsAreServedAtTheSamePath(Container container) throws Exception {
    try (Running running = start(container)) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + PATH))
                      .header("content-type", "application/json")
                      .header("x-api-key", KEY)
                      .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"{ __typename }\"}"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());

      assertThat(answer.body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
    }
  }

  private Running start(Container container) {
    return container.host(new PergolaServlet(backend)).at(PATH).withSockets(endpoint).start();
  }

  private static Pergola backend(Limits limits) {
    return Pergola.builder(SCHEMA)
        .store(EmbeddedStore.inMemory())
        .limits(limits)
        .authorizationModes(modes -> modes.apiKey(ApiKeys.of(ApiKey.of("test", KEY))))
        .build();
  }

  private void create(String title) {
    create(backend, title);
  }

  private static void create(Pergola at, String title) {
    assertThat(
            at.execute(
                    DataRequest.of(
                        "mutation { createTodo(input: {title: \"" + title + "\"}) { title } }"),
                    Identity.admin())
                .join()
                .errors())
        .isEmpty();
  }

  private static URI uri(Running running, String path) {
    return URI.create("ws://127.0.0.1:" + running.port() + path);
  }

  private static String header() {
    return "header-" + blob();
  }

  private static String blob() {
    return encoded(AUTH);
  }

  private static String encoded(String auth) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(auth.getBytes(StandardCharsets.UTF_8));
  }

  private static String start(String id) {
    return ("{\"id\":\"%s\",\"type\":\"start\",\"payload\":{\"data\":\"{\\\"query\\\":\\\"subscription { onCreateTodo"
            + " { title } }\\\"}\",\"extensions\":{\"authorization\":%s}}}")
        .formatted(id, AUTH);
  }
}
