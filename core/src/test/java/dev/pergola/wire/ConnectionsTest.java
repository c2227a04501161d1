package dev.pergola.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How many connections there may be, of whom, and for how long (spec: security 8). */
class ConnectionsTest {

  private static final String INIT = "{\"type\":\"connection_init\"}";
  private static final String GOOD = "{\"x-api-key\":\"good\"}";

  private final TestBackend backend = TestBackend.answering("{}");
  private final AtomicLong now = new AtomicLong();
  private final Deque<Runnable> later = new ArrayDeque<>();
  private final List<Client> clients = new ArrayList<>();

  @Test
  void whoNeverIntroducesHimselfCannotListen() {
    RealtimeEndpoint endpoint = endpoint(RealtimeOptions.builder().maxConnectionsPerKey(1).build());

    RealtimeSession first = open(endpoint, GOOD);
    RealtimeSession second = open(endpoint, GOOD);
    first.text(start("a", GOOD));
    second.text(start("a", GOOD));
    run();

    assertThat(backend.streams).hasSize(1);
    assertThat(clients.get(1).code).isEqualTo(1013);
  }

  @Test
  void aStartOnASocketOfNobodyIsRefusedWhateverItBrings() {
    RealtimeEndpoint endpoint = endpoint(RealtimeOptions.defaults());

    RealtimeSession session = open(endpoint, "{\"x-api-key\":\"bad\"}");
    session.text(start("a", GOOD));
    assertThat(backend.streams).isEmpty();
    assertThat(clients.get(0).last()).contains("UnauthorizedException");
    pass(endpoint, Duration.ofSeconds(10));

    assertThat(clients.get(0).code).isEqualTo(1008);
  }

  @Test
  void aStartMayComeInTheSameBreathAsTheIntroduction() {
    RealtimeEndpoint endpoint = endpoint(RealtimeOptions.defaults());
    RealtimeSession session = open(endpoint, GOOD);
    backend.hold = true;

    session.text(INIT);
    session.text(start("a", GOOD));
    session.text(start("b", GOOD));
    session.text("{\"type\":\"stop\",\"id\":\"b\"}");
    backend.hold = false;
    List.copyOf(backend.held).forEach(held -> held.complete(null));

    assertThat(backend.streams).hasSize(1);
    assertThat(clients.get(0).types()).containsOnlyOnce("connection_ack");
  }

  @Test
  void holdersOfATokenForAnAuthorizerAreCountedEach() {
    RealtimeEndpoint endpoint =
        endpoint(RealtimeOptions.builder().maxConnectionsPerCaller(1).build());

    for (String token : List.of("token-1", "token-1", "token-2")) {
      open(endpoint, "{\"Authorization\":\"" + token + "\"}").text(INIT);
    }
    run();

    assertThat(clients).extracting(client -> client.code).containsExactly(0, 1013, 0);
  }

  @Test
  void aSocketThatClosesWhileItsCallerIsFoundOutIsNotCountedForEver() {
    RealtimeEndpoint endpoint = endpoint(RealtimeOptions.defaults());
    backend.hold = true;
    RealtimeSession session = open(endpoint, GOOD);
    session.text(INIT);

    session.closed();
    backend.held.get(0).complete(null);

    assertThat(endpoint.callers()).isZero();
    assertThat(endpoint.size()).isZero();
  }

  @Test
  void whoLeavesMakesRoom() {
    RealtimeEndpoint endpoint = endpoint(RealtimeOptions.builder().maxConnectionsPerKey(1).build());
    for (int i = 0; i < 3; i++) {
      RealtimeSession session = open(endpoint, GOOD);
      session.text(INIT);
      assertThat(clients.get(i).types()).contains("connection_ack");
      session.closed();
      session.closed();
    }

    assertThat(endpoint.callers()).isZero();
  }

  @Test
  void thoseOfNobodyAreFewerThanAll() {
    RealtimeEndpoint endpoint =
        endpoint(RealtimeOptions.builder().maxConnections(5).maxPendingConnections(2).build());

    open(endpoint, GOOD).text(INIT);
    open(endpoint, GOOD);
    RealtimeSession leaving = open(endpoint, GOOD);
    open(endpoint, GOOD);
    leaving.closed();
    open(endpoint, GOOD);
    run();

    assertThat(clients).extracting(client -> client.code).containsExactly(0, 0, 0, 1013, 0);
  }

