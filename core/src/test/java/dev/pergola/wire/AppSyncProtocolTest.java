package dev.pergola.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.internal.json.Json;
import dev.pergola.request.DataError;
import dev.pergola.request.DataResponse;
import dev.pergola.request.OverloadedException;
import dev.pergola.request.SubscriptionEndedException;
import dev.pergola.request.SubscriptionEndedException.Reason;
import dev.pergola.request.SubscriptionRefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AppSync's realtime protocol, text by text (spec: wire 5, security 8). */
class AppSyncProtocolTest {

  private static final String GOOD = "{\"host\":\"h\",\"x-api-key\":\"good\"}";
  private static final String BAD = "{\"host\":\"h\",\"x-api-key\":\"bad\"}";
  private static final String QUERY = "subscription { onCreateTodo { id } }";

  private final TestBackend backend = TestBackend.answering("{}");
  private final AtomicLong now = new AtomicLong();
  private final Client client = new Client();
  private RealtimeEndpoint endpoint = endpoint(RealtimeOptions.defaults());

  private RealtimeEndpoint endpoint(RealtimeOptions options) {
    return RealtimeEndpoint.of(backend, options, now::get, Runnable::run);
  }

  @Test
  void aHandshakeWithGoodCredentialsIsAcknowledged() {
    RealtimeSession session = open(GOOD);

    session.text("{\"type\":\"connection_init\"}");

    assertThat(client.frames)
        .containsExactly(
            "{\"type\":\"connection_ack\",\"payload\":{\"connectionTimeoutMs\":300000}}",
            "{\"type\":\"ka\"}");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void credentialsMayStandInTheQueryInEitherAlphabet(boolean urlSafe) {
    String json = "{\"x-api-key\":\"good\",\"pad\":\"õ?>~\"}";
    Base64.Encoder encoder = urlSafe ? Base64.getUrlEncoder() : Base64.getEncoder();
    // Android breaks it into lines.
    String blob =
        encoder
            .encodeToString(json.getBytes(StandardCharsets.UTF_8))
            .replaceAll("(.{20})", "$1\n")
            .replace("\n", "%0A")
            .replace("+", "%2B")
            .replace("=", "%3D");
    RealtimeSession session =
        endpoint.open(
            new RealtimeHandshake(
                List.of("graphql-ws"), "header=" + blob + "&payload=e30%3D", Headers.none()),
            client);

    session.text("{\"type\":\"connection_init\"}");

    assertThat(client.types()).contains("connection_ack");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"header=%s", "header=%s&payload=e30=", "x-tenant=t1&header=%s&x-header=a"})
  void otherParametersStandBesideThem(String query) {
    // Not escaped, with the marks of the ordinary alphabet, as some clients send it.
    String blob =
        Base64.getEncoder()
            .encodeToString(
                "{\"x-api-key\":\"good\",\"p\":\"õ?>~???\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(blob).contains("+").contains("/");
    RealtimeSession session =
        endpoint.open(
            new RealtimeHandshake(List.of("graphql-ws"), query.formatted(blob), Headers.none()),
            client);

    session.text("{\"type\":\"connection_init\"}");

    assertThat(client.types()).contains("connection_ack");
  }

  @ParameterizedTest
  @ValueSource(strings = {BAD, "{\"host\":\"h\"}", "[]", "no json"})
  void badCredentialsAreToldOnTheSocket(String auth) {
    RealtimeSession session = open(auth);

    session.text("{\"type\":\"connection_init\"}");

    assertThat(client.types()).containsExactly("connection_error");
    assertThat(client.last())
        .contains("\"errorType\":\"UnauthorizedException\"", "\"errorCode\":401");
  }

  /** Security 6: a bad credential is never ignored because another is good. */
  @ParameterizedTest
  @ValueSource(strings = {BAD, "[]", "no json"})
  void aBadOneIsNotSavedByAGoodOneBesideIt(String bad) {
    List<RealtimeHandshake> handshakes =
        List.of(
            handshake("", GOOD, bad),
            handshake("", bad, GOOD),
            handshake("header=" + blob(bad), GOOD),
            handshake("header=" + blob(GOOD), bad),
            handshake("header=" + blob(GOOD) + "&header=" + blob(bad)));
    for (RealtimeHandshake handshake : handshakes) {
      Client other = new Client();

      endpoint.open(handshake, other).text("{\"type\":\"connection_init\"}");

      assertThat(other.types()).containsExactly("connection_error");
    }
    Client same = new Client();
    endpoint
        .open(handshake("header=" + blob(GOOD), GOOD), same)
        .text("{\"type\":\"connection_init\"}");
    assertThat(same.types()).as("the same one twice").contains("connection_ack");
  }

  @Test
  void whatCannotBeReadIsNotSavedByTheIntroductionEither() {
    RealtimeSession session = endpoint.open(handshake("", "no json"), client);

    session.text("{\"type\":\"connection_init\",\"payload\":" + GOOD + "}");

    assertThat(client.types()).containsExactly("connection_error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "true", "[\"token-1\"]", "{}", "\"\""})
  void aTokenThatIsNoTextIsNotSavedByAKey(String token) {
    RealtimeSession session = ready();

    session.text(start("a", "{\"Authorization\":%s,\"x-api-key\":\"good\"}".formatted(token)));

    assertThat(backend.streams).isEmpty();
    assertThat(client.last()).contains("\"id\":\"a\"", "UnauthorizedException");
  }

  private static RealtimeHandshake handshake(String query, String... auths) {
    List<String> offered = new ArrayList<>(List.of("graphql-ws"));
    for (String auth : auths) {
      offered.add("header-" + blob(auth));
    }
    return new RealtimeHandshake(offered, query, Headers.none());
  }

  @Test
  void cookiesAreNoCredentials() {
    Headers cookies =
        Headers.of(Map.of("cookie", List.of("x-api-key=good; Authorization=token-1; header=good")));
    RealtimeSession session =
        endpoint.open(new RealtimeHandshake(List.of("graphql-ws"), "", cookies), client);

    session.text("{\"type\":\"connection_init\"}");

    assertThat(client.types()).containsExactly("connection_error");
  }

  @Test
  void aStartIsAcknowledgedAndItsEventsFollow() {
    RealtimeSession session = ready();

    session.text(start("a", GOOD));
    assertThat(client.types()).doesNotContain("start_ack");
    stream(0).started.complete(null);
    stream(0).reader.onNext(event("{\"data\":{\"onCreateTodo\":{\"id\":\"1\"}}}"));

    assertThat(stream(0).request.query()).isEqualTo(QUERY);
    assertThat(client.frames.subList(2, 4))
        .containsExactly(
            "{\"id\":\"a\",\"type\":\"start_ack\"}",
            "{\"id\":\"a\",\"type\":\"data\",\"payload\":{\"data\":{\"onCreateTodo\":{\"id\":\"1\"}}}}");
  }

  /** Of a data frame without data clients say nothing to the application. */
  @Test
  void anEventOfWhichNothingMayBeToldEndsItsSubscriptionWithAnError() {
    RealtimeSession session = ready();
    session.text(start("a", GOOD));
    session.text(start("b", GOOD));
    stream(0).started.complete(null);
    stream(1).started.complete(null);

    stream(0).reader.onNext(tooLarge());
    stream(0).reader.onNext(event("{\"data\":1}"));
    stream(1).reader.onNext(event("{\"data\":2}"));

    assertThat(stream(0).closed).isTrue();
    assertThat(client.frames.subList(4, client.frames.size()))
        .containsExactly(
            "{\"id\":\"a\",\"type\":\"error\",\"payload\":{\"errors\":[{\"errorType\":\"ResponseTooLarge\",\"message\":\"The response is larger than 3 bytes.\"}]}}",
            "{\"id\":\"b\",\"type\":\"data\",\"payload\":{\"data\":2}}");
  }

  @Test
  void whoLeavesTheIntroductionOutIsKeptAliveAndMayStillMakeIt() {
    RealtimeSession session = open(GOOD);
    session.text(start("a", GOOD));
    stream(0).started.complete(null);
    now.addAndGet(Duration.ofSeconds(46).toNanos());
    endpoint.tick();
    assertThat(client.types()).containsExactly("start_ack", "ka");
    assertThat(client.code).isZero();

    session.text("{\"type\":\"connection_init\"}");
    session.text("{\"type\":\"connection_init\"}");

    assertThat(client.types()).containsExactly("start_ack", "ka", "connection_ack", "ka");
  }

  @Test
  void whateverTheIdOfAFrameIsJson() {
    String id = "\"}\\ \n\u0000\u2028é😀";
    String written = Json.write(id);
    RealtimeSession session = ready();

    session.text(start("a", GOOD).replace("\"a\"", written));
    stream(0).started.complete(null);
    stream(0).reader.onNext(event("{\"data\":{\"onCreateTodo\":null}}"));
    session.text("{\"type\":\"stop\",\"id\":" + written + "}");

    assertThat(client.types()).endsWith("start_ack", "data", "complete");
    assertThat(client.frames.subList(2, 5))
        .allSatisfy(frame -> assertThat(frame).contains(written));
  }

  @Test
  void anIdThatIsNoTextIsNotSentBack() {
    RealtimeSession session = ready();

    session.text("{\"type\":\"stop\",\"id\":\"\\ud800\"}");

    assertThat(client.last()).contains("UnsupportedOperation").doesNotContain("\"id\"");
  }

  @Test
  void anErrorOfOneSubscriptionLeavesTheOthersAndTheSocketAlone() {
    RealtimeSession session = ready();
    session.text(start("a", GOOD));
    stream(0).started.complete(null);
    session.text(start("b", GOOD));
    stream(1).started.completeExceptionally(new OverloadedException("busy"));
    session.text(start("c", GOOD));
    stream(2).started.complete(null);
    stream(2).reader.onError(new IllegalStateException("broken"));

    assertThat(client.frames.get(3))
        .contains("\"id\":\"b\"", "\"errorType\":\"LimitExceededError\"");
    assertThat(client.last()).contains("\"id\":\"c\"", "InternalFailure").doesNotContain("broken");
    stream(0).reader.onNext(event("{\"data\":1}"));
    assertThat(client.types()).endsWith("data");
    assertThat(client.code).isZero();
  }

  @Test
  void eachStartIsJudgedByItsOwnCredentials() {
    RealtimeSession session = ready();

    session.text(start("a", BAD));
    session.text(start("b", "{\"host\":\"h\"}"));

    assertThat(backend.streams).isEmpty();
    assertThat(client.frames.subList(2, 4))
        .allMatch(frame -> frame.contains("UnauthorizedException"));
    assertThat(client.code).isZero();
  }

  @Test
  void theSameIdAgainReplacesTheFirstOnceItStands() {
    RealtimeSession session = ready();

    session.text(start("a", GOOD));
    stream(0).started.complete(null);
    session.text(start("a", GOOD));
    assertThat(stream(0).closed).isFalse();
    stream(0).reader.onNext(event("{\"data\":\"of the first\"}"));
    stream(1).started.complete(null);
    stream(0).reader.onNext(event("{\"data\":\"too late\"}"));

    assertThat(stream(0).closed).isTrue();
    assertThat(client.types()).endsWith("start_ack", "data", "start_ack");
    session.text("{\"type\":\"stop\",\"id\":\"a\"}");
    assertThat(stream(1).closed).isTrue();
  }

  @Test
  void theSameIdWithBadCredentialsLeavesTheFirstAlone() {
    RealtimeSession session = ready();
    session.text(start("a", GOOD));
    stream(0).started.complete(null);

    session.text(start("a", BAD));

    assertThat(client.last()).contains("\"id\":\"a\"", "UnauthorizedException");
    assertThat(stream(0).closed).isFalse();
    stream(0).reader.onNext(event("{\"data\":1}"));
    assertThat(client.types()).endsWith("data");
  }

  @Test
  void aStopAlsoEndsWhatHasNotStartedYet() {
    RealtimeSession session = ready();
    session.text(start("a", GOOD));

    session.text("{\"type\":\"stop\",\"id\":\"a\"}");
    stream(0).started.complete(null);

    assertThat(stream(0).closed).isTrue();
    assertThat(client.types()).doesNotContain("start_ack");
  }

  @Test
  void aStartIsAnsweredEvenIfTheBackendThrows() {
    RealtimeSession session = ready();
    backend.broken = true;

    session.text(start("a", GOOD));

    assertThat(client.last()).contains("\"id\":\"a\"", "InternalFailure");
    backend.broken = false;
    session.text(start("a", GOOD));
    stream(0).started.complete(null);
    assertThat(client.types()).endsWith("start_ack");
  }

  @Test
  void aStopEndsTheSubscriptionAndIsAlwaysAnswered() {
    RealtimeSession session = ready();
    session.text(start("a", GOOD));
    stream(0).started.complete(null);

    session.text("{\"type\":\"stop\",\"id\":\"a\"}");
    session.text("{\"type\":\"stop\",\"id\":\"unknown\"}");

    assertThat(stream(0).closed).isTrue();
    assertThat(client.types().stream().filter("complete"::equals)).hasSize(2);
  }

  @Test
  void whatTheBackendRefusesIsAnErrorOfThatIdOnly() {
    RealtimeSession session = ready();
    session.text(start("a", GOOD));

    stream(0)
        .started
        .completeExceptionally(
            new SubscriptionRefusedException(List.of(DataError.ofRequest("no such field", null))));

    assertThat(client.last())
        .isEqualTo(
            "{\"id\":\"a\",\"type\":\"error\",\"payload\":{\"errors\":[{\"errorType\":"
                + "\"UnsupportedOperation\",\"message\":\"no such field\"}]}}");
    assertThat(client.code).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{}",
        "{\"type\":5}",
        "{\"type\":\"weird\"}",
        "{\"type\":\"start\"}",
        "{\"type\":\"start\",\"id\":\"n\",\"payload\":{}}",
        "{\"type\":\"start\",\"id\":\"n\",\"payload\":{\"data\":\"{{\"}}",
      })
  void nonsenseIsAnErrorAndNothingElse(String text) {
    RealtimeSession session = ready();

    session.text(text);

    assertThat(client.last()).contains("\"type\":\"error\"", "UnsupportedOperation");
    assertThat(client.code).isZero();
    assertThat(backend.streams).isEmpty();
  }

  @Test
  void thereAreOnlySoManySubscriptions() {
    endpoint = endpoint(RealtimeOptions.builder().maxSubscriptions(2).build());
    RealtimeSession session = ready();

    for (String id : List.of("a", "b", "b", "c")) {
      session.text(start(id, GOOD));
    }

    assertThat(backend.streams).hasSize(3);
    assertThat(client.last()).contains("\"id\":\"c\"", "MaxSubscriptionsReachedError");
  }

  @Test
  void anExpiredTokenEndsTheSubscriptionAndTheLastOneTheSocket() {
    RealtimeSession session = ready();
    session.text(start("a", GOOD));
    session.text(start("b", GOOD));
    backend.streams.forEach(stream -> stream.started.complete(null));

    stream(0).reader.onError(new SubscriptionEndedException(Reason.EXPIRED));
    assertThat(client.last()).contains("\"id\":\"a\"", "UnauthorizedException", "Token expired");
    assertThat(client.code).isZero();
    stream(1).reader.onError(new SubscriptionEndedException(Reason.EXPIRED));

    assertThat(client.last()).contains("\"id\":\"b\"");
    assertThat(client.code).isEqualTo(1008);
  }

  @Test
  void aClientGetsNoMoreThanItTakes() {
    RealtimeSession session = ready();
    session.text(start("a", GOOD));
    stream(0).started.complete(null);
    long asked = stream(0).demand;
    client.slow = true;

    stream(0).reader.onNext(event("{\"data\":1}"));
    stream(0).reader.onNext(event("{\"data\":2}"));

    assertThat(client.types().stream().filter("data"::equals)).hasSize(1);
    assertThat(stream(0).demand).isEqualTo(asked);
    client.take();
    assertThat(client.types().stream().filter("data"::equals)).hasSize(2);
    assertThat(stream(0).demand).isEqualTo(asked + 1);
  }

  @Test
  void aClientThatTakesNothingLosesTheSocket() {
    endpoint = endpoint(RealtimeOptions.builder().maxQueuedChars(500).build());
    RealtimeSession session = ready();
    session.text(start("a", GOOD));
    stream(0).started.complete(null);
    client.slow = true;

    for (int i = 0; i < 12; i++) {
      stream(0).reader.onNext(event("{\"data\":\"" + "x".repeat(50) + "\"}"));
    }

    assertThat(client.code).isEqualTo(1013);
    assertThat(stream(0).closed).isTrue();
  }

  @Test
  void timeBringsSignsOfLifeAndEnds() {
    RealtimeSession silent = open(GOOD);
    now.addAndGet(Duration.ofSeconds(11).toNanos());
    endpoint.tick();
    assertThat(client.code).isEqualTo(1008);
    client.code = 0;
    silent.closed();

    RealtimeSession session = ready();
    now.addAndGet(Duration.ofSeconds(46).toNanos());
    endpoint.tick();
    assertThat(client.types().stream().filter("ka"::equals)).hasSize(2);
    now.addAndGet(Duration.ofHours(24).toNanos());
    endpoint.tick();
    assertThat(client.code).isEqualTo(1000);
    session.closed();
    assertThat(endpoint.size()).isZero();
  }

  @Test
  void aFloodOfMessagesAndAFrameTooLargeCloseTheSocket() {
    RealtimeSession session = ready();
    session.text("{\"type\":\"start\",\"id\":\"" + "z".repeat(300_000) + "\"}");
    assertThat(client.code).isEqualTo(1009);

    client.code = 0;
    RealtimeSession accented = ready();
    accented.text("{\"type\":\"stop\",\"id\":\"" + "é".repeat(131_000) + "\"}");
    assertThat(client.code).isZero();
    accented.text("{\"type\":\"stop\",\"id\":\"" + "é".repeat(131_100) + "\"}");
    assertThat(client.code).as("more bytes than may come, though fewer characters").isEqualTo(1009);

    RealtimeSession other = ready();
    for (int i = 0; i < 501; i++) {
      other.text("{\"type\":\"stop\",\"id\":\"" + i + "\"}");
    }
    assertThat(client.code).isEqualTo(1008);
  }

  @Test
  void pagesOfOtherOriginsAreRefused() {
    Headers foreign =
        Headers.of(Map.of("host", List.of("api.test"), "origin", List.of("https://evil.test")));
    Headers own =
        Headers.of(Map.of("host", List.of("api.test"), "origin", List.of("https://api.test")));
    for (Headers headers : List.of(foreign, own)) {
      endpoint
          .open(
              new RealtimeHandshake(List.of("graphql-ws", "header-" + blob(GOOD)), "", headers),
              client)
          .text("{\"type\":\"connection_init\"}");
    }

    assertThat(client.types()).containsExactly("connection_error", "connection_ack", "ka");
  }

  @Test
  void closingTellsEveryClient() {
    RealtimeSession session = ready();
    session.text(start("a", GOOD));
    stream(0).started.complete(null);

    endpoint.close();

    assertThat(client.code).isEqualTo(1001);
    assertThat(stream(0).closed).isTrue();
    assertThat(endpoint.size()).isZero();
  }

  @Test
  void theRetiredProtocolOfTheSameNameIsSpokenToo() {
    RealtimeSession session =
        endpoint.open(new RealtimeHandshake(List.of("graphql-ws"), "", Headers.none()), client);
    session.text("{\"type\":\"connection_init\",\"payload\":{\"X-Api-Key\":\"good\"}}");

    session.text("{\"type\":\"start\",\"id\":\"1\",\"payload\":{\"query\":\"" + QUERY + "\"}}");

    assertThat(client.types()).contains("connection_ack");
    assertThat(stream(0).request.query()).isEqualTo(QUERY);
  }

  private ScriptedStream stream(int number) {
    return backend.streams.get(number);
  }

  private RealtimeSession open(String auth) {
    return endpoint.open(
        new RealtimeHandshake(List.of("graphql-ws", "header-" + blob(auth)), "", Headers.none()),
        client);
  }

  private RealtimeSession ready() {
    RealtimeSession session = open(GOOD);
    session.text("{\"type\":\"connection_init\"}");
    return session;
  }

  private static String blob(String auth) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(auth.getBytes(StandardCharsets.UTF_8));
  }

  private static String start(String id, String auth) {
    String data = Json.write(Json.write(Map.of("query", QUERY, "variables", Map.of())));
    return "{\"id\":\"%s\",\"type\":\"start\",\"payload\":{\"data\":%s,\"extensions\":{\"authorization\":%s}}}"
        .formatted(id, data, auth);
  }

  static DataResponse event(String json) {
    return event(json, List.of());
  }

  /** What is told instead of an event that is larger than it may be. */
  static DataResponse tooLarge() {
    DataError error =
        DataError.ofField(
            "The response is larger than 3 bytes.", "ResponseTooLarge", List.of(), null);
    return event("{\"data\":null,\"errors\":[{}]}", List.of(error));
  }

  private static DataResponse event(String json, List<DataError> errors) {
    return new DataResponse() {
      @Override
      public boolean isRefusal() {
        return !errors.isEmpty();
      }

      @Override
      public Map<String, Object> data() {
        return Map.of();
      }

      @Override
      public List<DataError> errors() {
        return errors;
      }

      @Override
      public byte[] toJson() {
        return json.getBytes(StandardCharsets.UTF_8);
      }

      @Override
      public Map<String, Object> toMap() {
        return Map.of();
      }
    };
  }
}
