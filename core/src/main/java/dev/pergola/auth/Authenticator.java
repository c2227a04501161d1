package dev.pergola.auth;

import dev.pergola.model.Mode;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * SPI. Verifies one kind of credential. Safe for use by many threads at once.
 *
 * <p>An authenticator of {@link Mode#API_KEY} is given the {@code x-api-key} value, every other one
 * the {@code Authorization} value. Core has made sure that there is exactly one. A credential that
 * is not good gives {@link Authentication.Refused}; a stage that fails counts as refused.
 */
public interface Authenticator extends AutoCloseable {

  /** The mode of the identities that this authenticator gives. */
  Mode mode();

  /**
   * Verifies a credential, as the request brought it. Must not block for longer than the caller can
   * wait.
   */
  CompletionStage<Authentication> authenticate(String credential);

  /**
   * The user pool that callers sign in to, for the {@code auth} section of {@code
   * amplify_outputs.json}. Empty when there is none, or when the authenticator does not know it.
   */
  default Optional<UserPool> userPool() {
    return Optional.empty();
  }

  /** Frees what the authenticator holds. Idempotent, from any thread. */
  @Override
  default void close() {}
}
