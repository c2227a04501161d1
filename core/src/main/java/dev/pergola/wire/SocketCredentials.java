package dev.pergola.wire;

import dev.pergola.auth.Credentials;
import dev.pergola.internal.json.Json;
import dev.pergola.internal.json.JsonException;
import dev.pergola.internal.json.JsonLimits;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where clients put their credentials on a socket (spec: wire 5.2). Cookies are not among it. */
final class SocketCredentials {

  private static final String IN_SUBPROTOCOL = "header-";
  private static final String IN_QUERY = "header=";
  private static final JsonLimits LIMITS = new JsonLimits(8, 32_768, 40, 40);

  private SocketCredentials() {}

  /** Those of a handshake: in a subprotocol, in the query, or in the header fields. */
  static Credentials of(RealtimeHandshake handshake) {
    for (String offered : handshake.subprotocols()) {
      if (offered.startsWith(IN_SUBPROTOCOL)) {
        return decoded(offered.substring(IN_SUBPROTOCOL.length()));
      }
    }
    for (String parameter : handshake.query().split("&", -1)) {
      if (parameter.startsWith(IN_QUERY)) {
        return decoded(unescaped(parameter.substring(IN_QUERY.length())));
      }
    }
    return new Credentials(
        handshake.headers().all("authorization"), handshake.headers().all("x-api-key"));
  }

  /** Those among the members of an object, under the names of header fields in any case. */
  static Credentials of(@Nullable Object members) {
    List<String> authorization = new ArrayList<>();
    List<String> apiKeys = new ArrayList<>();
    if (members instanceof Map<?, ?> fields) {
      fields.forEach(
          (name, value) -> {
            if (value instanceof String text) {
              if ("authorization".equalsIgnoreCase(String.valueOf(name))) {
                authorization.add(text);
              } else if ("x-api-key".equalsIgnoreCase(String.valueOf(name))) {
                apiKeys.add(text);
              }
            }
          });
    }
    return new Credentials(authorization, apiKeys);
  }

  static boolean isEmpty(Credentials credentials) {
    return credentials.authorization().isEmpty() && credentials.apiKeys().isEmpty();
  }

  /** What cannot be read proves nobody. */
  private static Credentials decoded(String blob) {
    String compact = blob.replaceAll("\\s", "").replace('-', '+').replace('_', '/');
    int padding = compact.indexOf('=');
    String bare = padding < 0 ? compact : compact.substring(0, padding);
    try {
      return of(Json.parse(Base64.getDecoder().decode(bare), LIMITS));
    } catch (IllegalArgumentException | JsonException unreadable) {
      return of((Object) null);
    }
  }

  /** A plus stays one: it belongs to the alphabet of the blob, and no blank does. */
  private static String unescaped(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      return "";
    }
  }
}
