package dev.pergola.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadersTest {

  @Test
  void namesAreFoundInAnyCase() {
    Headers headers = Headers.builder().add("X-Api-Key", "one").add("x-api-KEY", "two").build();

    assertThat(headers.all("x-API-key")).containsExactly("one", "two");
    assertThat(headers.has("X-API-KEY")).isTrue();
    assertThat(headers.all("authorization")).isEmpty();
  }

  @Test
  void ofSeveralValuesNoneIsTheOnly() {
    Headers headers = Headers.of(Map.of("a", List.of("1"), "b", List.of("1", "2"), "c", List.of()));

    assertThat(headers.only("a")).contains("1");
    assertThat(headers.only("b")).isEmpty();
    assertThat(headers.only("c")).isEmpty();
    assertThat(headers.has("c")).isFalse();
  }

  @Test
  void aBuilderThatGoesOnDoesNotChangeWhatItBuilt() {
    Headers.Builder builder = Headers.builder().add("a", "1");
    Headers headers = builder.build();

    builder.add("a", "2").add("b", "3");

    assertThat(headers.all("a")).containsExactly("1");
    assertThat(headers.has("b")).isFalse();
  }

  @Test
  void textHasNoValues() {
    assertThat(Headers.builder().add("Authorization", "s3cret").build())
        .hasToString("Headers[authorization]");
  }
}