  @Test
  void aKeyThatIsTakenAwayEndsWhatWasMadeWithIt() {
    RealtimeEndpoint endpoint = endpoint(RealtimeOptions.defaults());
    RealtimeSession session = open(endpoint, GOOD);
    session.text(INIT);
    session.text(start("a", GOOD));
    session.text(start("b", "{\"Authorization\":\"token-1\"}"));
    session.text(start("c", "{\"Authorization\":\"token-2\"}"));
    backend.streams.forEach(stream -> stream.started.complete(null));
    pass(endpoint, Duration.ofSeconds(45));
    assertThat(backend.streams).noneMatch(stream -> stream.closed);

    backend.takenAway.addAll(List.of("good", "token-1"));
    pass(endpoint, Duration.ofSeconds(30));

    assertThat(backend.streams)
        .extracting(stream -> stream.closed)
        .containsExactly(true, true, false);
    assertThat(clients.get(0).frames.stream().filter(frame -> frame.contains("Unauthorized")))
        .hasSize(2);
    assertThat(clients.get(0).code).isZero();
    backend.takenAway.add("token-2");
    pass(endpoint, Duration.ofSeconds(30));
    assertThat(clients.get(0).code).isEqualTo(1008);
  }

  @Test
  void aSocketWithoutSubscriptionsEndsWithItsOwnCredentials() {
    RealtimeEndpoint endpoint = endpoint(RealtimeOptions.defaults());
    open(endpoint, GOOD).text(INIT);
    backend.takenAway.add("good");

    pass(endpoint, Duration.ofSeconds(30));

    assertThat(clients.get(0).code).isEqualTo(1008);
  }

  @Test
  void aSilentClientIsAskedAndClosedWhenItDoesNotAnswer() {
    RealtimeEndpoint endpoint = endpoint(RealtimeOptions.defaults());
    RealtimeSession session = open(endpoint, GOOD);
    clients.get(0).canAnswer = true;
    session.text(INIT);

    pass(endpoint, Duration.ofSeconds(60));
    assertThat(clients.get(0).pings).isEqualTo(1);
    session.alive();
    pass(endpoint, Duration.ofSeconds(60));
    assertThat(clients.get(0).pings).isEqualTo(2);
    assertThat(clients.get(0).code).isZero();
    pass(endpoint, Duration.ofSeconds(59));
    assertThat(clients.get(0).code).isZero();
    pass(endpoint, Duration.ofSeconds(1));

    assertThat(clients.get(0).code).isEqualTo(1008);
  }

  @Test
  void aClientsTimeToAnswerBeginsWhenItIsAsked() {
    RealtimeEndpoint endpoint = endpoint(RealtimeOptions.defaults());
    open(endpoint, GOOD).text(INIT);
    clients.get(0).canAnswer = true;

    // No thread is free to ask, since others wait for clients that take nothing.
    for (int i = 0; i < 3; i++) {
      now.addAndGet(Duration.ofSeconds(60).toNanos());
      endpoint.tick();
    }
    assertThat(later).as("one question").hasSize(1);
    run();
    assertThat(clients.get(0).pings).isEqualTo(1);
    pass(endpoint, Duration.ofSeconds(59));
    assertThat(clients.get(0).code).isZero();
    pass(endpoint, Duration.ofSeconds(1));

    assertThat(clients.get(0).code).isEqualTo(1008);
  }

  @Test
  void aClientThatSpeaksBeforeItIsAskedIsNotAsked() {
    RealtimeEndpoint endpoint = endpoint(RealtimeOptions.defaults());
    RealtimeSession session = open(endpoint, GOOD);
    clients.get(0).canAnswer = true;
    session.text(INIT);
    now.addAndGet(Duration.ofSeconds(60).toNanos());
    endpoint.tick();

    session.alive();
    run();

    assertThat(clients.get(0).pings).isZero();
  }

