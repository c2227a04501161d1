package dev.pergola.wire;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the head of a request tells against it (spec: security 2 and 7). The media type is also what
 * keeps foreign pages out: a browser sends JSON to another site only after asking for leave. By
 * {@code GET} any header that has it ask does.
 */
final class HeadCheck {

  private static final Set<String> TYPES = Set.of(MediaType.JSON, MediaType.GRAPHQL_RESPONSE);
  private static final Set<String> UTF_8 = Set.of("utf-8", "utf8");

  /** What browsers put into {@code authorization} themselves, for any page. */
  private static final Pattern AMBIENT =
      Pattern.compile("\\s*(basic|digest|negotiate|ntlm)\\b.*", Pattern.CASE_INSENSITIVE);

  private HeadCheck() {}

  static Optional<HttpRefusal> refusal(String method, Headers headers, HttpOptions options) {
    boolean get = method.equals("GET") && options.allowGet();
    if (!method.equals("POST") && !get) {
      return Optional.of(HttpRefusal.METHOD);
    }
    boolean json = isJson(headers);
    if (get && !json && !hasLeave(headers)) {
      return Optional.of(HttpRefusal.FORGEABLE);
    }
    if (!get && !json) {
      return Optional.of(HttpRefusal.MEDIA_TYPE);
    }
    if (!headers.all("content-encoding").stream().allMatch("identity"::equalsIgnoreCase)) {
      return Optional.of(HttpRefusal.ENCODED);
    }
    return headers
            .only("content-length")
            .filter(text -> isAbove(text, options.maxBodyBytes()))
            .isPresent()
        ? Optional.of(HttpRefusal.TOO_LARGE)
        : Optional.empty();
  }

  /** Whether there is a header that a page must ask for leave to send to another site. */
  private static boolean hasLeave(Headers headers) {
    return headers.has("x-api-key")
        || headers.has("x-amz-user-agent")
        || headers.all("authorization").stream().anyMatch(it -> !AMBIENT.matcher(it).matches());
  }

  private static boolean isJson(Headers headers) {
    return headers
        .only("content-type")
        .flatMap(MediaType::parse)
        .filter(HeadCheck::isOurs)
        .isPresent();
  }

  private static boolean isOurs(MediaType type) {
    return TYPES.contains(type.name())
        && UTF_8.stream()
            .anyMatch(type.parameters().getOrDefault("charset", "utf-8")::equalsIgnoreCase);
  }

  /** What is no number is the transport's to refuse; it knows where the body ends. */
  private static boolean isAbove(String text, int max) {
    try {
      return Long.parseLong(text.strip()) > max;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
