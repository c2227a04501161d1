package dev.pergola.auth.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long a verified token is remembered. */
class VerifiedTokensTest {

  private static final VerificationKey KEY = TestKey.create("k").verificationKey();
  private static final VerificationKey REPLACED = TestKey.create("k").verificationKey();

  private final TestTime time = new TestTime();
  private final VerifiedTokens tokens = new VerifiedTokens(time, time);
  private final Authentication accepted =
      Authentication.accepted(Identity.userPool(Claims.of(Map.of("sub", "s"))), null);

  @Test
  void tokenIsRememberedForAMinute() {
    tokens.add("digest", KEY, time.instant().plusSeconds(900), accepted);

    time.advance(Duration.ofSeconds(60).minusNanos(1));
    assertThat(tokens.find("digest", KEY)).isSameAs(accepted);
    time.advance(Duration.ofNanos(1));
    assertThat(tokens.find("digest", KEY)).isNull();
    assertThat(tokens.size()).isZero();
  }

  @Test
  void tokenIsForgottenWhenItExpires() {
    tokens.add("digest", KEY, time.instant().plusSeconds(10), accepted);

    time.advance(Duration.ofSeconds(10).minusNanos(1));
    assertThat(tokens.find("digest", KEY)).isSameAs(accepted);
    time.advance(Duration.ofNanos(1));
    assertThat(tokens.find("digest", KEY)).isNull();
  }

  @Test
  void tokenIsForgottenWhenItsKeyIsReplaced() {
    tokens.add("digest", KEY, Instant.MAX, accepted);

    assertThat(tokens.find("digest", REPLACED)).isNull();
    assertThat(tokens.find("digest", KEY)).isNull();
  }

  @Test
  void otherTokenIsUnknown() {
    tokens.add("digest", KEY, Instant.MAX, accepted);

    assertThat(tokens.find("other", KEY)).isNull();
  }

  @Test
  void oldestOfTooManyIsForgotten() {
    for (int i = 0; i < 10_000; i++) {
      tokens.add("digest-" + i, KEY, Instant.MAX, accepted);
    }
    tokens.add("digest-0", KEY, Instant.MAX, accepted);
    assertThat(tokens.size()).isEqualTo(10_000);

    tokens.add("one more", KEY, Instant.MAX, accepted);

    assertThat(tokens.size()).isEqualTo(10_000);
    assertThat(tokens.find("digest-1", KEY)).isNull();
    assertThat(tokens.find("digest-0", KEY)).isSameAs(accepted);
    assertThat(tokens.find("one more", KEY)).isSameAs(accepted);
  }

  @Test
  void sameTokenIsVerifiedOnceAMinute() {
    try (TestPool pool = new TestPool(TestKey.create("k"))) {
      String token = pool.token();
      Authentication first = pool.authenticate(token);

      assertThat(pool.authenticate("Bearer " + token)).isSameAs(first);
      pool.advance(Duration.ofSeconds(60));
      assertThat(pool.authenticate(token)).isEqualTo(first).isNotSameAs(first);
    }
  }
}
