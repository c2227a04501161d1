package dev.pergola.auth.cognito;

/** The kinds of token that a user pool signs for its callers; claim {@code token_use}. */
public enum TokenUse {
  /** Names its app client in {@code client_id}. What {@code aws-amplify} sends. */
  ACCESS("access", "client_id"),
  /** Names its app client in {@code aud} and carries the user's attributes. */
  ID("id", "aud");

  private final String claimValue;
  private final String clientClaim;

  TokenUse(String claimValue, String clientClaim) {
    this.claimValue = claimValue;
    this.clientClaim = clientClaim;
  }

  /** What {@code token_use} says in a token of this kind. */
  String claimValue() {
    return claimValue;
  }

  /** The claim that says which app client a token of this kind was made for. */
  String clientClaim() {
    return clientClaim;
  }
}
