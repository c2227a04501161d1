package dev.pergola.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

  private static final String KEY = "da2-0123456789abcdef";
  // printf %s da2-0123456789abcdef | sha256sum
  private static final String SHA_256 =
      "fd30ea9ff0d0bf017dd7c99168323f70ce0352c9ba9ec1b4577ea9d3ca6f2086";

  @Test
  void keyOfTwentyToTwoHundredFiftySixCharactersIsTaken() {
    for (int length : new int[] {20, 256}) {
      String key = "k".repeat(length);

      assertThat(ApiKey.of("id", key).matches(ApiKey.digest(key))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1234567890123456789",
        "12345678901234567890 ",
        " 12345678901234567890",
        "1234567890\t1234567890",
        "1234567890\n1234567890",
        "1234567890\u007f1234567890",
        "1234567890\u00e41234567890",
        "1234567890\u043a1234567890",
        "1234567890\uff111234567890"
      })
  void keyThatCouldBeGuessedOrNotBeSentIsRefused(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiKey.of("mobile", key))
        .withMessageContaining("'mobile'")
        .withMessageContaining("at least 20")
        .satisfies(
            refused -> assertThat(key.isEmpty() || !refused.getMessage().contains(key)).isTrue());
  }

  @Test
  void keyThatNoRequestMayCarryIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiKey.of("mobile", "k".repeat(257)))
        .withMessageContaining("257 characters")
        .withMessageContaining("at most 256");
  }

  @Test
  void digestStandsForItsKey() {
    ApiKey byDigest = ApiKey.ofSha256("id", SHA_256);

    assertThat(byDigest.matches(ApiKey.digest(KEY))).isTrue();
    assertThat(byDigest.matches(ApiKey.digest(KEY + "x"))).isFalse();
    assertThat(ApiKey.ofSha256("id", SHA_256.toUpperCase(Locale.ROOT)).matches(ApiKey.digest(KEY)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "zz", "da2-0123456789abcdef"})
  void textThatIsNoDigestIsRefusedUnseen(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiKey.ofSha256("mobile", text))
        .withMessageContaining("'mobile'")
        .withMessageContaining("64 hexadecimal digits")
        .withMessageContaining(text.length() + " characters");
  }

  @Test
  void expiringGivesAnotherKey() {
    Instant end = Instant.parse("2027-01-01T00:00:00Z");
    ApiKey key = ApiKey.of("id", KEY);

    assertThat(key.expiring(end).expires()).hasValue(end);
    assertThat(key.expiring(end).id()).isEqualTo("id");
    assertThat(key.expires()).isEmpty();
  }

  @Test
  void textOfAKeyShowsItsNameOnly() {
    assertThat(ApiKey.of("mobile", KEY)).hasToString("ApiKey[mobile]");
    assertThat(ApiKey.ofSha256("mobile", SHA_256)).hasToString("ApiKey[mobile]");
  }

  @Test
  void digestsAreComparedInTheSameTimeForEveryAnswer() {
    JavaClass type = new ClassFileImporter().importClass(ApiKey.class);

    assertThat(type.getMethod("matches", byte[].class).getMethodCallsFromSelf())
        .extracting(JavaMethodCall::getTarget)
        .extracting(target -> target.getFullName())
        .containsExactly("java.security.MessageDigest.isEqual([B, [B)");
  }
}
