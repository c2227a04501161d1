package dev.pergola.auth;

import dev.pergola.model.Mode;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Callers that prove themselves with an API key; TypeScript {@code apiKey}.
 *
 * <p>A key is compared by its digest with every known key, without stopping at a match, so that
 * time tells nothing. The keys are read anew for each request: a key that the supplier no longer
 * gives is refused from then on.
 */
public final class ApiKeys implements Authenticator {

  private final Supplier<? extends Collection<ApiKey>> keys;
  private final Clock clock;

  private ApiKeys(Supplier<? extends Collection<ApiKey>> keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** Takes these keys. */
  public static ApiKeys of(ApiKey... keys) {
    List<ApiKey> fixed = List.of(keys);
    return new ApiKeys(() -> fixed, Clock.systemUTC());
  }

  /**
   * Takes the keys that the supplier gives at each request; it is called by many threads and should
   * answer from memory.
   */
  public static ApiKeys from(Supplier<? extends Collection<ApiKey>> keys) {
    return new ApiKeys(keys, Clock.systemUTC());
  }

  /** The same keys, with expiry judged by this clock. */
  public ApiKeys withClock(Clock otherClock) {
    return new ApiKeys(keys, otherClock);
  }

  @Override
  public Mode mode() {
    return Mode.API_KEY;
  }

  @Override
  public CompletionStage<Authentication> authenticate(String credential) {
    return CompletableFuture.completedStage(check(credential));
  }

  private Authentication check(String credential) {
    if (credential.length() > ApiKey.MAX_LENGTH || !credential.chars().allMatch(c -> c < 0x80)) {
      return Authentication.refused(Refusal.DENIED, "API key too long or not ASCII");
    }
    byte[] digest = ApiKey.digest(credential);
    @Nullable ApiKey found = null;
    for (ApiKey key : keys.get()) {
      if (key.matches(digest)) {
        found = key;
      }
    }
    if (found == null) {
      return Authentication.refused(Refusal.DENIED, "unknown API key");
    }
    Instant expires = found.expires().orElse(null);
    if (expires != null && !clock.instant().isBefore(expires)) {
      return Authentication.refused(Refusal.DENIED, "expired API key " + found.id());
    }
    return Authentication.accepted(Identity.apiKey(found.id()), expires);
  }
}
