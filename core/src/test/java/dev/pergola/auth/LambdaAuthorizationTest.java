package dev.pergola.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.model.Mode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LambdaAuthorizationTest {

  private static final Identity CALLER =
      Identity.lambda(Map.of("tenant", "t1"), Set.of("Post.title"));

  private final MovableClock clock = new MovableClock();
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void letsInWhomTheAuthorizerLetsIn() {
    try (LambdaAuthorization mode = LambdaAuthorization.of(this::goodOnly)) {
      assertThat(mode.mode()).isEqualTo(Mode.LAMBDA);
      assertThat(say(mode, "good")).isEqualTo(Authentication.accepted(CALLER, null));
      assertThat(say(mode, "bad")).isInstanceOf(Authentication.Refused.class);
    }
  }

  @Test
  void theAuthorizerIsGivenTheTokenAsItWasSent() {
    List<String> seen = new ArrayList<>();
    try (LambdaAuthorization mode =
        LambdaAuthorization.of(
            request -> {
              seen.add(request.authorizationToken());
              return AuthorizerAnswer.refused();
            })) {
      say(mode, "Bearer  x ");
    }

    assertThat(seen).containsExactly("Bearer  x ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"good", "bad"})
  void anAnswerCountsForTheTimeToLive(String token) {
    try (LambdaAuthorization mode =
        LambdaAuthorization.of(this::goodOnly)
            .timeToLive(Duration.ofSeconds(30))
            .withClock(clock)) {
      Authentication first = say(mode, token);
      clock.move(Duration.ofMillis(29_999));
      assertThat(say(mode, token)).isEqualTo(first);
      assertThat(calls).hasValue(1);

      clock.move(Duration.ofMillis(1));
      assertThat(say(mode, token)).isEqualTo(first);
      assertThat(calls).hasValue(2);
    }
  }

  @Test
  void anAnswersOwnTimeToLiveGoesFirst() {
    try (LambdaAuthorization mode =
        LambdaAuthorization.of(
                request -> {
                  calls.incrementAndGet();
                  return AuthorizerAnswer.authorized()
                      .withTtlOverride(
                          request.authorizationToken().equals("once")
                              ? Duration.ZERO
                              : Duration.ofHours(1));
                })
            .timeToLive(Duration.ofSeconds(30))
            .withClock(clock)) {
      say(mode, "once");
      say(mode, "once");
      assertThat(calls).hasValue(2);

      say(mode, "long");
      clock.move(Duration.ofMinutes(59));
      say(mode, "long");
      assertThat(calls).hasValue(3);
    }
  }

  @Test
  void withoutATimeToLiveEveryRequestIsAsked() {
    try (LambdaAuthorization mode =
        LambdaAuthorization.of(this::goodOnly).timeToLive(Duration.ZERO)) {
      say(mode, "good");
      say(mode, "good");
    }

    assertThat(calls).hasValue(2);
  }

  @Test
  void anAnswerCountsForItsOwnTokenOnly() {
    try (LambdaAuthorization mode = LambdaAuthorization.of(this::goodOnly)) {
      assertThat(say(mode, "good")).isInstanceOf(Authentication.Accepted.class);
      assertThat(say(mode, "good ")).isInstanceOf(Authentication.Refused.class);
      assertThat(say(mode, "Good")).isInstanceOf(Authentication.Refused.class);
      assertThat(say(mode, "goo")).isInstanceOf(Authentication.Refused.class);
    }
  }

  @Test
  void aClockThatIsPutBackProlongsNothing() {
    try (LambdaAuthorization mode = LambdaAuthorization.of(this::goodOnly).withClock(clock)) {
      say(mode, "good");
      clock.move(Duration.ofDays(-1));
      say(mode, "good");
    }

    assertThat(calls).hasValue(2);
  }

  @Test
  void badTokensPushOutNoGoodOne() {
    AnswerCache cache = new AnswerCache(clock);
    cache.add("good", AuthorizerAnswer.authorized(), Duration.ofMinutes(5));

    for (int i = 0; i < AnswerCache.MAX_REFUSED + AnswerCache.MAX_AUTHORIZED; i++) {
      cache.add("bad" + i, AuthorizerAnswer.refused(), Duration.ofMinutes(5));
    }

    assertThat(cache.find("good")).isSameAs(AuthorizerAnswer.authorized());
    assertThat(cache.size()).isEqualTo(AnswerCache.MAX_REFUSED + 1);
  }

  @Test
  void theLeastUsedOfManyAnswersGoesFirst() {
    AnswerCache cache = new AnswerCache(clock);
    cache.add("first", AuthorizerAnswer.authorized(), Duration.ofMinutes(5));
    cache.add("second", AuthorizerAnswer.authorized(), Duration.ofMinutes(5));
    for (int i = 2; i < AnswerCache.MAX_AUTHORIZED; i++) {
      cache.add("more" + i, AuthorizerAnswer.authorized(), Duration.ofMinutes(5));
    }
    cache.find("first");

    cache.add("last", AuthorizerAnswer.authorized(), Duration.ofMinutes(5));

    assertThat(cache.find("first")).isNotNull();
    assertThat(cache.find("second")).isNull();
    assertThat(cache.size()).isEqualTo(AnswerCache.MAX_AUTHORIZED);
  }

  @Test
  void anAuthorizerThatThrowsLetsNobodyInAndIsAskedAgain() {
    try (LambdaAuthorization mode =
        LambdaAuthorization.of(
            request -> {
              calls.incrementAndGet();
              throw new IllegalStateException(request.authorizationToken());
            })) {
      assertThatThrownBy(() -> say(mode, "t")).isInstanceOf(CompletionException.class);
      assertThatThrownBy(() -> say(mode, "t")).isInstanceOf(CompletionException.class);
    }

    assertThat(calls).hasValue(2);
  }

  @Test
  @SuppressWarnings("NullAway")
  void anAuthorizerThatAnswersNullLetsNobodyIn() {
    try (LambdaAuthorization mode = LambdaAuthorization.of(request -> null)) {
      assertThatThrownBy(() -> say(mode, "t")).isInstanceOf(CompletionException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16_385})
  void aTokenOfAnOddLengthIsRefusedUnread(int length) {
    try (LambdaAuthorization mode = LambdaAuthorization.of(this::goodOnly)) {
      assertThat(say(mode, "x".repeat(length))).isInstanceOf(Authentication.Refused.class);
    }

    assertThat(calls).hasValue(0);
  }

  @Test
  void whoGivesUpInterruptsTheAuthorizer() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    try (LambdaAuthorization mode =
        LambdaAuthorization.of(
            request -> {
              started.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return AuthorizerAnswer.authorized();
            })) {
      CompletableFuture<Authentication> hangs = mode.authenticate("t").toCompletableFuture();
      assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

      hangs.cancel(true);

      assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aFullHouseRefusesInsteadOfWaiting() {
    CountDownLatch open = new CountDownLatch(1);
    try (LambdaAuthorization mode =
        LambdaAuthorization.of(
            request -> {
              open.await();
              return AuthorizerAnswer.authorized();
            })) {
      int places = LambdaAuthorization.THREADS + LambdaAuthorization.MAX_WAITING;
      List<CompletableFuture<Authentication>> inside = new ArrayList<>();
      for (int i = 0; i < places; i++) {
        inside.add(mode.authenticate("t" + i).toCompletableFuture());
      }

      assertThat(say(mode, "one more")).isInstanceOf(Authentication.Refused.class);

      open.countDown();
      inside.forEach(each -> assertThat(each.join()).isInstanceOf(Authentication.Accepted.class));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 3_601})
  void aTimeToLiveThatIsNoneIsRefused(long seconds) {
    assertThatThrownBy(
            () ->
                LambdaAuthorization.of(request -> AuthorizerAnswer.refused())
                    .timeToLive(Duration.ofSeconds(seconds)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give a duration from PT0S to PT1H");
  }

  private AuthorizerAnswer goodOnly(AuthorizerRequest request) {
    calls.incrementAndGet();
    return request.authorizationToken().equals("good")
        ? AuthorizerAnswer.authorized()
            .withResolverContext(Map.of("tenant", "t1"))
            .withDeniedFields("Post.title")
        : AuthorizerAnswer.refused();
  }

  private static Authentication say(LambdaAuthorization mode, String token) {
    return mode.authenticate(token).toCompletableFuture().join();
  }

  private static final class MovableClock extends Clock {

    private volatile Instant now = Instant.parse("2026-11-22T00:00:00Z");

    void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
