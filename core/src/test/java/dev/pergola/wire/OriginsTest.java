package dev.pergola.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pages may open a socket (spec: security 8). */
class OriginsTest {

  @ParameterizedTest
  @CsvSource({
    "https://api.test,      api.test,      true,  true",
    "https://api.test,      API.test:443,  true,  true",
    "https://api.test:8443, api.test:8443, true,  true",
    "http://api.test,       api.test,      false, true",
    "http://api.test,       api.test:80,   false, true",
    // TLS has ended at a proxy.
    "https://api.test,      api.test,      false, true",
    // Anybody on the way may have written a page that came without TLS.
    "http://api.test,       api.test,      true,  false",
    "http://api.test:8080,  api.test:8080, true,  false",
    "https://api.test:8443, api.test,      true,  false",
    "https://evil.test,     api.test,      true,  false",
    "ftp://api.test,        api.test,      false, false",
    "x://api.test,          api.test,      false, false",
    "api.test,              api.test,      false, false",
    "null,                  api.test,      false, false",
    "https://app.test,      api.test,      true,  true",
    "http://app.test,       api.test,      true,  false",
  })
  void aPageOfTheSameOriginMayConnect(String origin, String host, boolean secure, boolean may) {
    Headers headers = Headers.of(Map.of("origin", List.of(origin), "host", List.of(host)));
    RealtimeHandshake handshake = new RealtimeHandshake(List.of(), "", headers).withSecure(secure);

    assertThat(Origins.allow(handshake, Set.of("https://app.test"))).isEqualTo(may);
  }
}
