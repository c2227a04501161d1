package dev.pergola.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.request.DataError;
import dev.pergola.request.SubscriptionEndedException;
import dev.pergola.request.SubscriptionEndedException.Reason;
import dev.pergola.request.SubscriptionRefusedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Subscriptions as server-sent events, text by text (spec: wire 7). */
class SseProtocolTest {

  private static final String COMMENT = ":\n\n";
  private static final String COMPLETE = "event: complete\ndata:\n\n";
  private static final String BODY = "{\"query\":\"subscription { onCreateTodo { id } }\"}";

  private final TestBackend backend = TestBackend.answering("{}");
  private final AtomicLong now = new AtomicLong();
  private final Client client = new Client();
  private final RealtimeEndpoint realtime =
      RealtimeEndpoint.of(
          backend, RealtimeOptions.builder().maxConnections(2).build(), now::get, Runnable::run);
  private final HttpEndpoint endpoint = HttpEndpoint.of(backend, HttpOptions.defaults(), realtime);

  @Test
  void eventsComeOneByOneAsTheyAreTaken() {
    client.slow = true;
    subscribe();
    stream().started.complete(null);
    client.take();
    stream().reader.onNext(AppSyncProtocolTest.event("{\"data\":{\"a\":1}}"));
    stream().reader.onNext(AppSyncProtocolTest.event("{\"data\":{\"a\":2}}"));
    long asked = stream().demand;
    client.take();

    assertThat(client.frames)
        .containsExactly(
            COMMENT,
            "event: next\ndata: {\"data\":{\"a\":1}}\n\n",
            "event: next\ndata: {\"data\":{\"a\":2}}\n\n");
    assertThat(stream().demand).isEqualTo(asked + 1);
  }

  @Test
  void theHeadTellsProxiesToPassEventsOn() {
    HttpAnswer answer = answer("good", "text/event-stream", BODY);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().all("content-type"))
        .containsExactly("text/event-stream; charset=utf-8");
    assertThat(answer.headers().all("cache-control")).containsExactly("no-store");
    assertThat(answer.headers().all("x-accel-buffering")).containsExactly("no");
    assertThat(backend.streams).as("nothing is subscribed to before it is opened").isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/event-stream                                   | true",
        "text/event-stream, multipart/mixed                  | true",
        "application/json, text/event-stream                 | false",
        "application/graphql-response+json,text/event-stream | false",
        "text/event-stream;q=0                               | false",
        "*/*                                                 | false",
      })
  void onlyWhoAsksForEventsAloneGetsThem(String accept, boolean events) {
    assertThat(answer("good", accept, BODY).events().isPresent()).isEqualTo(events);
  }

  @Test
  void anEndpointWithoutSubscriptionsAnswersAtOnce() {
    HttpEndpoint plain = HttpEndpoint.of(backend, HttpOptions.defaults());

    assertThat(plain.handle(call("good", "text/event-stream", BODY)).join().events()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"bad | {\"query\":\"x\"} | 401", "good | {} | 400", "good | nonsense | 400"})
  void whatIsNoRequestOfSomebodyIsRefusedByItsStatus(String key, String body, int status) {
    HttpAnswer answer = answer(key, "text/event-stream", body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.events()).isEmpty();
  }

  @Test
  void aRefusalOfTheBackendIsAnEventAndTheEnd() {
    subscribe();
    stream()
        .started
        .completeExceptionally(
            new SubscriptionRefusedException(List.of(DataError.ofRequest("no", null))));

    assertThat(client.frames)
        .containsExactly(
            "event: next\ndata: {\"errors\":[{\"path\":null,\"locations\":null,\"message\":\"no\"}]}\n\n",
            COMPLETE);
    assertThat(client.code).isEqualTo(1000);
    assertThat(realtime.size()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"EXPIRED", "REVOKED"})
  void nothingComesAfterTheTokensEnd(Reason reason) {
    subscribe();
    stream().started.complete(null);
    stream().reader.onError(new SubscriptionEndedException(reason));

    assertThat(client.frames.get(1)).contains("\"errorType\":\"UnauthorizedException\"");
    assertThat(client.last()).isEqualTo(COMPLETE);
    assertThat(realtime.size()).isZero();
  }

  @Test
  void whoIsTooSlowIsCutOffWithoutAnEnd() {
    subscribe();
    stream().started.complete(null);
    stream().reader.onError(new SubscriptionEndedException(Reason.TOO_SLOW));

    assertThat(client.frames).containsExactly(COMMENT);
    assertThat(client.code).isEqualTo(1013);
  }

  @Test
  void aCommentIsSentAsASignOfLife() {
    subscribe();
    stream().started.complete(null);
    now.addAndGet(Duration.ofSeconds(14).toNanos());
    realtime.tick();
    assertThat(client.frames).containsExactly(COMMENT);
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    realtime.tick();

    assertThat(client.frames).containsExactly(COMMENT, COMMENT);
  }

  @Test
  void itEndsWithItsTimeAndWithTheServer() {
    subscribe();
    now.addAndGet(Duration.ofHours(24).toNanos());
    realtime.tick();
    assertThat(client.code).isEqualTo(1000);
    assertThat(stream().closed).isTrue();

    Client second = new Client();
    answer("good", "text/event-stream", BODY).events().orElseThrow().open(second);
    realtime.close();
    assertThat(second.code).isEqualTo(1001);
    assertThat(second.frames).as("no complete, so that the client comes back").isEmpty();
    assertThat(answer("good", "text/event-stream", BODY).status()).isEqualTo(503);
  }

  @Test
  void whenThereAreTooManyTheNextIsSentAway() {
    HttpAnswer early = answer("good", "text/event-stream", BODY);
    subscribe();
    subscribe();

    assertThat(answer("good", "text/event-stream", BODY).status()).isEqualTo(503);
    Client late = new Client();
    early.events().orElseThrow().open(late);
    assertThat(late.code).isEqualTo(1013);
    assertThat(realtime.size()).isEqualTo(2);
  }

  @Test
  void aClientThatHasGoneLeavesNothing() {
    RealtimeSession session = subscribe();
    stream().started.complete(null);
    session.closed();

    assertThat(stream().closed).isTrue();
    assertThat(realtime.size()).isZero();
  }

  private RealtimeSession subscribe() {
    return answer("good", "text/event-stream", BODY).events().orElseThrow().open(client);
  }

  private ScriptedStream stream() {
    return backend.streams.get(0);
  }

  private HttpAnswer answer(String key, String accept, String body) {
    return endpoint.handle(call(key, accept, body)).join();
  }

  private static HttpCall call(String key, String accept, String body) {
    Headers headers =
        Headers.builder()
            .add("content-type", "application/json")
            .add("accept", accept)
            .add("x-api-key", key)
            .build();
    return HttpCall.of("POST", "/graphql", headers, body.getBytes(UTF_8));
  }
}
