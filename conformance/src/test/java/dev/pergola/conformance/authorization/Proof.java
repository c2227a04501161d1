package dev.pergola.conformance.authorization;

/** How a caller has proved who it is, or what a rule wants as proof. */
enum Proof {
  API_KEY,
  GUEST,
  IDENTITY_POOL,
  USER_POOL,
  OIDC,
  LAMBDA,
  ADMIN;

  /** Guests and signed-in callers of the identity pool come in by the same mode. */
  String mode() {
    return this == GUEST ? IDENTITY_POOL.name() : name();
  }
}
