package dev.pergola.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pergola.internal.json.Json;
import dev.pergola.internal.json.JsonException;
import dev.pergola.storage.Values;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value comes out of a backup equal to what went in, and is then always the same text. */
class ValueJsonTest {

  static Stream<Object> values() {
    Map<String, Object> ordered = new LinkedHashMap<>();
    ordered.put("z", null);
    ordered.put("a", Arrays.asList(1L, null, 1.5, new BigDecimal("12345678901234567890.5")));
    return Stream.of(
        "",
        "\0\u001f\"\\/\n\u2028\u2029",
        "é€\uFFFF😀",
        "x".repeat(2_000_000),
        true,
        false,
        0L,
        -1L,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        0.1,
        1e22,
        2e23,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MIN_NORMAL,
        new BigDecimal("1e-400"),
        new BigDecimal("1E+100000"),
        new BigDecimal("9".repeat(5_000)),
        List.of(),
        Map.of(),
        ordered,
        Map.of("$decimal", "1.50"),
        Map.of("$map", Map.of("$map", Map.of("a", "$"))),
        Map.of("a", 1L, "$double", "-0.0"),
        Map.of("$", List.of(Map.of("$x", -0.5))));
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        arguments(0.0, 0L),
        arguments(-0.0, 0L),
        arguments(3.0, 3L),
        arguments(-1e18, -1_000_000_000_000_000_000L),
        arguments(9223372036854775808.0, 9223372036854775808.0),
        arguments(new BigDecimal("0.00"), 0L),
        arguments(new BigDecimal("1.50"), 1.5),
        arguments(new BigDecimal("1E+3"), 1_000L),
        arguments(new BigDecimal("1E+300"), 1e300),
        arguments(new BigDecimal("9223372036854775807"), Long.MAX_VALUE),
        arguments(new BigDecimal("9223372036854775808"), new BigDecimal("9223372036854775808")),
        arguments(
            new BigDecimal("0.10000000000000000550"), new BigDecimal("0.1000000000000000055")),
        arguments(new BigDecimal("1E+100000"), new BigDecimal("1E+100000")));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void aNumberHasOneForm(Number number, Number form) throws JsonException {
    assertThat(throughJson(number)).isEqualTo(form);
    assertThat(throughJson(List.of(Map.of("a", number)))).isEqualTo(List.of(Map.of("a", form)));
  }

  @Test
  void randomValuesComeBackEqualAndThenAsTheyAre() throws JsonException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      Object value = value(random, 4);

      Object once = throughJson(value);
      assertThat(Values.equal(once, value)).as("seed %d: %s and %s", seed, value, once).isTrue();
      assertThat(throughJson(once)).as("seed %d", seed).isEqualTo(once);
    }
  }

  @Test
  void membersStandInTheOrderOfTheirNames() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("b", 1L);
    map.put("a", Map.of());
    map.put("$", null);

    assertThat(Json.write(ValueJson.encode(map)))
        .isEqualTo("{\"$map\":{\"$\":null,\"a\":{},\"b\":1}}");
  }

  @Test
  void nestingGoesAsDeepAsStoresTake() throws JsonException {
    Object value = "bottom";
    for (int i = 0; i < 249; i++) {
      value = List.of(Map.of("$" + i, value));
    }

    assertThat(throughJson(value)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00", "a\uD83Db"})
  void halfASurrogatePairIsRefused(String text) {
    for (Object value : List.of(text, List.of(text), Map.of("a", text), Map.of(text, "a"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ValueJson.encode(value))
          .withMessageContaining("surrogate");
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNoNumberInJsonIsRefused(double number) {
    assertThatIllegalArgumentException().isThrownBy(() -> ValueJson.encode(List.of(number)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$decimal\":1.5}",
        "{\"$decimal\":\"one\"}",
        "{\"$double\":\"-0.0\"}",
        "{\"$decimal\":\"1\",\"a\":1}",
        "{\"$map\":[]}",
        "{\"a\":1,\"$b\":1}",
        "[{\"$unknown\":\"1\"}]"
      })
  void aMarkThatMeansNothingIsRefused(String json) throws JsonException {
    Object parsed = Json.parse(json, BackupFormat.LIMITS);

    assertThatIllegalArgumentException().isThrownBy(() -> ValueJson.decode(parsed));
  }

  private static Object throughJson(Object value) throws JsonException {
    byte[] json = Json.write(ValueJson.encode(value)).getBytes(StandardCharsets.UTF_8);
    assertThat(json).doesNotContain('\n');
    return ValueJson.decode(Json.parse(json, BackupFormat.LIMITS));
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 6 : 8)) {
      case 0 -> random.nextLong() >> random.nextInt(64);
      case 1 -> finite(random);
      case 2 -> BigDecimal.valueOf(random.nextLong(), random.nextInt(600) - 300);
      case 3 -> random.nextBoolean();
      case 4 -> null;
      case 5 -> text(random);
      case 6 -> {
        List<Object> list = new ArrayList<>();
        for (int size = random.nextInt(4); size > 0; size--) {
          list.add(value(random, depth - 1));
        }
        yield list;
      }
      default -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int size = random.nextInt(4); size > 0; size--) {
          map.put((random.nextBoolean() ? "$" : "") + text(random), value(random, depth - 1));
        }
        yield map;
      }
    };
  }

  private static double finite(Random random) {
    double number = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(number) ? number : -0.0;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(5); length > 0; length--) {
      int point = random.nextInt(Character.MAX_CODE_POINT + 1);
      text.appendCodePoint(
          Character.isValidCodePoint(point) && (point < 0xD800 || point > 0xDFFF) ? point : '"');
    }
    return text.toString();
  }
}
