package dev.pergola.auth.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How keys come, stay and go, over a real endpoint and with a clock that moves when told. */
class JwksTest {

  private static final TestKey FIRST = TestKey.create("first");
  private static final TestKey SECOND = TestKey.create("second");
  private static final TestKey UNKNOWN = TestKey.create("unknown");

  private static final Duration TTL = Duration.ofMinutes(5);
  private static final Duration REFRESH = Duration.ofSeconds(225);
  private static final Duration OUTAGE = Duration.ofHours(4);

  private final TestPool pool = new TestPool(FIRST);

  @AfterEach
  void stopPool() {
    pool.close();
  }

  @Test
  void nothingIsReadBeforeTheFirstToken() {
    assertThat(pool.server.fetches()).isZero();

    pool.assertRefuses("no.token.here", Refusal.UNREADABLE);
    pool.assertRefuses(
        pool.key.token("{\"alg\":\"none\",\"kid\":\"first\"}", "{}"), Refusal.DENIED);

    assertThat(pool.server.fetches()).isZero();
  }

  @Test
  void keysAreReadOnceForManyTokens() {
    for (int i = 0; i < 50; i++) {
      pool.assertAccepts(pool.tokenWith("jti", String.valueOf(i)));
    }

    assertThat(pool.server.fetches()).isEqualTo(1);
  }

  @Test
  void tokensThatComeTogetherShareOneFetch() throws Exception {
    // Signed before, since a fetch waits for two seconds only.
    List<String> tokens =
        IntStream.range(0, 64).mapToObj(i -> pool.tokenWith("jti", "" + i)).toList();
    CountDownLatch release = holdAnswers(FIRST);

    List<CompletableFuture<Authentication>> answers =
        tokens.stream()
            .map(pool.authenticator::authenticate)
            .map(stage -> stage.toCompletableFuture())
            .toList();
    release.countDown();

    for (CompletableFuture<Authentication> answer : answers) {
      assertThat(answer.get(60, TimeUnit.SECONDS)).isInstanceOf(Authentication.Accepted.class);
    }
    assertThat(pool.server.fetches()).isEqualTo(1);
  }

  @Test
  void keysAreReadAgainAheadOfTimeWhileRequestsGoOn() {
    pool.assertAccepts(pool.token());
    CountDownLatch release = holdAnswers(FIRST, SECOND);

    pool.advance(REFRESH);
    CompletableFuture<Authentication> meanwhile =
        pool.authenticator.authenticate(pool.token()).toCompletableFuture();

    assertThat(meanwhile).isCompletedWithValueMatching(Authentication.Accepted.class::isInstance);
    release.countDown();
    await().until(() -> pool.server.fetches() == 2 && pool.accepts(signedBy(SECOND)));
  }

  @Test
  void keysThatAreNotDueAreNotReadAgain() {
    pool.assertAccepts(pool.token());

    pool.advance(REFRESH.minusNanos(1));
    pool.assertAccepts(pool.token());

    assertThat(pool.server.fetches()).isEqualTo(1);
  }

  @Test
  void keysPastTheirTimeAreReadBeforeTheyAreUsed() {
    String old = pool.token();
    pool.assertAccepts(old);
    pool.server.serve(SECOND);

    pool.advance(TTL);

    pool.assertRefuses(old, Refusal.DENIED);
    pool.assertAccepts(signedBy(SECOND));
    assertThat(pool.server.fetches()).isEqualTo(2);
  }

  @Test
  void newKeyIsFoundAtOnceByItsUnknownId() {
    pool.assertAccepts(pool.token());
    pool.server.serve(FIRST, SECOND);

    pool.assertAccepts(signedBy(SECOND));
    pool.assertAccepts(pool.token());
    assertThat(pool.server.fetches()).isEqualTo(2);
  }

  @Test
  void unknownIdsCauseOneFetchInHalfAMinute() {
    pool.assertAccepts(pool.token());

    for (int i = 0; i < 20; i++) {
      pool.assertRefuses(signedBy(UNKNOWN.named("unknown-" + i)), Refusal.DENIED);
    }
    assertThat(pool.server.fetches()).isEqualTo(2);

    pool.advance(Duration.ofSeconds(30).minusNanos(1));
    pool.assertRefuses(signedBy(UNKNOWN), Refusal.DENIED);
    assertThat(pool.server.fetches()).isEqualTo(2);

    pool.advance(Duration.ofNanos(1));
    pool.assertRefuses(signedBy(UNKNOWN), Refusal.DENIED);
    assertThat(pool.server.fetches()).isEqualTo(3);
  }

