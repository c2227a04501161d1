package dev.pergola.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  /** In their order; no two are the same number. */
  private static final List<Number> NUMBERS =
      List.of(
          new BigDecimal("-1e300"),
          -1e200,
          Long.MIN_VALUE,
          -9007199254740993L,
          -9007199254740992.0,
          -2.5,
          -2L,
          new BigDecimal("-1e-300"),
          0L,
          4.9E-324,
          new BigDecimal("0.1"),
          new BigDecimal("0.10000000000000001"),
          1L,
          2.5,
          9007199254740992.0,
          9007199254740993L,
          Long.MAX_VALUE,
          2e23,
          new BigDecimal("200000000000000000000001"),
          new BigDecimal("1e1000000"));

  /** In the order of their UTF-8 bytes, which is not that of their chars. */
  private static final List<String> TEXTS =
      List.of("", "\0", "A", "a", "a\0", "aa", "b", "é", "\uD7FF", "\uE000", "\uFFFF", "😀", "😀a");

  @Test
  void numbersAreOrderedByValueWhateverTheirType() {
    for (int i = 0; i < NUMBERS.size(); i++) {
      for (int j = 0; j < NUMBERS.size(); j++) {
        assertThat(Integer.signum(Values.compare(NUMBERS.get(i), NUMBERS.get(j))))
            .as("%s and %s", NUMBERS.get(i), NUMBERS.get(j))
            .isEqualTo(Integer.compare(i, j));
        assertThat(Values.equal(NUMBERS.get(i), NUMBERS.get(j))).isEqualTo(i == j);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 2.0, 2.000", "0, -0.0, 0.00", "-7, -7.0, -7", "100, 1e2, 1E+2"})
  void equalNumbersOfDifferentTypesAreEqual(long whole, double floating, BigDecimal decimal) {
    List<Number> same = List.of(whole, floating, decimal);

    for (Number left : same) {
      for (Number right : same) {
        assertThat(Values.equal(left, right)).as("%s and %s", left, right).isTrue();
        assertThat(Values.compare(left, right)).as("%s and %s", left, right).isZero();
      }
    }
  }

  @Test
  void negativeZeroIsZero() {
    assertThat(Values.equal(-0.0, 0.0)).isTrue();
    assertThat(Values.compare(-0.0, 0.0)).isZero();
    assertThat(Values.decimal(-0.0)).isEqualByComparingTo("0");
  }

  /** JDK 17 prints 1.9999999999999998E23, JDK 19 and later 2.0E23. */
  @ParameterizedTest
  @ValueSource(strings = {"2e23", "8.41e21", "1e23", "0.1", "2.5e-44", "1.7976931348623157e308"})
  void aDoubleStandsForTheShortestDecimalThatReadsBackAsIt(String shortest) {
    BigDecimal decimal = Values.decimal(Double.parseDouble(shortest));

    assertThat(decimal).isEqualByComparingTo(shortest);
  }

  @Test
  void theDecimalOfAnyDoubleReadsBackAsItAndKeepsTheOrder() {
    long seed = System.nanoTime();
    Random random = new Random(seed);

    for (int i = 0; i < 5_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Values.decimal(value).doubleValue()).as("seed %d", seed).isEqualTo(value);
        assertThat(Values.decimal(value))
            .as("seed %d, %s", seed, value)
            .isLessThan(Values.decimal(Math.nextUp(value)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void numbersThatAreNotFiniteHaveNoDecimal(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.decimal(value))
        .withMessageContaining(Double.toString(value));
  }

  @Test
  void stringsAreOrderedByTheirUtf8Bytes() {
    for (int i = 0; i < TEXTS.size(); i++) {
      for (int j = 0; j < TEXTS.size(); j++) {
        assertThat(Integer.signum(Values.compareText(TEXTS.get(i), TEXTS.get(j))))
            .as("'%s' and '%s'", TEXTS.get(i), TEXTS.get(j))
            .isEqualTo(Integer.compare(i, j))
            .isEqualTo(Integer.signum(compareBytes(TEXTS.get(i), TEXTS.get(j))));
      }
    }
  }

  @Test
  void listsAndMapsAreEqualElementByElement() {
    assertThat(Values.equal(List.of(1L, "a"), List.of(1.0, "a"))).isTrue();
    assertThat(Values.equal(Arrays.asList(1L, null), Arrays.asList(1L, null))).isTrue();
    assertThat(Values.equal(List.of(1L), List.of(1L, 1L))).isFalse();
    assertThat(Values.equal(List.of(1L, 2L), List.of(2L, 1L))).isFalse();
    assertThat(Values.equal(Map.of("a", List.of(1L)), Map.of("a", List.of(1.0)))).isTrue();
    assertThat(Values.equal(Map.of("a", 1L), Map.of("b", 1L))).isFalse();
    assertThat(Values.equal(Map.of("a", 1L), Map.of("a", 1L, "b", 2L))).isFalse();
  }

  @Test
  void valuesOfDifferentTypesAreUnequalAndHaveNoOrder() {
    assertThat(Values.equal("1", 1L)).isFalse();
    assertThat(Values.equal(null, "")).isFalse();
    assertThat(Values.equal(null, null)).isTrue();
    assertThat(Values.equal(true, "true")).isFalse();
    assertThat(Values.comparable("1", 1L)).isFalse();
    assertThat(Values.comparable(true, false)).isFalse();
    assertThat(Values.comparable(null, null)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.compare("1", 1L))
        .withMessageContaining("String")
        .withMessageContaining("Long");
  }

  private static int compareBytes(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
