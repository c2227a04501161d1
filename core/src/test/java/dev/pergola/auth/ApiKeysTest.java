package dev.pergola.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.model.Mode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

  private static final String MOBILE = "da2-mobile-0123456789";
  private static final String WEB = "da2-web-0123456789abc";

  private final ApiKeys keys = ApiKeys.of(ApiKey.of("mobile", MOBILE), ApiKey.of("web", WEB));

  @Test
  void modeIsThatOfKeys() {
    assertThat(keys.mode()).isEqualTo(Mode.API_KEY);
  }

  @ParameterizedTest
  @CsvSource({"mobile, " + MOBILE, "web, " + WEB})
  void everyKeyProvesItsHolder(String id, String key) {
    assertThat(check(keys, key)).isEqualTo(Authentication.accepted(Identity.apiKey(id), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "unknown",
        "da2-mobile-012345678",
        "da2-mobile-01234567890",
        "DA2-MOBILE-0123456789",
        " da2-mobile-0123456789",
        "da2-mobile-0123456789 ",
        "da2-mobile-0123456789\n",
        "da2-mobile-0123456789,da2-web-0123456789abc",
        "da2-mobile-0123456789, da2-mobile-0123456789",
        "Bearer da2-mobile-0123456789",
        "\"da2-mobile-0123456789\"",
        "mobile"
      })
  void everythingElseIsDenied(String credential) {
    assertThat(refusal(keys, credential)).isEqualTo("unknown API key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "da2-mobile-\u0660123456789",
        "da2-mobile-0123456789\u0301",
        "d\u0430" + "2-mobile-0123456789",
        "da2-mobile-0123456789\u200b",
        "da2-mobile-0123456789\ud83d"
      })
  void keyThatIsNotAsciiIsDenied(String credential) {
    assertThat(refusal(keys, credential)).contains("not ASCII");
  }

  @Test
  void veryLongKeyIsDeniedUnread() {
    ApiKeys unread =
        ApiKeys.from(
            () -> {
              throw new AssertionError("The keys were read");
            });

    assertThat(refusal(unread, "k".repeat(257))).contains("too long");
    assertThatThrownBy(() -> unread.authenticate("k".repeat(256))).hasMessage("The keys were read");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T12:00:00Z, true", "2026-11-22T12:59:59.999999999Z, true",
    "2026-11-22T13:00:00Z, false", "2026-11-23T00:00:00Z, false"
  })
  void keyIsGoodUntilItExpires(Instant now, boolean good) {
    Instant end = Instant.parse("2026-11-22T13:00:00Z");
    ApiKeys expiring =
        ApiKeys.of(ApiKey.of("mobile", MOBILE).expiring(end))
            .withClock(Clock.fixed(now, ZoneOffset.UTC));

    assertThat(check(expiring, MOBILE))
        .isEqualTo(
            good
                ? Authentication.accepted(Identity.apiKey("mobile"), end)
                : Authentication.refused(Refusal.DENIED, "expired API key mobile"));
  }

  @Test
  void otherClockMakesAnotherObject() {
    ApiKeys expired = ApiKeys.of(ApiKey.of("mobile", MOBILE).expiring(Instant.EPOCH));
    ApiKeys inTime = expired.withClock(Clock.fixed(Instant.EPOCH.minusSeconds(1), ZoneOffset.UTC));

    assertThat(check(inTime, MOBILE)).isInstanceOf(Authentication.Accepted.class);
    assertThat(check(expired, MOBILE)).isInstanceOf(Authentication.Refused.class);
  }

  @Test
  void keyThatTheSupplierGivesNoMoreIsRefusedFromThenOn() {
    List<ApiKey> current = new CopyOnWriteArrayList<>(List.of(ApiKey.of("mobile", MOBILE)));
    ApiKeys supplied = ApiKeys.from(() -> current);
    assertThat(check(supplied, MOBILE)).isInstanceOf(Authentication.Accepted.class);

    current.clear();
    assertThat(check(supplied, MOBILE)).isInstanceOf(Authentication.Refused.class);

    current.add(ApiKey.of("web", WEB));
    assertThat(check(supplied, WEB)).isInstanceOf(Authentication.Accepted.class);
  }

  @Test
  void everyKeyIsComparedWhereverTheMatchStands() {
    List<ApiKey> many = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      many.add(ApiKey.of("key-" + i, "0123456789-0123456789-" + i));
    }
    AtomicInteger looked = new AtomicInteger();
    ApiKeys counted =
        ApiKeys.from(
            () ->
                new AbstractList<ApiKey>() {
                  @Override
                  public ApiKey get(int index) {
                    looked.incrementAndGet();
                    return many.get(index);
                  }

                  @Override
                  public int size() {
                    return many.size();
                  }
                });

    for (String credential :
        List.of("0123456789-0123456789-0", "0123456789-0123456789-9", "none")) {
      looked.set(0);
      assertThat(check(counted, credential)).isNotNull();
      assertThat(looked).hasValue(10);
    }
  }

  @Test
  void noKeysAcceptNothing() {
    assertThat(refusal(ApiKeys.of(), MOBILE)).isEqualTo("unknown API key");
    assertThat(refusal(ApiKeys.of(), "")).isEqualTo("unknown API key");
  }

  @Test
  void refusalRepeatsNothingOfTheCredential() {
    for (String credential :
        List.of("s3cr3t-and-unknown-key", "s3cr3t\u00e4", "s3cr3t".repeat(99))) {
      assertThat(check(keys, credential).toString()).doesNotContain("s3cr3t");
    }
  }

  @Test
  void textOfAnAnswerHoldsNoKey() {
    assertThat(check(keys, MOBILE).toString()).contains("mobile").doesNotContain(MOBILE);
    assertThat(keys.toString()).doesNotContain(MOBILE);
  }

  private static Authentication check(ApiKeys keys, String credential) {
    return keys.authenticate(credential).toCompletableFuture().join();
  }

  private static String refusal(ApiKeys keys, String credential) {
    Authentication answer = check(keys, credential);
    assertThat(answer).isInstanceOf(Authentication.Refused.class);
    Authentication.Refused refused = (Authentication.Refused) answer;
    assertThat(refused.reason()).isEqualTo(Refusal.DENIED);
    return refused.detail();
  }
}
