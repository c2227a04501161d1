package dev.pergola.auth.cognito;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Refusal;

/**
 * A token that is not good. Without a stack trace: anybody can send a bad token, and this is the
 * ordinary answer to it.
 */
final class TokenRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Refusal reason;

  private TokenRefusedException(Refusal reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  /** The value is no token. */
  static TokenRefusedException unreadable(String detail) {
    return new TokenRefusedException(Refusal.UNREADABLE, detail);
  }

  /** The token was good once. */
  static TokenRefusedException expired(String detail) {
    return new TokenRefusedException(Refusal.EXPIRED, detail);
  }

  /** The token is readable and not good here. */
  static TokenRefusedException denied(String detail) {
    return new TokenRefusedException(Refusal.DENIED, detail);
  }

  Authentication toAuthentication() {
    return Authentication.refused(reason, String.valueOf(getMessage()));
  }
}
