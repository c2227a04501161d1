package dev.pergola.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a request's credentials. */
public sealed interface Authentication {

  /** The credential is good. */
  static Authentication accepted(Identity identity, @Nullable Instant expiresAt) {
    return new Accepted(identity, expiresAt);
  }

  /**
   * The credential is not good; {@code detail} is for the log and holds nothing of the credential.
   */
  static Authentication refused(Refusal reason, String detail) {
    return new Refused(reason, detail);
  }

  /**
   * The credential is good.
   *
   * @param identity whom it proves
   * @param expiresAt when it stops being good; null when it does not expire by itself
   */
  record Accepted(Identity identity, @Nullable Instant expiresAt) implements Authentication {}

  /**
   * The credential is not good.
   *
   * @param reason the kind of failure, of which a client is told no more than the contract allows
   * @param detail what an operator wants to know; without tokens, keys or claims
   */
  record Refused(Refusal reason, String detail) implements Authentication {}
}
