package dev.pergola.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/** Which web pages may read an answer; nothing else is decided by where a page came from. */
final class Cors {

  static final String ANY = "*";

  /** The methods by which everything may be asked. */
  static final String WRITING = "POST, OPTIONS";

  private static final String NO_ORIGIN = "null";
  private static final String EXPOSED = "x-amzn-errortype, x-amzn-requestid";
  private static final int MAX_REQUESTED_HEADERS = 2_048;

  private final HttpOptions options;

  Cors(HttpOptions options) {
    this.options = options;
  }

  static void checkOrigin(String origin) {
    if (!origin.equals(ANY) && !isOrigin(origin)) {
      throw new IllegalArgumentException(
          "HttpOptions: allowedOrigins has '%s'; give scheme, host and port in lower case as a"
                  .formatted(origin)
              + " browser does, such as 'https://app.example.com' or 'http://localhost:5173'.");
    }
  }

  /** Adds what lets the page that sent this request read the answer, and says whether it may. */
  boolean allow(Headers request, Headers.Builder answer) {
    if (options.allowedOrigins().isEmpty()) {
      return false;
    }
    // Even without an origin: a cache must not show this answer to a page that has one.
    answer.add("vary", "Origin");
    String origin = request.only("origin").orElse(NO_ORIGIN);
    if (origin.equals(NO_ORIGIN)) {
      return false;
    }
    if (options.allowedOrigins().contains(origin)) {
      answer.add("access-control-allow-origin", origin);
    } else if (options.allowedOrigins().contains(ANY)) {
      answer.add("access-control-allow-origin", ANY);
    } else {
      return false;
    }
    if (options.allowCredentials()) {
      answer.add("access-control-allow-credentials", "true");
    }
    return true;
  }

  /** Adds what the pre-flight of an allowed page asks for. */
  void allowPreflight(Headers request, Headers.Builder answer) {
    answer.add("access-control-allow-methods", options.methods());
    String requested = String.join(",", request.all("access-control-request-headers"));
    if (isNameList(requested)) {
      // Echoed, since '*' does not cover authorization.
      answer.add("access-control-allow-headers", requested);
    }
    answer.add(
        "access-control-max-age", Long.toString(Math.max(1, options.corsMaxAge().toSeconds())));
  }

  /**
   * Adds the names of our own headers that a page may read, so that its client can name a failure.
   */
  static void expose(Headers.Builder answer) {
    answer.add("access-control-expose-headers", EXPOSED);
  }

  private static boolean isOrigin(String text) {
    try {
      URI uri = new URI(text);
      return uri.getScheme() != null
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getRawPath().isEmpty()
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && text.equals(text.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isNameList(String text) {
    return !text.isBlank()
        && text.length() <= MAX_REQUESTED_HEADERS
        && List.of(text.split(",", -1)).stream().map(String::strip).allMatch(Tokens::isToken);
  }
}
