package dev.pergola.auth;

import java.util.List;

/**
 * What a request brought to prove who it comes from, unread. Several values of one header are kept
 * apart, since a request that brings several is refused and never guessed at.
 *
 * @param authorization the values of the {@code Authorization} header
 * @param apiKeys the values of the {@code x-api-key} header
 */
public record Credentials(List<String> authorization, List<String> apiKeys) {

  public Credentials {
    authorization = List.copyOf(authorization);
    apiKeys = List.copyOf(apiKeys);
  }

  /** The credentials of a request that brought a token only. */
  public static Credentials token(String authorization) {
    return new Credentials(List.of(authorization), List.of());
  }

  /** The credentials of a request that brought an API key only. */
  public static Credentials apiKey(String apiKey) {
    return new Credentials(List.of(), List.of(apiKey));
  }

  /** Header names only: the values are secrets. */
  @Override
  public String toString() {
    return "Credentials[%d authorization, %d x-api-key]"
        .formatted(authorization.size(), apiKeys.size());
  }
}
