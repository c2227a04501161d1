package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pergola.storage.Values;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes of keys are ordered as the values are. */
class KeyWriterTest {

  private static final int PAIRS = 10_000;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void textsKeepTheirOrder() {
    for (int i = 0; i < PAIRS; i++) {
      String left = text();
      String right = text();

      assertThat(compare(left, right))
          .as("seed %d: '%s' and '%s'", seed, left, right)
          .isEqualTo(Integer.signum(Values.compareText(left, right)));
    }
  }

  @Test
  void numbersKeepTheirOrderAndAreEqualByValue() {
    for (int i = 0; i < PAIRS; i++) {
      Number left = number();
      Number right = random.nextBoolean() ? number() : like(left);

      assertThat(compare(left, right))
          .as("seed %d: %s and %s", seed, left, right)
          .isEqualTo(Integer.signum(Values.compare(left, right)));
    }
  }

  @Test
  void aValueDecidesBeforeTheOneBehindIt() {
    for (int i = 0; i < PAIRS; i++) {
      Object left = random.nextBoolean() ? text() : number();
      Object right = left instanceof String ? text() : number();
      Object leftRest = random.nextBoolean() ? text() : number();
      Object rightRest = leftRest instanceof String ? text() : number();
      int first = Integer.signum(Values.compare(left, right));
      int second = Integer.signum(Values.compare(leftRest, rightRest));

      byte[] leftBytes = new KeyWriter().value(left).value(leftRest).toBytes();
      byte[] rightBytes = new KeyWriter().value(right).value(rightRest).toBytes();

      assertThat(Integer.signum(Arrays.compareUnsigned(leftBytes, rightBytes)))
          .as("seed %d: (%s, %s) and (%s, %s)", seed, left, leftRest, right, rightRest)
          .isEqualTo(first != 0 ? first : second);
    }
  }

  @Test
  void whatBeginsWithATextLiesBelowItsPrefixAndAbove() {
    for (int i = 0; i < PAIRS; i++) {
      String prefix = text();
      String text = random.nextBoolean() ? text() : prefix + text();
      byte[] low = new KeyWriter().textPrefix(prefix).toBytes();
      byte[] high = new KeyWriter().textPrefix(prefix).above().toBytes();
      byte[] key = new KeyWriter().value(text).value(number()).toBytes();

      assertThat(Arrays.compareUnsigned(low, key) <= 0 && Arrays.compareUnsigned(key, high) < 0)
          .as("seed %d: '%s' begins with '%s'", seed, text, prefix)
          .isEqualTo(text.startsWith(prefix));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00", "a\uD83Db"})
  void halfASurrogatePairIsNoKey(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeyWriter().value(text))
        .withMessageContaining("surrogate");
  }

  static List<Object> othersThanKeys() {
    return List.of("", true, List.of("a"), Double.NaN, Double.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @MethodSource("othersThanKeys")
  void onlyTextsAndNumbersAreKeys(Object value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyWriter().value(value));
  }

  private static int compare(Object left, Object right) {
    return Integer.signum(
        Arrays.compareUnsigned(
            new KeyWriter().value(left).toBytes(), new KeyWriter().value(right).toBytes()));
  }

  /** A short text of few letters, so that many are equal or begin with each other. */
  private String text() {
    String[] letters = {
      "\0", "\1", "a", "b", "é", "\uD7FF", "\uE000", "\uFFFF", "😀", "\uDBFF\uDFFF"
    };
    StringBuilder text = new StringBuilder();
    for (int length = 1 + random.nextInt(4); length > 0; length--) {
      text.append(letters[random.nextInt(letters.length)]);
    }
    return text.toString();
  }

  private Number number() {
    return switch (random.nextInt(6)) {
      case 0 -> (long) random.nextInt(20) - 10;
      case 1 -> random.nextLong();
      case 2 -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62));
      case 3 -> random.nextInt(200) / 8.0 - 12;
      case 4 -> new BigDecimal(random.nextInt(4_000) - 2_000).movePointLeft(random.nextInt(6) - 3);
      default ->
          new BigDecimal(random.nextInt(40) - 20).scaleByPowerOfTen(random.nextInt(2_000) - 1_000);
    };
  }

  /** The same number in another type, or one very near. */
  private static Number like(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal.setScale(Math.max(decimal.scale(), 0) + 2);
    }
    return number instanceof Long ? Values.decimal(number) : Math.nextUp(number.doubleValue());
  }
}
