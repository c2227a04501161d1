package dev.pergola.dsl;

import dev.pergola.model.Mode;

/** Who vouches for a signed-in caller, where a rule leaves a choice. */
public enum Provider {
  /** The user pool, the default; TypeScript {@code 'userPools'}. */
  USER_POOLS(Mode.USER_POOL),
  /** Another OpenID Connect issuer; TypeScript {@code 'oidc'}. */
  OIDC(Mode.OIDC),
  /** The identity pool's authenticated role; TypeScript {@code 'identityPool'}. */
  IDENTITY_POOL(Mode.IAM);

  final Mode mode;

  Provider(Mode mode) {
    this.mode = mode;
  }
}
