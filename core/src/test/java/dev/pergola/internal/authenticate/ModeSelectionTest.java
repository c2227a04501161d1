package dev.pergola.internal.authenticate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pergola.auth.ApiKey;
import dev.pergola.auth.ApiKeys;
import dev.pergola.auth.Authentication;
import dev.pergola.auth.Authenticator;
import dev.pergola.auth.Claims;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Identity;
import dev.pergola.auth.Refusal;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.request.OverloadedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class ModeSelectionTest {

  private static final String KEY = "da2-0123456789abcdef";
  private static final ApiKeys KEYS = ApiKeys.of(ApiKey.of("mobile", KEY));
  private static final Identity ALICE = Identity.userPool(Claims.of(Map.of("sub", "alice")));
  private static final Identity OIDC_ALICE = Identity.oidc(Claims.of(Map.of("sub", "alice")));
  private static final Authenticator POOL =
      authenticator(Mode.USER_POOL, token -> verdict(token.equals("pool"), ALICE, token));
  private static final Authenticator OIDC =
      authenticator(Mode.OIDC, token -> verdict(token.equals("oidc"), OIDC_ALICE, token));

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  /** {@code -} is a header that is not there, {@code a|b} one that is there twice. */
  @ParameterizedTest(name = "token {0}, key {1}: {2}")
  @CsvSource({
    "-, -, MISSING",
    "-, KEY, API_KEY",
    "-, wrong, DENIED",
    "-, '', DENIED",
    "-, KEY|KEY, DENIED",
    "-, 'KEY,KEY', DENIED",
    "pool, -, USER_POOL",
    "oidc, -, OIDC",
    "pool|pool, -, DENIED",
    "unreadable, -, UNREADABLE",
    "expired, -, EXPIRED",
    "forged, -, DENIED",
    "'', -, DENIED",
    "pool, KEY, USER_POOL",
    "oidc, KEY, OIDC",
    "pool, wrong, DENIED",
    "pool, KEY|KEY, DENIED",
    "forged, KEY, DENIED",
    "expired, wrong, EXPIRED",
    "AWS4-HMAC-SHA256 Credential=AKID/20261122/eu-west-1/appsync/aws4_request, -, DENIED",
    "aws4-hmac-sha256 Credential=x, KEY, DENIED",
  })
  void tokenDecidesTheModeAndEveryCredentialMustBeGood(String token, String key, String expected) {
    try (ModeSelection selection = selection(Behavior.APPSYNC, KEYS, POOL, OIDC)) {
      Authentication verdict = selection.authenticate(credentials(token, key)).join();

      assertThat(outcome(verdict)).isEqualTo(expected);
    }
  }

  @Test
  void aSignedRequestIsShownToNobody() {
    Authenticator credulous =
        authenticator(
            Mode.IAM,
            token -> completed(Authentication.accepted(Identity.identityPool("any", true), null)));
    try (ModeSelection selection = selection(Behavior.APPSYNC, credulous)) {
      assertThat(outcome(selection.authenticate(Credentials.token("a guest's token")).join()))
          .isEqualTo("IAM");
      assertThat(outcome(selection.authenticate(Credentials.token("AWS4-HMAC-SHA256 x")).join()))
          .isEqualTo("DENIED");
    }
  }

  @ParameterizedTest
  @CsvSource({"MISSING, MISSING", "UNREADABLE, DENIED", "EXPIRED, DENIED", "DENIED, DENIED"})
  void safeBehaviorTellsNothingOfABadCredential(Refusal reason, Refusal told) {
    Authenticator refusing =
        authenticator(
            Mode.USER_POOL, token -> completed(Authentication.refused(reason, "whatever")));
    try (ModeSelection selection = selection(Behavior.SAFE, refusing)) {
      Authentication verdict = selection.authenticate(Credentials.token("x")).join();

      assertThat(verdict).isEqualTo(Authentication.refused(told, "whatever"));
    }
  }

  @Test
  void safeBehaviorTellsThatTheCredentialIsMissing() {
    try (ModeSelection selection = selection(Behavior.SAFE, KEYS)) {
      assertThat(outcome(selection.authenticate(credentials("-", "-")).join()))
          .isEqualTo("MISSING");
    }
  }

  @Test
  void refusesACredentialOfAModeThatIsNotConfigured() {
    try (ModeSelection keysOnly = selection(Behavior.APPSYNC, KEYS);
        ModeSelection poolOnly = selection(Behavior.APPSYNC, POOL)) {
      assertThat(outcome(keysOnly.authenticate(credentials("pool", "KEY")).join()))
          .isEqualTo("DENIED");
      assertThat(outcome(poolOnly.authenticate(credentials("pool", "KEY")).join()))
          .isEqualTo("DENIED");
    }
  }

  @Test
  void showsATokenToTheModesInTheirOrderAndKeepsTheFirstRefusal() {
    Authenticator second = authenticator(Mode.OIDC, token -> completed(refused(Refusal.EXPIRED)));
    Authenticator first =
        authenticator(Mode.USER_POOL, token -> completed(refused(Refusal.UNREADABLE)));
    try (ModeSelection selection = selection(Behavior.APPSYNC, first, second)) {
      assertThat(outcome(selection.authenticate(Credentials.token("x")).join()))
          .isEqualTo("UNREADABLE");
    }
  }

  enum Broken {
    THROWS(
        token -> {
          throw new IllegalStateException(token);
        }),
    OVERFLOWS(
        token -> {
          throw new StackOverflowError(token);
        }),
    FAILS(token -> CompletableFuture.failedStage(new IllegalStateException(token))),
    ANSWERS_NULL(token -> CompletableFuture.completedStage(null)),
    GIVES_NO_STAGE(token -> null),
    GIVES_ADMIN(token -> completed(Authentication.accepted(Identity.admin(), null))),
    GIVES_A_FUNCTION(
        token -> completed(Authentication.accepted(Identity.function("report"), null))),
    GIVES_ANOTHER_MODE(token -> completed(Authentication.accepted(Identity.apiKey("k"), null)));

    private final Function<String, CompletionStage<Authentication>> behavior;

    Broken(Function<String, CompletionStage<Authentication>> behavior) {
      this.behavior = behavior;
    }
  }

  @ParameterizedTest
  @EnumSource
  void brokenAuthenticatorRefusesAndItsCredentialIsNotLogged(Broken broken) {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger("dev.pergola.internal.authenticate");
    Level before = logger.getLevel();
    logger.setLevel(Level.DEBUG);
    logger.addAppender(lines);
    lines.start();
    try (ModeSelection selection =
        selection(Behavior.APPSYNC, authenticator(Mode.IAM, broken.behavior))) {
      Authentication verdict =
          selection.authenticate(Credentials.token("s3cret-credential")).join();

      assertThat(outcome(verdict)).isEqualTo("DENIED");
      assertThat(lines.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .anySatisfy(line -> assertThat(line).contains("authenticator of mode IAM"))
          .noneSatisfy(line -> assertThat(line).contains("s3cret"));
      assertThat(lines.list).allMatch(line -> line.getThrowableProxy() == null);
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(before);
    }
  }

  @Test
  void anotherModeMayStillAcceptWhatABrokenOneWasShown() {
    Authenticator broken = authenticator(Mode.IAM, Broken.THROWS.behavior);
    try (ModeSelection selection = selection(Behavior.APPSYNC, broken, POOL)) {
      assertThat(outcome(selection.authenticate(Credentials.token("pool")).join()))
          .isEqualTo("USER_POOL");
    }
  }

  @Test
  void refusesOnceAnAuthenticatorHasNotAnsweredInTime() throws Exception {
    Authenticator silent = authenticator(Mode.LAMBDA, token -> new CompletableFuture<>());
    try (ModeSelection selection =
        new ModeSelection(
            List.of(silent), Behavior.APPSYNC, new Verdicts(timer, Duration.ofMillis(1)))) {
      Authentication verdict =
          selection.authenticate(Credentials.token("x")).get(10, TimeUnit.SECONDS);

      assertThat(verdict)
          .isEqualTo(
              Authentication.refused(Refusal.DENIED, "the authenticator did not answer in time"));
    }
  }

  @Test
  void whoDoesNotAnswerInTimeIsToldThatNobodyWaits() throws Exception {
    CompletableFuture<Authentication> silence = new CompletableFuture<>();
    Authenticator silent = authenticator(Mode.LAMBDA, token -> silence);
    try (ModeSelection selection =
        new ModeSelection(
            List.of(silent), Behavior.APPSYNC, new Verdicts(timer, Duration.ofMillis(1)))) {
      selection.authenticate(Credentials.token("x")).get(10, TimeUnit.SECONDS);

      assertThatThrownBy(() -> silence.get(10, TimeUnit.SECONDS))
          .isInstanceOf(CancellationException.class);
    }
  }

  /** Who is asked about a token, in which order, when nobody takes it. */
  @ParameterizedTest(name = "{0}, modes {1}: {2}")
  @CsvSource({
    "aGVhZA.Ym9keQ.c2ln, USER_POOL LAMBDA, USER_POOL",
    "Bearer aGVhZA.Ym9keQ.c2ln, LAMBDA OIDC, OIDC",
    "bearer a-_9.b.c, LAMBDA IAM OIDC USER_POOL, IAM OIDC USER_POOL",
    "aGVhZA.Ym9keQ.c2ln, LAMBDA, LAMBDA",
    "aGVhZA.Ym9keQ.c2ln, IAM LAMBDA, LAMBDA IAM",
    "custom-aGVhZA.Ym9keQ, USER_POOL LAMBDA, LAMBDA USER_POOL",
    "a.b., USER_POOL LAMBDA, LAMBDA USER_POOL",
    ".b.c, USER_POOL LAMBDA, LAMBDA USER_POOL",
    "a..c, USER_POOL LAMBDA, LAMBDA USER_POOL",
    "a.b.c.d, USER_POOL LAMBDA, LAMBDA USER_POOL",
    "a.b.c=, USER_POOL LAMBDA, LAMBDA USER_POOL",
    "a.b.c d, USER_POOL LAMBDA, LAMBDA USER_POOL",
    "opaque, OIDC USER_POOL, OIDC USER_POOL",
  })
  void theIssuersAreAskedAboutJwtsAndTheCustomAuthorizerAboutTheRest(
      String token, String modes, String asked) {
    List<String> order = new ArrayList<>();
    Authenticator[] authenticators =
        Stream.of(modes.split(" "))
            .map(
                name ->
                    authenticator(
                        Mode.valueOf(name),
                        shown -> {
                          order.add(name);
                          return completed(refused(Refusal.DENIED));
                        }))
            .toArray(Authenticator[]::new);
    try (ModeSelection selection = selection(Behavior.SAFE, authenticators)) {
      assertThat(outcome(selection.authenticate(Credentials.token(token)).join()))
          .isEqualTo("DENIED");
    }

    assertThat(String.join(" ", order)).isEqualTo(asked);
  }

  @Test
  void anAnswerThatComesLaterIsTakenAndLeavesNoTimerBehind() {
    timer.setRemoveOnCancelPolicy(true);
    CompletableFuture<Authentication> later = new CompletableFuture<>();
    try (ModeSelection selection =
        new ModeSelection(
            List.of(authenticator(Mode.USER_POOL, token -> later)),
            Behavior.APPSYNC,
            new Verdicts(timer, Duration.ofHours(1)))) {
      CompletableFuture<Authentication> verdict = selection.authenticate(Credentials.token("x"));
      assertThat(verdict).isNotDone();
      assertThat(timer.getQueue()).hasSize(1);

      later.complete(Authentication.accepted(ALICE, null));

      assertThat(outcome(verdict.join())).isEqualTo("USER_POOL");
      assertThat(timer.getQueue()).isEmpty();
    }
  }

  @Test
  void closingRefusesWhatWaitsAndFailsWhatComes() throws Exception {
    ModeSelection selection =
        selection(
            Behavior.APPSYNC, authenticator(Mode.USER_POOL, token -> new CompletableFuture<>()));
    CompletableFuture<Authentication> waiting = selection.authenticate(Credentials.token("x"));

    selection.close();
    selection.close();

    assertThat(outcome(waiting.join())).isEqualTo("DENIED");
    assertThatThrownBy(() -> selection.authenticate(Credentials.token("x")).join())
        .hasCauseInstanceOf(OverloadedException.class);
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("pergola-authenticate")) {
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }

  private static ModeSelection selection(Behavior behavior, Authenticator... modes) {
    return ModeSelection.of(List.of(modes), behavior);
  }

  private static Credentials credentials(String token, String key) {
    return new Credentials(values(token), values(key));
  }

  private static List<String> values(String cell) {
    return cell.equals("-") ? List.of() : List.of(cell.replace("KEY", KEY).split("\\|", -1));
  }

  private static String outcome(Authentication verdict) {
    return verdict instanceof Authentication.Accepted accepted
        ? accepted.identity().mode().name()
        : ((Authentication.Refused) verdict).reason().name();
  }

  private static CompletionStage<Authentication> verdict(
      boolean good, Identity identity, String token) {
    return completed(
        good
            ? Authentication.accepted(identity, null)
            : switch (token) {
              case "unreadable" -> refused(Refusal.UNREADABLE);
              case "expired" -> refused(Refusal.EXPIRED);
              default -> refused(Refusal.DENIED);
            });
  }

  private static Authentication refused(Refusal reason) {
    return Authentication.refused(reason, "no detail");
  }

  private static CompletionStage<Authentication> completed(Authentication verdict) {
    return CompletableFuture.completedStage(verdict);
  }

  private static Authenticator authenticator(
      Mode mode, Function<String, CompletionStage<Authentication>> behavior) {
    return new Authenticator() {
      @Override
      public Mode mode() {
        return mode;
      }

      @Override
      public CompletionStage<Authentication> authenticate(String credential) {
        return behavior.apply(credential);
      }
    };
  }
}
