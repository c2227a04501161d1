package dev.pergola.internal.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.Filter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * Codes differ also where hash codes are made to be equal. Of 65,536 random ones a pair or two is
 * equal, and ten hardly ever are.
 */
class CodesTest {

  private static final int BITS = 16;
  private static final int MANY = 1 << BITS;
  private static final int CHANCE = 10;

  private final Codes codes = new Codes();

  @Test
  void equalValuesHaveEqualCodes() {
    assertThat(codes.of(7, "a", 1L, null)).isEqualTo(codes.of(7, "a", 1L, null));
    assertThat(codes.of(7, "a", "b")).isNotEqualTo(codes.of(7, "ab", ""));
    assertThat(codes.of(7, "a", "b")).isNotEqualTo(codes.of(7, "b", "a"));
    assertThat(codes.of(7, "a")).isNotEqualTo(codes.of(8, "a"));
  }

  @Test
  void nobodyCanForeseeThem() {
    assertThat(codes.of(7, "a", "b")).isNotEqualTo(new Codes().of(7, "a", "b"));
  }

  @Test
  void textsWithOneHashCode() {
    assertThat(hashCodes(CodesTest::text)).isEqualTo(1);
    assertThat(codes(i -> codes.of(7, text(i)))).isGreaterThan(MANY - CHANCE);
  }

  @Test
  void numbersWithOneHashCode() {
    IntFunction<Object> number =
        i ->
            new BigDecimal(
                BigInteger.valueOf(i).shiftLeft(32).add(BigInteger.valueOf(31L * (MANY - i))));
    assertThat(hashCodes(number)).isEqualTo(1);
    assertThat(codes(i -> codes.of(7, number.apply(i)))).isGreaterThan(MANY - CHANCE);
  }

  /** Of two values in each place: sums of their hash codes would often be equal. */
  @Test
  void listsOfTwoTexts() {
    assertThat(codes(i -> codes.of(7, (Object[]) places(i, "a", "b"))))
        .isGreaterThan(MANY - CHANCE);
  }

  /** A record of one part has that part's hash code. */
  @Test
  void formsWithOneHashCode() {
    assertThat(hashCodes(CodesTest::nested)).isEqualTo(1);
    Topic topic = new Topic("t");
    Rendering rendering = payload -> new HubTest.Empty();
    assertThat(
            codes(
                i ->
                    Form.of(
                            topic,
                            new Interest("t", nested(i), Filter.all(), rendering),
                            new ArrayList<>())
                        .hashCode()))
        .isGreaterThan(MANY - CHANCE);
  }

  private static int hashCodes(IntFunction<Object> values) {
    return codes(i -> values.apply(i).hashCode());
  }

  private static int codes(IntFunction<Integer> code) {
    Set<Integer> different = new HashSet<>();
    for (int i = 0; i < MANY; i++) {
      different.add(code.apply(i));
    }
    return different.size();
  }

  /** The texts "AaAa...", "BBAa..." and so on. */
  static String text(int number) {
    return String.join("", Arrays.asList(places(number, "Aa", "BB")));
  }

  private static String[] places(int number, String zero, String one) {
    String[] places = new String[BITS];
    for (int i = 0; i < BITS; i++) {
      places[i] = (number >> i & 1) == 0 ? zero : one;
    }
    return places;
  }

  private static Filter nested(int number) {
    Column column = new Column("rank", 0, ColumnType.NUMBER, false);
    List<Filter> one = List.of(new Filter.Compare(column, Comparison.GT, 1L));
    List<Filter> parts = new ArrayList<>();
    for (int i = 0; i < BITS; i++) {
      parts.add((number >> i & 1) == 0 ? new Filter.And(one) : new Filter.Or(one));
    }
    return new Filter.And(parts);
  }
}
