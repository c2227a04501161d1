package dev.pergola.internal.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pergola.storage.Cursor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PageTokensTest {

  private static final Instant NOW = Instant.parse("2024-02-29T12:00:00Z");
  private static final byte[] SECRET = "a secret of thirty-two bytes, ok".getBytes(UTF_8);
  private static final String BINDING = "listTodos\nalice";
  private static final Cursor CURSOR = Cursor.of("place".getBytes(UTF_8));

  private final PageTokens tokens = at(NOW);

  @Test
  void givesBackTheCursor() {
    Random random = new Random(1);
    for (int size = 0; size < 300; size++) {
      byte[] place = new byte[size];
      random.nextBytes(place);

      String token = tokens.seal(Cursor.of(place), BINDING);

      assertThat(tokens.open(token, BINDING)).isEqualTo(Cursor.of(place));
    }
  }

  @Test
  void anotherBackendWithTheSecretOpensIt() {
    assertThat(at(NOW).open(tokens.seal(CURSOR, BINDING), BINDING)).isEqualTo(CURSOR);
  }

  @Test
  void theCursorOfTheLongestKeyFits() {
    Cursor longest = Cursor.of(new byte[2_048 + 32]);
    Cursor ofIndex = Cursor.of(new byte[2 * (2_048 + 1_024) + 64]);

    assertThat(tokens.seal(longest, BINDING)).hasSizeLessThan(4_096);
    assertThat(tokens.open(tokens.seal(longest, BINDING), BINDING)).isEqualTo(longest);
    assertThat(tokens.open(tokens.seal(ofIndex, BINDING), BINDING)).isEqualTo(ofIndex);
  }

  @Test
  void isOpaqueUrlSafeAndNeverTheSameTwice() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      String token = tokens.seal(CURSOR, BINDING);

      assertThat(token).matches("[A-Za-z0-9_-]+").hasSizeLessThan(4_096);
      assertThat(new String(Base64.getUrlDecoder().decode(token), UTF_8)).doesNotContain("place");
      assertThat(seen.add(token)).isTrue();
    }
  }

  @Test
  void lengthsComeInSteps() {
    long lengths =
        IntStream.range(0, 200)
            .map(size -> tokens.seal(Cursor.of(new byte[size]), BINDING).length())
            .distinct()
            .count();

    assertThat(lengths).isEqualTo(4);
  }

  @Test
  void aFlippedBitIsRefused() {
    byte[] good = Base64.getUrlDecoder().decode(tokens.seal(CURSOR, BINDING));

    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] flipped = good.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(
          tokens, Base64.getUrlEncoder().withoutPadding().encodeToString(flipped), BINDING);
    }
  }

  @Test
  void anotherCharacterIsRefused() {
    String good = tokens.seal(CURSOR, BINDING);

    for (int i = 0; i < good.length(); i++) {
      for (char other : new char[] {'A', 'B', '_', '=', ' ', '%', 'é'}) {
        if (good.charAt(i) != other) {
          assertRefused(tokens, good.substring(0, i) + other + good.substring(i + 1), BINDING);
        }
      }
    }
  }

  @Test
  void aPartOrMoreOfATokenIsRefused() {
    String good = tokens.seal(CURSOR, BINDING);

    for (int end = 0; end < good.length(); end++) {
      assertRefused(tokens, good.substring(0, end), BINDING);
    }
    assertRefused(tokens, good + "A", BINDING);
    assertRefused(tokens, good + "=", BINDING);
    assertRefused(tokens, good + good, BINDING);
    assertRefused(tokens, " " + good, BINDING);
  }

  @Test
  void anotherBindingOrSecretIsRefused() {
    String good = tokens.seal(CURSOR, BINDING);
    PageTokens others = new PageTokens(new byte[32], Clock.fixed(NOW, ZoneOffset.UTC));

    assertRefused(tokens, good, "listTodos\nbob");
    assertRefused(tokens, good, "");
    assertRefused(others, good, BINDING);
  }

  @Test
  void endsAfterADay() {
    String token = tokens.seal(CURSOR, BINDING);
    Instant last = NOW.plus(Duration.ofHours(24));

    assertThat(at(last).open(token, BINDING)).isEqualTo(CURSOR);
    assertRefused(at(last.plusMillis(1)), token, BINDING);
  }

  /** The cipher that refused it may be what others are made or opened with. */
  @Test
  void aRefusedTokenSpoilsNoOther() {
    String before = tokens.seal(CURSOR, BINDING);
    for (int i = 0; i < 100; i++) {
      assertRefused(tokens, before, "listTodos\nbob" + i);
      assertThat(tokens.open(before, BINDING)).isEqualTo(CURSOR);
      assertRefused(tokens, before, BINDING + i);
      String after = tokens.seal(CURSOR, BINDING);
      assertThat(at(NOW).open(after, BINDING)).isEqualTo(CURSOR);
    }
  }

  /** More threads than there are places for ciphers, all at once. */
  @Test
  void manyThreadsMakeAndOpenTokens() {
    List<CompletableFuture<Boolean>> all =
        IntStream.range(0, 40)
            .mapToObj(
                number ->
                    CompletableFuture.supplyAsync(
                        () -> own(number), work -> new Thread(work).start()))
            .toList();

    assertThat(all).allSatisfy(one -> assertThat(one.join()).isTrue());
  }

  private boolean own(int number) {
    String binding = BINDING + number;
    Cursor cursor = Cursor.of(("place " + number).getBytes(UTF_8));
    for (int i = 0; i < 200; i++) {
      if (!tokens.open(tokens.seal(cursor, binding), binding).equals(cursor)) {
        return false;
      }
    }
    return true;
  }

  static Stream<String> forged() {
    return Stream.of(
        "",
        "A",
        "====",
        "null",
        "eyJwayI6InNlZWQtMiJ9",
        "not base64 at all",
        "\u0000",
        "\uD83D\uDE00",
        "\uD83D",
        Base64.getUrlEncoder().encodeToString(new byte[93]),
        Base64.getEncoder().encodeToString(new byte[] {1, -1, -2, -3}),
        "A".repeat(9 * 1024),
        "A".repeat(1_000_000));
  }

  @ParameterizedTest
  @MethodSource("forged")
  void whatIsNoTokenOfOursIsRefused(String token) {
    assertRefused(tokens, token, BINDING);
  }

  private static PageTokens at(Instant now) {
    return new PageTokens(SECRET, Clock.fixed(now, ZoneOffset.UTC));
  }

  /** With one text for whatever is wrong. */
  private static void assertRefused(PageTokens tokens, String token, String binding) {
    FieldException refused =
        catchThrowableOfType(FieldException.class, () -> tokens.open(token, binding));
    assertThat(refused).as("refusal of '%s'", token).isNotNull();
    assertThat(refused.errorType()).isEqualTo("DynamoDB:UserIllegalArgumentException");
    assertThat(refused.text()).isEqualTo("Invalid pagination token given.");
  }
}
