package dev.pergola.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.request.DataError;
import dev.pergola.request.OverloadedException;
import dev.pergola.request.SubscriptionEndedException;
import dev.pergola.request.SubscriptionEndedException.Reason;
import dev.pergola.request.SubscriptionRefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The protocol of the library {@code graphql-ws}, text by text (spec: wire 7). */
class TransportWsProtocolTest {

  private static final String INIT = "{'type':'connection_init','payload':{'x-api-key':'%s'}}";
  private static final String SUBSCRIBE =
      "{'type':'subscribe','id':'%s','payload':{'query':'subscription { onCreateTodo { id } }'}}";

  private final TestBackend backend = TestBackend.answering("{}");
  private final AtomicLong now = new AtomicLong();
  private final Client client = new Client();
  private final RealtimeEndpoint endpoint =
      RealtimeEndpoint.of(backend, RealtimeOptions.defaults(), now::get, Runnable::run);
  private final RealtimeSession session =
      endpoint.open(
          new RealtimeHandshake(List.of("graphql-transport-ws"), "", Headers.none()), client);

  @Test
  void eventsComeAsNextUntilTheClientCompletes() {
    say(INIT.formatted("good"));
    say(SUBSCRIBE.formatted("1"));
    backend.streams.get(0).started.complete(null);
    backend.streams.get(0).reader.onNext(AppSyncProtocolTest.event("{\"data\":{\"a\":1}}"));
    say("{'type':'complete','id':'1'}");

    assertThat(client.frames)
        .containsExactly(
            "{\"type\":\"connection_ack\"}",
            "{\"id\":\"1\",\"type\":\"next\",\"payload\":{\"data\":{\"a\":1}}}");
    assertThat(backend.streams.get(0).closed).isTrue();
  }

  /** A client hears of its errors, and of later events. */
  @Test
  void anEventOfWhichNothingMayBeToldIsOneWithErrors() {
    say(INIT.formatted("good"));
    say(SUBSCRIBE.formatted("1"));
    backend.streams.get(0).started.complete(null);
    backend.streams.get(0).reader.onNext(AppSyncProtocolTest.tooLarge());
    backend.streams.get(0).reader.onNext(AppSyncProtocolTest.event("{\"data\":1}"));

    assertThat(client.frames.subList(1, 3))
        .containsExactly(
            "{\"id\":\"1\",\"type\":\"next\",\"payload\":{\"data\":null,\"errors\":[{}]}}",
            "{\"id\":\"1\",\"type\":\"next\",\"payload\":{\"data\":1}}");
  }

