package dev.pergola.wire;

import java.util.Optional;
import java.util.Set;

/**
 * What the head of a request tells against it (spec: security 2 and 7). The media type is also what
 * keeps foreign pages out: a browser sends JSON to another site only after asking for leave.
 */
final class HeadCheck {

  private static final Set<String> TYPES = Set.of(MediaType.JSON, MediaType.GRAPHQL_RESPONSE);
  private static final Set<String> UTF_8 = Set.of("utf-8", "utf8");

  private HeadCheck() {}

  static Optional<HttpRefusal> refusal(String method, Headers headers, int maxBodyBytes) {
    if (!method.equals("POST")) {
      return Optional.of(HttpRefusal.METHOD);
    }
    if (headers
        .only("content-type")
        .flatMap(MediaType::parse)
        .filter(HeadCheck::isOurs)
        .isEmpty()) {
      return Optional.of(HttpRefusal.MEDIA_TYPE);
    }
    if (!headers.all("content-encoding").stream().allMatch("identity"::equalsIgnoreCase)) {
      return Optional.of(HttpRefusal.ENCODED);
    }
    return headers.only("content-length").filter(text -> isAbove(text, maxBodyBytes)).isPresent()
        ? Optional.of(HttpRefusal.TOO_LARGE)
        : Optional.empty();
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
