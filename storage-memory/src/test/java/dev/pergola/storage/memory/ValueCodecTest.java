package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

class ValueCodecTest {

  static Stream<Object> values() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", 1L);
    map.put("a", null);
    map.put("", Arrays.asList("x", null, true));
    return Stream.of(
        true,
        false,
        0L,
        -1L,
        63L,
        64L,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        0.0,
        -0.0,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        new BigDecimal("0"),
        new BigDecimal("-1.50"),
        new BigDecimal("1e-400"),
        new BigDecimal("123456789012345678901234567890"),
        "",
        "\0",
        "é€😀",
        "x".repeat(100_000),
        List.of(),
        Map.of(),
        map);
  }

  @ParameterizedTest
  @NullSource
  @MethodSource("values")
  void aValueComesBackAsItWas(Object value) {
    ByteWriter out = new ByteWriter(1);

    ValueCodec.write(out, value);
    ValueCodec.write(out, "behind it");

    ByteReader in = new ByteReader(out.toBytes(), 0);
    assertThat(ValueCodec.read(in)).isEqualTo(value);
    assertThat(ValueCodec.read(in)).isEqualTo("behind it");
  }

  @Test
  void aMapKeepsItsOrder() {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 50; i > 0; i--) {
      map.put("member " + i, (long) i);
    }

    assertThat(((Map<?, ?>) read(bytes(map))).keySet()).isEqualTo(map.keySet());
    assertThat(new ArrayList<>(((Map<?, ?>) read(bytes(map))).keySet()))
        .isEqualTo(new ArrayList<>(map.keySet()));
  }

  @Test
  void whatIsReadCannotBeChanged() {
    List<?> list = (List<?>) read(bytes(List.of(1L)));
    Map<?, ?> map = (Map<?, ?>) read(bytes(Map.of("a", 1L)));

    assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void nestingHasAnEnd() {
    Object value = "bottom";
    for (int i = 0; i < 100_000; i++) {
      value = List.of(value);
    }
    Object deep = value;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> bytes(deep))
        .withMessageContaining("nested deeper than 500");
  }

  @Test
  void otherClassesAndBrokenTextAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bytes(new StringBuilder()))
        .withMessageContaining("java.lang.StringBuilder")
        .withMessageContaining("BigDecimal");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bytes(Map.of("key \uD83D", 1L)))
        .withMessageContaining("index 4");
  }

  private static byte[] bytes(Object value) {
    ByteWriter out = new ByteWriter(16);
    ValueCodec.write(out, value);
    return out.toBytes();
  }

  private static Object read(byte[] bytes) {
    return ValueCodec.read(new ByteReader(bytes, 0));
  }
}
