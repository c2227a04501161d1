package dev.pergola.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {

  private static final String APP = "https://app.example.com";

  /** {@code -} is no header; {@code a|b} several. */
  @ParameterizedTest(name = "allowed {0}, origin {1}: {2}")
  @CsvSource({
    "-, -, -, false",
    "-, https://app.example.com, -, false",
    "-, null, -, false",
    "https://app.example.com, -, -, true",
    "https://app.example.com, https://app.example.com, https://app.example.com, true",
    "https://app.example.com, https://app.example.com:443, -, true",
    "https://app.example.com, http://app.example.com, -, true",
    "https://app.example.com, https://APP.example.com, -, true",
    "https://app.example.com, https://app.example.com/, -, true",
    "https://app.example.com, https://app.example.com.evil.example, -, true",
    "https://app.example.com, https://evil.example?https://app.example.com, -, true",
    "https://app.example.com, null, -, true",
    "https://app.example.com, https://app.example.com|https://app.example.com, -, true",
    "http://localhost:5173, http://localhost:5173, http://localhost:5173, true",
    "http://localhost:5173, http://localhost:5174, -, true",
    "*, https://any.example, *, true",
    "*, null, -, true",
    "*, -, -, true",
  })
  void onlyTheExactOriginMayRead(String allowed, String origin, String told, boolean varies) {
    HttpOptions options = HttpOptions.builder().allowedOrigins(values(allowed)).build();
    Headers request = Headers.of(Map.of("Origin", values(origin)));
    Headers.Builder answer = Headers.builder();

    boolean may = new Cors(options).allow(request, answer);

    assertThat(answer.build().all("access-control-allow-origin")).isEqualTo(values(told));
    assertThat(answer.build().all("vary")).isEqualTo(varies ? List.of("Origin") : List.of());
    assertThat(answer.build().has("access-control-allow-credentials")).isFalse();
    assertThat(may).isEqualTo(!told.equals("-"));
  }

  @Test
  void credentialsAreForNamedOrigins() {
    HttpOptions options =
        HttpOptions.builder().allowedOrigins(List.of(APP)).allowCredentials(true).build();
    Headers.Builder answer = Headers.builder();

    new Cors(options).allow(Headers.of(Map.of("origin", List.of(APP))), answer);

    assertThat(answer.build().only("access-control-allow-credentials")).contains("true");
  }

  @Test
  void credentialsForEveryOriginAreRefusedWhenBuilt() {
    HttpOptions.Builder builder =
        HttpOptions.builder().allowedOrigins(List.of("*")).allowCredentials(true);

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowCredentials");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "",
        "app.example.com",
        "https://app.example.com/",
        "https://App.example.com",
        "https://*.example.com",
        "https://user@app.example.com",
        "https://app.example.com?x",
        "https://",
        "**"
      })
  void whatNoBrowserWouldSendIsRefusedWhenBuilt(String origin) {
    assertThatThrownBy(() -> HttpOptions.builder().allowedOrigins(List.of(origin)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + origin + "'");
  }

  /** The names a page asks for come back as they are, unless they are no names. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "content-type,x-amz-user-agent,x-api-key; true",
        "authorization; true",
        "content-type, x-tenant; true",
        "''; false",
        "'a b'; false",
        "a,,b; false",
        "a:b; false",
      })
  void preflightEchoesHeaderNames(String requested, boolean echoed) {
    Headers.Builder answer = Headers.builder();

    new Cors(HttpOptions.defaults())
        .allowPreflight(
            Headers.of(Map.of("access-control-request-headers", List.of(requested))), answer);

    assertThat(answer.build().all("access-control-allow-headers"))
        .isEqualTo(echoed ? List.of(requested) : List.of());
    assertThat(answer.build().only("access-control-allow-methods")).contains("POST, OPTIONS");
    assertThat(answer.build().only("access-control-max-age")).contains("7200");
  }

  @Test
  void preflightDoesNotEchoWithoutEnd() {
    Headers.Builder answer = Headers.builder();
    String requested = "a".repeat(3_000);

    new Cors(HttpOptions.defaults())
        .allowPreflight(
            Headers.of(Map.of("access-control-request-headers", List.of(requested))), answer);

    assertThat(answer.build().has("access-control-allow-headers")).isFalse();
  }

  private static List<String> values(String cell) {
    return cell.equals("-") ? List.of() : Arrays.asList(cell.split("\\|"));
  }
}
