package dev.pergola.auth;

import java.util.List;

/**
 * What a client has to know of an Amazon Cognito user pool to sign its user in.
 *
 * <pre>{@code
 * UserPool pool = new UserPool("eu-west-1", "eu-west-1_AbCd12345", List.of("1h57kf5cpq17m0eml12EXAMPLE"));
 * }</pre>
 *
 * @param region the pool's AWS region
 * @param id the pool's id
 * @param clientIds the app clients that may sign users in; at least one
 */
public record UserPool(String region, String id, List<String> clientIds) {
  public UserPool {
    clientIds = List.copyOf(clientIds);
    if (region.isBlank() || id.isBlank() || clientIds.isEmpty()) {
      throw new IllegalArgumentException(
          "A user pool has a region, an id and at least one app client; given: region '%s', id '%s', app clients %s."
              .formatted(region, id, clientIds));
    }
  }
}