  @Test
  void anAnswerThatIsFasterThanTheQuestionsReturnCounts() {
    RealtimeEndpoint endpoint = endpoint(RealtimeOptions.defaults());
    List<RealtimeSession> sessions = new ArrayList<>();
    Client client =
        new Client() {
          @Override
          public boolean ping() {
            pings++;
            sessions.get(0).alive();
            return true;
          }
        };
    sessions.add(endpoint.open(handshake(GOOD), client));
    sessions.get(0).text(INIT);

    pass(endpoint, Duration.ofSeconds(60));
    pass(endpoint, Duration.ofSeconds(60));

    assertThat(client.pings).isEqualTo(2);
    assertThat(client.code).isZero();
  }

  @Test
  void aTransportThatCannotAskKeepsSilentClients() {
    RealtimeEndpoint endpoint = endpoint(RealtimeOptions.defaults());
    open(endpoint, GOOD).text(INIT);

    pass(endpoint, Duration.ofSeconds(60));
    pass(endpoint, Duration.ofSeconds(60));
    pass(endpoint, Duration.ofSeconds(60));

    assertThat(clients.get(0).code).isZero();
  }

  @Test
  void neitherTimeNorACallerWaitsForASocketToClose() {
    RealtimeEndpoint endpoint = endpoint(RealtimeOptions.defaults());
    RealtimeSession session = open(endpoint, GOOD);
    now.addAndGet(Duration.ofSeconds(10).toNanos());

    endpoint.tick();

    assertThat(clients.get(0).code).as("left to another thread").isZero();
    assertThat(endpoint.size()).isZero();
    run();
    assertThat(clients.get(0).code).isEqualTo(1008);
    session.text(INIT);
    assertThat(clients.get(0).frames).isEmpty();
  }

  @Test
  void timeGoesOnForTheOthersWhenOneSocketThrows() {
    RealtimeEndpoint endpoint = endpoint(RealtimeOptions.defaults());
    for (int i = 0; i < 3; i++) {
      Client client =
          new Client() {
            @Override
            public void send(String text, Runnable sent) {
              if (text.equals("{\"type\":\"ka\"}") && now.get() > 0) {
                throw new IllegalStateException("A broken transport");
              }
              super.send(text, sent);
            }
          };
      clients.add(client);
      endpoint.open(handshake(GOOD), client).text(INIT);
    }

    pass(endpoint, Duration.ofSeconds(45));
    pass(endpoint, Duration.ofHours(24));

    assertThat(clients).extracting(client -> client.code).containsOnly(1000);
  }

  @Test
  void aSocketOpenedAfterTheEndIsClosed() {
    RealtimeEndpoint endpoint = endpoint(RealtimeOptions.defaults());
    endpoint.close();

    RealtimeSession session = open(endpoint, GOOD);
    run();

    assertThat(clients.get(0).code).isEqualTo(1001);
    session.closed();
    assertThat(endpoint.size()).isZero();
  }

  private RealtimeEndpoint endpoint(RealtimeOptions options) {
    return RealtimeEndpoint.of(backend, options, now::get, later::add);
  }

  private RealtimeSession open(RealtimeEndpoint endpoint, String auth) {
    Client client = new Client();
    clients.add(client);
    return endpoint.open(handshake(auth), client);
  }

  private static RealtimeHandshake handshake(String auth) {
    String blob =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(auth.getBytes(StandardCharsets.UTF_8));
    return new RealtimeHandshake(List.of("graphql-ws", "header-" + blob), "", Headers.none());
  }

  private void pass(RealtimeEndpoint endpoint, Duration time) {
    now.addAndGet(time.toNanos());
    endpoint.tick();
    run();
  }

  /** What is left to other threads. */
  private void run() {
    for (Runnable task = later.poll(); task != null; task = later.poll()) {
      task.run();
    }
  }

  private static String start(String id, String auth) {
    String data = Json.write(Json.write(Map.of("query", "subscription { onCreateTodo { id } }")));
    return "{\"id\":\"%s\",\"type\":\"start\",\"payload\":{\"data\":%s,\"extensions\":{\"authorization\":%s}}}"
        .formatted(id, data, auth);
  }
}
