package dev.pergola.auth;

/**
 * What a {@link CustomAuthorizer} is asked.
 *
 * @param authorizationToken the value of the {@code Authorization} header, as it was sent
 */
public record AuthorizerRequest(String authorizationToken) {

  /** Without the token, which is a secret. */
  @Override
  public String toString() {
    return "AuthorizerRequest[%d characters]".formatted(authorizationToken.length());
  }
}
