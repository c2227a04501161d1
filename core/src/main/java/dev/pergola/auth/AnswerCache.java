package dev.pergola.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers of an authorizer by digest of their token, the least recently used going first. Those
 * that let in and those that refuse are kept apart, so that a stranger with many bad tokens pushes
 * out no good one.
 */
final class AnswerCache {

  static final int MAX_AUTHORIZED = 10_000;
  static final int MAX_REFUSED = 1_000;

  private final Clock clock;
  private final Map<String, Kept> authorized = bounded(MAX_AUTHORIZED);
  private final Map<String, Kept> refused = bounded(MAX_REFUSED);

  AnswerCache(Clock clock) {
    this.clock = clock;
  }

  static String digest(String token) {
    try {
      byte[] sha256 =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha256);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("Every Java platform has SHA-256", impossible);
    }
  }

  /** What was said of the token, while it counts. */
  synchronized @Nullable AuthorizerAnswer find(String digest) {
    AuthorizerAnswer answer = find(authorized, digest);
    return answer == null ? find(refused, digest) : answer;
  }

  synchronized void add(String digest, AuthorizerAnswer answer, Duration ttl) {
    authorized.remove(digest);
    refused.remove(digest);
    if (!ttl.isZero()) {
      Instant now = clock.instant();
      (answer.isAuthorized() ? authorized : refused)
          .put(digest, new Kept(answer, now, now.plus(ttl)));
    }
  }

  synchronized int size() {
    return authorized.size() + refused.size();
  }

  private @Nullable AuthorizerAnswer find(Map<String, Kept> kept, String digest) {
    Kept found = kept.get(digest);
    if (found == null) {
      return null;
    }
    Instant now = clock.instant();
    // A clock that was put back must not give an answer a longer life.
    if (now.isBefore(found.since()) || !now.isBefore(found.until())) {
      kept.remove(digest);
      return null;
    }
    return found.answer();
  }

  private static Map<String, Kept> bounded(int max) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
        return size() > max;
      }
    };
  }

  private record Kept(AuthorizerAnswer answer, Instant since, Instant until) {}
}
