package dev.pergola.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A media type with its parameters, as {@code content-type} and {@code accept} have them. Read in
 * one linear pass; a text that is not quite one is none, since a guess could be steered.
 *
 * @param name type and subtype in lower case, such as {@code application/json}
 * @param parameters values by name in lower case
 */
record MediaType(String name, Map<String, String> parameters) {

  static final String JSON = "application/json";
  static final String GRAPHQL_RESPONSE = "application/graphql-response+json";
  static final String EVENT_STREAM = "text/event-stream";

  /** The media type, or empty when the text is not one. */
  static Optional<MediaType> parse(String text) {
    List<String> parts = split(text, ';');
    String name = parts.get(0).strip().toLowerCase(Locale.ROOT);
    int slash = name.indexOf('/');
    if (slash < 0
        || !Tokens.isToken(name.substring(0, slash))
        || !Tokens.isToken(name.substring(slash + 1))) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : parts.subList(1, parts.size())) {
      if (!part.isBlank() && !addParameter(part.strip(), parameters)) {
        return Optional.empty();
      }
    }
    return Optional.of(new MediaType(name, parameters));
  }

  /** The media types of a list, without those that are none. */
  static List<MediaType> parseList(String text) {
    return split(text, ',').stream().map(MediaType::parse).flatMap(Optional::stream).toList();
  }

  /** How much a client wants this type, from 0 to 1; the parameter {@code q} of {@code accept}. */
  double weight() {
    String q = parameters.getOrDefault("q", "1");
    // Of the form 0.123 only: parseDouble also takes "NaN", "0x1p3" and numbers of any length.
    if (q.length() > 5 || !q.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.')) {
      return 0;
    }
    try {
      return Math.min(1, Double.parseDouble(q));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static boolean addParameter(String part, Map<String, String> parameters) {
    int equals = part.indexOf('=');
    if (equals < 0) {
      return false;
    }
    String name = part.substring(0, equals).toLowerCase(Locale.ROOT);
    String value = part.substring(equals + 1);
    if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
      value = value.substring(1, value.length() - 1);
    } else if (!Tokens.isToken(value)) {
      return false;
    }
    return Tokens.isToken(name) && parameters.putIfAbsent(name, value) == null;
  }

  /** The parts between separators that stand outside of quotes. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