  @Test
  void unknownIdsDoNotHoldUpKnownOnes() {
    pool.assertAccepts(pool.token());
    CountDownLatch release = holdAnswers(FIRST);
    CompletableFuture<Authentication> unknown =
        pool.authenticator.authenticate(signedBy(UNKNOWN)).toCompletableFuture();

    assertThat(pool.authenticator.authenticate(pool.token()).toCompletableFuture())
        .isCompletedWithValueMatching(Authentication.Accepted.class::isInstance);
    assertThat(unknown).isNotDone();

    release.countDown();
    assertThat(unknown.join()).isInstanceOf(Authentication.Refused.class);
  }

  @Test
  void keysStayInUseWhileTheSourceIsDown() {
    pool.assertAccepts(pool.token());
    pool.server.answer(JwksServer.status(500));

    pool.advance(TTL);
    pool.assertAccepts(freshToken());
    pool.advance(OUTAGE.minus(TTL).minusNanos(1));
    pool.assertAccepts(freshToken());

    pool.advance(Duration.ofNanos(1));
    pool.assertRefuses(freshToken(), Refusal.DENIED);
  }

  @Test
  void sourceThatIsDownIsAskedOnceInHalfAMinute() {
    pool.assertAccepts(pool.token());
    pool.server.answer(JwksServer.status(503));
    pool.advance(TTL);
    pool.assertAccepts(freshToken());
    assertThat(pool.server.fetches()).isEqualTo(2);

    for (int i = 0; i < 20; i++) {
      pool.assertAccepts(freshToken());
    }
    assertThat(pool.server.fetches()).isEqualTo(2);

    pool.advance(Duration.ofSeconds(30));
    pool.assertAccepts(freshToken());
    await().until(() -> pool.server.fetches() == 3);
  }

  @Test
  void sourceThatIsUpAgainGivesItsNewKeys() {
    String old = pool.token();
    pool.assertAccepts(old);
    pool.server.answer(JwksServer.status(503));
    pool.advance(TTL);
    pool.assertAccepts(old);

    pool.server.serve(SECOND);
    pool.advance(Duration.ofSeconds(30));
    pool.assertAccepts(old);

    await().until(() -> !pool.accepts(old));
    pool.assertAccepts(signedBy(SECOND));
  }

  @Test
  void afterALongOutageTheSourceIsAskedWithinSeconds() {
    pool.assertAccepts(pool.token());
    pool.server.answer(JwksServer.status(503));
    pool.advance(OUTAGE);
    pool.assertRefuses(freshToken(), Refusal.DENIED);

    pool.server.serve(FIRST);
    pool.advance(Duration.ofSeconds(1));

    pool.assertAccepts(freshToken());
  }

  @Test
  void startWithoutKeysRefusesAndRecovers() {
    pool.server.answer(JwksServer.status(503));
    pool.assertRefuses(pool.token(), Refusal.DENIED);
    pool.assertRefuses(pool.token(), Refusal.DENIED);
    assertThat(pool.server.fetches()).isEqualTo(1);

    pool.server.serve(FIRST);
    pool.advance(Duration.ofSeconds(1));

    pool.assertAccepts(pool.token());
  }

  @Test
  void startWithoutAnEndpointRefusesAndRecovers() {
    int port = pool.server.port();
    pool.server.close();
    pool.assertRefuses(pool.token(), Refusal.DENIED);

    try (JwksServer restarted = JwksServer.on(port, FIRST)) {
      pool.advance(Duration.ofSeconds(1));

      pool.assertAccepts(pool.token());
      assertThat(restarted.fetches()).isEqualTo(1);
    }
  }

  @Test
  void documentThatIsNoKeySetLeavesTheKeysInUse() {
    pool.assertAccepts(pool.token());
    pool.server.answer(JwksServer.document("<html>Sign in</html>"));

    pool.advance(TTL);

    pool.assertAccepts(freshToken());
    assertThat(pool.server.fetches()).isEqualTo(2);
  }

  @Test
  void emptyKeySetIsWhatTheIssuerSays() {
    pool.assertAccepts(pool.token());
    pool.server.answer(JwksServer.document("{\"keys\":[]}"));

    pool.advance(TTL);

    pool.assertRefuses(pool.token(), Refusal.DENIED);
  }

