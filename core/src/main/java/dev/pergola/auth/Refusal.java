package dev.pergola.auth;

/**
 * Why credentials were refused, with the words that AWS AppSync has for it (spec: authorization
 * 10).
 */
public enum Refusal {
  /** The request brought no credential at all. */
  MISSING("Valid authorization header not provided."),
  /** The value is no token. */
  UNREADABLE("Unable to parse JWT token."),
  /** The token was good once. */
  EXPIRED("Token has expired."),
  /** Anything else: wrong key, issuer, client, signature, or a mode that is not configured. */
  DENIED("You are not authorized to make this call.");

  private final String message;

  Refusal(String message) {
    this.message = message;
  }

  /** The client-visible text. */
  public String message() {
    return message;
  }
}