  @Test
  void aRefusalIsAnErrorWithAListOfErrors() {
    say(INIT.formatted("good"));
    say(SUBSCRIBE.formatted("1"));
    backend
        .streams
        .get(0)
        .started
        .completeExceptionally(
            new SubscriptionRefusedException(List.of(DataError.ofRequest("no", null))));

    assertThat(client.last())
        .isEqualTo(
            "{\"id\":\"1\",\"type\":\"error\",\"payload\":[{\"path\":null,\"locations\":null,\"message\":\"no\"}]}");
    say(SUBSCRIBE.formatted("1"));
    assertThat(client.code).as("the id is free again").isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no json                                               | 4400",
        "{'type':'nonsense'}                                   | 4400",
        "{'type':'subscribe','id':'1','payload':{'query':'x'}} | 4401",
        "{'type':'connection_init'}                            | 4403",
        "{'type':'connection_init','payload':['x-api-key']}    | 4400",
        "{'type':'connection_init','payload':'good'}           | 4400",
        "{'type':'ping','payload':1}                           | 4400",
        "{'type':'pong','payload':'x'}                         | 4400",
        "{'type':'connection_init','payload':{'x-api-key':'bad'}} | 4403",
      })
  void whatBreaksTheProtocolClosesTheSocket(String message, int code) {
    say(message);

    assertThat(client.code).isEqualTo(code);
    assertThat(endpoint.size()).isZero();
  }

  @Test
  void aSecondIntroductionOrTheSameIdTwiceDoesToo() {
    say(INIT.formatted("good"));
    say(SUBSCRIBE.formatted("1"));
    say(SUBSCRIBE.formatted("1"));
    assertThat(client.code).isEqualTo(4409);

    Client other = new Client();
    RealtimeSession second =
        endpoint.open(
            new RealtimeHandshake(List.of("graphql-transport-ws"), "", Headers.none()), other);
    second.text(json(INIT.formatted("good")));
    second.text(json(INIT.formatted("good")));
    assertThat(other.code).isEqualTo(4429);
  }

  @Test
  void anIdOfAnyLengthIsNotKept() {
    say(INIT.formatted("good"));

    say(SUBSCRIBE.formatted("x".repeat(257)));

    assertThat(client.code).isEqualTo(4400);
    assertThat(backend.streams).isEmpty();
  }

  @Test
  void aCallerIsNobodyForEverOnceIntroduced() {
    say(INIT.formatted("good"));
    say(SUBSCRIBE.formatted("1"));
    backend.streams.get(0).started.complete(null);
    backend.takenAway.add("good");

    say(SUBSCRIBE.formatted("2"));
    assertThat(client.last()).contains("\"id\":\"2\"", "UnauthorizedException");
    now.addAndGet(Duration.ofSeconds(30).toNanos());
    endpoint.tick();

    assertThat(backend.streams).hasSize(1);
    assertThat(backend.streams.get(0).closed).isTrue();
    assertThat(client.last()).contains("\"id\":\"1\"", "UnauthorizedException");
    assertThat(client.code).isEqualTo(4403);
  }

  @Test
  void credentialsMayStandInTheHeadersOfTheUpgradeButNotInItsCookies() {
    Headers key = Headers.of(Map.of("x-api-key", List.of("good")));
    Headers cookies = Headers.of(Map.of("cookie", List.of("x-api-key=good")));
    List<Client> clients = List.of(new Client(), new Client(), new Client());
    List<Headers> headers = List.of(key, cookies, key);
    for (int i = 0; i < 3; i++) {
      endpoint
          .open(
              new RealtimeHandshake(List.of("graphql-transport-ws"), "", headers.get(i)),
              clients.get(i))
          // What the introduction says itself goes before.
          .text(i < 2 ? "{\"type\":\"connection_init\"}" : json(INIT.formatted("bad")));
    }

    assertThat(clients.get(0).types()).containsExactly("connection_ack");
    assertThat(clients).extracting(client -> client.code).containsExactly(0, 4403, 4403);
  }

  @Test
  void anErrorOfOneSubscriptionLeavesTheOthersAlone() {
    say(INIT.formatted("good"));
    for (String id : List.of("1", "2", "3")) {
      say(SUBSCRIBE.formatted(id));
    }
    backend.streams.get(0).started.complete(null);
    backend.streams.get(1).started.completeExceptionally(new OverloadedException("busy"));
    backend.streams.get(2).started.complete(null);
    backend.streams.get(2).reader.onError(new IllegalStateException("broken"));
    backend.streams.get(0).reader.onNext(AppSyncProtocolTest.event("{\"data\":1}"));

    assertThat(client.types()).containsExactly("connection_ack", "error", "error", "next");
    assertThat(client.frames.get(1)).contains("\"id\":\"2\"", "LimitExceededError");
    assertThat(client.frames.get(2))
        .contains("\"id\":\"3\"", "InternalFailure")
        .doesNotContain("broken");
    assertThat(client.code).isZero();
  }

  @Test
  void thereAreOnlySoManySubscriptions() {
    say(INIT.formatted("good"));
    for (int i = 0; i < 101; i++) {
      say(SUBSCRIBE.formatted(i));
    }

    assertThat(backend.streams).hasSize(100);
    assertThat(client.last()).contains("\"id\":\"100\"", "MaxSubscriptionsReachedError");
  }

  @ParameterizedTest
  @CsvSource({"EXPIRED, 4403", "REVOKED, 4403", "TOO_SLOW, 1013"})
  void theEndOfTheLastSubscriptionIsThatOfTheSocket(Reason reason, int code) {
    say(INIT.formatted("good"));
    say(SUBSCRIBE.formatted("1"));
    backend.streams.get(0).started.complete(null);

    backend.streams.get(0).reader.onError(new SubscriptionEndedException(reason));

    assertThat(client.code).isEqualTo(code);
  }

  @Test
  void theServersEndIsToldByItsCode() {
    say(INIT.formatted("good"));

    endpoint.close();

    assertThat(client.code).isEqualTo(1001);
  }

  @Test
  void theClientIsAskedForASignOfLife() {
    say(INIT.formatted("good"));
    now.addAndGet(Duration.ofSeconds(46).toNanos());
    endpoint.tick();
    say("{'type':'pong'}");

    assertThat(client.types()).containsExactly("connection_ack", "ping");
    assertThat(client.code).isZero();
  }

  @Test
  void whoSaysNothingIsClosed() {
    now.addAndGet(Duration.ofSeconds(10).toNanos());
    endpoint.tick();

    assertThat(client.code).isEqualTo(4408);
  }

  @Test
  void aPingIsAnswered() {
    say("{'type':'ping'}");

    assertThat(client.types()).containsExactly("pong");
  }

  @Test
  void otherSubprotocolsAreNotSpoken() {
    Client other = new Client();

    RealtimeSession unused =
        endpoint.open(new RealtimeHandshake(List.of("mqtt"), "", Headers.none()), other);

    assertThat(other.code).isEqualTo(4406);
  }

  private void say(String message) {
    session.text(json(message));
  }

  private static String json(String message) {
    return message.replace('\'', '"');
  }
}
