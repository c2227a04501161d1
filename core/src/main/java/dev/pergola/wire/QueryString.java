package dev.pergola.wire;

import dev.pergola.internal.json.Json;
import dev.pergola.internal.json.JsonException;
import dev.pergola.internal.json.JsonLimits;
import dev.pergola.request.DataRequest;
import dev.pergola.wire.Envelope.UnreadableException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * A GraphQL request in the address of a {@code GET} (spec: wire 7), in the encoding of web forms.
 * What is not quite one is refused, since others on the way may read it otherwise; parameters of
 * other names are ignored, as members of an {@link Envelope} are.
 */
final class QueryString {

  private static final Set<String> TEXTS = Set.of("query", "operationName");
  private static final Set<String> OBJECTS = Set.of("variables", "extensions");

  private QueryString() {}

  /** The request, which may only be a query. */
  static DataRequest read(@Nullable String raw, JsonLimits limits) throws UnreadableException {
    Map<String, Object> members = new HashMap<>();
    StringTokenizer parameters = new StringTokenizer(raw == null ? "" : raw, "&");
    while (parameters.hasMoreTokens()) {
      add(parameters.nextToken(), members, limits);
    }
    if (!members.containsKey("query")) {
      throw new UnreadableException("The parameter 'query' is missing.");
    }
    // GraphQL over HTTP: an empty name is none.
    members.remove("operationName", "");
    return Envelope.read(members).withQueriesOnly();
  }

  private static void add(String parameter, Map<String, Object> members, JsonLimits limits)
      throws UnreadableException {
    int equals = parameter.indexOf('=');
    String name = decode(equals < 0 ? parameter : parameter.substring(0, equals));
    String text = equals < 0 ? "" : decode(parameter.substring(equals + 1));
    if (!TEXTS.contains(name) && !OBJECTS.contains(name)) {
      return;
    }
    Object value = OBJECTS.contains(name) ? object(name, text, limits) : text;
    if (members.putIfAbsent(name, value) != null) {
      throw new UnreadableException("The parameter '%s' is there twice.".formatted(name));
    }
  }

  private static Map<?, ?> object(String name, String text, JsonLimits limits)
      throws UnreadableException {
    try {
      if (Json.parse(text, limits) instanceof Map<?, ?> object) {
        return object;
      }
    } catch (JsonException e) {
      throw new UnreadableException("The parameter '%s': %s".formatted(name, e.getMessage()));
    }
    throw new UnreadableException("The parameter '%s' must be a JSON object.".formatted(name));
  }

  private static String decode(String encoded) throws UnreadableException {
    ByteBuffer bytes = ByteBuffer.allocate(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        bytes.put(octet(encoded, i));
        i += 2;
      } else if (c > ' ' && c < 0x7f) {
        bytes.put((byte) (c == '+' ? ' ' : c));
      } else {
        throw unreadable();
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw unreadable();
    }
  }

  private static byte octet(String encoded, int percent) throws UnreadableException {
    int high = percent + 2 < encoded.length() ? hex(encoded.charAt(percent + 1)) : -1;
    int low = high < 0 ? -1 : hex(encoded.charAt(percent + 2));
    if (low < 0) {
      throw unreadable();
    }
    return (byte) (high << 4 | low);
  }

  /** Not {@link Character#digit}, to which digits of all scripts are some. */
  private static int hex(char c) {
    return c < 0x7f ? Character.digit(c, 16) : -1;
  }

  private static UnreadableException unreadable() {
    return new UnreadableException("The query string is not percent-encoded UTF-8.");
  }
}
