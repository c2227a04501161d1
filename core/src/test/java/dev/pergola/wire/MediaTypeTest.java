package dev.pergola.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {

  @Test
  void readsNameAndParameters() {
    assertThat(MediaType.parse(" Application/JSON ; Charset=\"UTF-8\";a=b ;"))
        .contains(new MediaType("application/json", Map.of("charset", "UTF-8", "a", "b")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "json",
        "/json",
        "application/",
        "application/json, text/plain",
        "application/json charset=utf-8",
        "application/json;charset",
        "application/json;charset=",
        "application/json;charset=utf-8;charset=utf-16",
        "application/json;=utf-8",
        "application/json;charset=\"utf-8",
        "application/js on"
      })
  void isEmptyForWhatIsNotQuiteOne(String text) {
    assertThat(MediaType.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a/b, 1",
    "a/b;q=0.5, 0.5",
    "a/b;q=0, 0",
    "a/b;q=9, 1",
    "a/b;q=NaN, 0",
    "a/b;q=-1, 0",
    "a/b;q=0x1p3, 0",
    "a/b;q=1.., 0",
    "a/b;q=0.000000000000000000001, 0"
  })
  void weighs(String text, double weight) {
    assertThat(MediaType.parse(text).orElseThrow().weight()).isEqualTo(weight);
  }
}
