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
  private static final Credentials NONE = new Credentials(List.of(), List.of());
  private static final Credentials UNREADABLE = Credentials.token("");

  private SocketCredentials() {}

  /**
   * Those of a handshake: in a subprotocol, in the query, or else in the header fields. Of several
   * none is overlooked, so that a bad one is not saved by a good one beside it.
   */
  static Credentials of(RealtimeHandshake handshake) {
    List<Credentials> told = new ArrayList<>();
    for (String offered : handshake.subprotocols()) {
      if (offered.startsWith(IN_SUBPROTOCOL)) {
        told.add(decoded(offered.substring(IN_SUBPROTOCOL.length())));
      }
    }
    for (String parameter : handshake.query().split("&", -1)) {
      if (parameter.startsWith(IN_QUERY)) {
        told.add(decoded(unescaped(parameter.substring(IN_QUERY.length()))));
      }
    }
    return told.isEmpty()
        ? new Credentials(
            handshake.headers().all("authorization"), handshake.headers().all("x-api-key"))
        : all(told);
  }

  private static Credentials all(List<Credentials> told) {
    List<Credentials> different = told.stream().distinct().toList();
    return new Credentials(
        different.stream().flatMap(one -> one.authorization().stream()).toList(),
        different.stream().flatMap(one -> one.apiKeys().stream()).toList());
  }

  /**
   * Those among the members of an object, under the names of header fields in any case. One that is
   * no text is an empty one, which proves nobody.
   */
  static Credentials of(@Nullable Object members) {
    List<String> authorization = new ArrayList<>();
    List<String> apiKeys = new ArrayList<>();
    if (members instanceof Map<?, ?> fields) {
      fields.forEach(
          (name, value) -> {
            String shown = value instanceof String text ? text : "";
            boolean there = value != null;
            if (there && "authorization".equalsIgnoreCase(String.valueOf(name))) {
              authorization.add(shown);
            } else if (there && "x-api-key".equalsIgnoreCase(String.valueOf(name))) {
              apiKeys.add(shown);
            }
          });
    }
    return new Credentials(authorization, apiKeys);
  }

  static boolean isEmpty(Credentials credentials) {
    return credentials.authorization().isEmpty() && credentials.apiKeys().isEmpty();
  }

  /** What cannot be read proves nobody, whatever else is told. */
  private static Credentials decoded(String blob) {
    String compact = blob.replaceAll("\\s", "").replace('-', '+').replace('_', '/');
    int padding = compact.indexOf('=');
    String bare = padding < 0 ? compact : compact.substring(0, padding);
    if (bare.isEmpty()) {
      return NONE;
    }
    try {
      return Json.parse(Base64.getDecoder().decode(bare), LIMITS) instanceof Map<?, ?> members
          ? of(members)
          : UNREADABLE;
    } catch (IllegalArgumentException | JsonException unreadable) {
      return UNREADABLE;
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