  @Test
  void slowSourceHoldsUpARequestNoLongerThanItMay() {
    try (TestPool hasty =
        new TestPool(FIRST, settings -> settings.maxWait(Duration.ofMillis(50)))) {
      CountDownLatch release = holdAnswers(hasty, FIRST);

      Authentication answer =
          hasty.authenticator.authenticate(hasty.token()).toCompletableFuture().join();

      // The source has not answered yet: only the end of the wait can have given this.
      assertThat(answer).isInstanceOf(Authentication.Refused.class);
      release.countDown();
      await().until(() -> hasty.accepts(hasty.token()));
      assertThat(hasty.server.fetches()).isEqualTo(1);
    }
  }

  @Test
  void requestThatWaitedGoesOnApartFromTheFetch() {
    CountDownLatch release = holdAnswers(FIRST);
    CompletableFuture<String> thread =
        pool.authenticator
            .authenticate(pool.token())
            .thenApply(answer -> Thread.currentThread().getName())
            .toCompletableFuture();

    release.countDown();

    assertThat(thread.join()).isEqualTo("pergola-jwks-waiting");
  }

  @Test
  void verifiedTokenIsVerifiedAgainWhenItsKeyWasReplaced() {
    TestKey replaced = UNKNOWN.named("first");
    String old = pool.token();
    pool.assertAccepts(old);

    pool.server.serve(replaced);
    pool.advance(Duration.ofSeconds(1));
    pool.assertRefuses(signedBy(UNKNOWN), Refusal.DENIED);

    assertThat(pool.server.fetches()).isEqualTo(2);
    pool.assertRefuses(old, Refusal.DENIED);
    pool.assertAccepts(signedBy(replaced));
  }

  @Test
  void verifiedTokenIsRefusedOnceItsKeyLeftTheSet() {
    String old = pool.token();
    pool.assertAccepts(old);
    pool.server.serve(SECOND);

    pool.assertAccepts(signedBy(SECOND));

    pool.assertRefuses(old, Refusal.DENIED);
  }

  @Test
  void closedAuthenticatorRefusesAndAsksNothing() {
    pool.assertAccepts(pool.token());

    pool.authenticator.close();
    pool.authenticator.close();

    pool.assertRefuses(pool.token(), Refusal.DENIED);
    pool.assertRefuses(signedBy(UNKNOWN), Refusal.DENIED);
    assertThat(pool.server.fetches()).isEqualTo(1);
  }

  @Test
  void closingEndsTheFetchAndWhoeverWaitsForIt() {
    CountDownLatch release = holdAnswers(FIRST);
    CompletableFuture<Authentication> waiting =
        pool.authenticator.authenticate(pool.token()).toCompletableFuture();
    await().until(() -> pool.server.fetches() == 1);

    pool.authenticator.close();

    assertThat(waiting.orTimeout(900, TimeUnit.MILLISECONDS).join())
        .isInstanceOf(Authentication.Refused.class);
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("pergola-jwks");
    release.countDown();
  }

  @Test
  void manyThreadsAtOnceGetTheirOwnAnswers() {
    pool.server.serve(FIRST, SECOND);
    String first = pool.token();
    String second = signedBy(SECOND);
    String forged = TestKey.create("first").token(TestPool.json(pool.access()));
    pool.assertAccepts(first);

    boolean allRight =
        IntStream.range(0, 3000)
            .parallel()
            .allMatch(
                i ->
                    switch (i % 3) {
                      case 0 -> pool.accepts(first);
                      case 1 -> pool.accepts(second);
                      default -> !pool.accepts(forged);
                    });

    assertThat(allRight).isTrue();
    assertThat(pool.server.fetches()).isEqualTo(1);
  }

  private String signedBy(TestKey key) {
    return key.token(TestPool.json(pool.access()));
  }

  private String freshToken() {
    return pool.token();
  }

  /** The endpoint answers with these keys once it is released. */
  private CountDownLatch holdAnswers(TestKey... keys) {
    return holdAnswers(pool, keys);
  }

  private static CountDownLatch holdAnswers(TestPool pool, TestKey... keys) {
    CountDownLatch release = new CountDownLatch(1);
    pool.server.answer(
        exchange -> {
          try {
            release.await();
          } catch (InterruptedException stopped) {
            return;
          }
          JwksServer.respond(exchange, 200, TestKey.jwks(keys));
        });
    return release;
  }
}
