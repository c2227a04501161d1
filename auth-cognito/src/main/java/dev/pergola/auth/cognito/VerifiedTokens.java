package dev.pergola.auth.cognito;

import dev.pergola.auth.Authentication;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were verified a moment ago, by digest (spec: security 5.8). An entry counts only with
 * the key that verified it: a token whose key left the set, or was replaced, is verified anew.
 */
final class VerifiedTokens {

  static final int MAX_ENTRIES = 10_000;
  static final Duration MAX_AGE = Duration.ofSeconds(60);

  private final Clock clock;
  private final LongSupplier nanoTime;

  // All live equally long, so the oldest is the one to go.
  private final Map<String, Verified> entries =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  VerifiedTokens(Clock clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** What the token proved; null when it is to be verified. */
  @Nullable Authentication find(String digest, VerificationKey key) {
    Verified entry;
    synchronized (entries) {
      entry = entries.get(digest);
      if (entry == null) {
        return null;
      }
      if (!isGood(entry, key)) {
        entries.remove(digest);
        return null;
      }
    }
    return entry.authentication();
  }

  private boolean isGood(Verified entry, VerificationKey key) {
    return entry.key().equals(key)
        && nanoTime.getAsLong() - entry.verifiedAt() < MAX_AGE.toNanos()
        && clock.instant().isBefore(entry.expiry());
  }

  void add(String digest, VerificationKey key, Instant expiry, Authentication authentication) {
    Verified entry = new Verified(key, expiry, nanoTime.getAsLong(), authentication);
    synchronized (entries) {
      entries.remove(digest);
      entries.put(digest, entry);
    }
  }

  int size() {
    synchronized (entries) {
      return entries.size();
    }
  }

  private record Verified(
      VerificationKey key, Instant expiry, long verifiedAt, Authentication authentication) {}
}
