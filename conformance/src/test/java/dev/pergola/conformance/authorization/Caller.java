package dev.pergola.conformance.authorization;

import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Somebody who calls. */
record Caller(String name, Proof proof, Map<String, Object> claims) {

  /** What carol's stored owner looks like from outside, and what dan has taken as a user name. */
  static final String CAROLS_SUB = "0b7a4a3e-6f0c-4c55-9d0a-1f6f5d1c9e42";

  private static final String GROUPS = "cognito:groups";

  /** All kinds of callers, those who try to be somebody else among them. */
  static final List<Caller> ALL =
      List.of(
          new Caller("key", Proof.API_KEY, Map.of()),
          new Caller("guest", Proof.GUEST, Map.of()),
          new Caller("pool", Proof.IDENTITY_POOL, Map.of()),
          new Caller("lambda", Proof.LAMBDA, Map.of()),
          new Caller("admin", Proof.ADMIN, Map.of()),
          user("alice", "sub-alice", "alice"),
          user("bob", "sub-bob", "bob", GROUPS, List.of("Blue")),
          user("other alice", "sub-alice-2", "alice"),
          user("red", "sub-red", "red", GROUPS, List.of("Red"), "email", "red@example.com"),
          user("both", "sub-both", "both", GROUPS, List.of("Red", "Blue")),
          user("text of groups", "sub-text", "text", GROUPS, "[\"Red\"]"),
          user("longer group", "sub-longer", "longer", GROUPS, "RedBlue"),
          user("odd groups", "sub-odd", "odd", GROUPS, List.of("Red", 7)),
          user("spells alice", "sub-mallory", "sub-alice::alice"),
          user("spells alice in sub", "sub-alice::alice", "x"),
          user("carol", CAROLS_SUB, "carol"),
          user("dan, named as carol", "sub-dan", CAROLS_SUB),
          new Caller("id token", Proof.USER_POOL, Map.of("sub", "sub-i", "cognito:username", "i")),
          new Caller("no name", Proof.USER_POOL, Map.of("sub", "sub-alice")),
          new Caller("no sub", Proof.USER_POOL, Map.of("username", "alice")),
          new Caller("no claim", Proof.USER_POOL, Map.of()),
          new Caller(
              "odd claims",
              Proof.USER_POOL,
              Map.of("sub", 42, "username", Map.of("a", "alice"), GROUPS, 7, "email", List.of())),
          new Caller(
              "empty claims",
              Proof.USER_POOL,
              Map.of("sub", "", "username", "", GROUPS, "", "email", "")),
          new Caller(
              "oidc alice",
              Proof.OIDC,
              Map.of("sub", "sub-alice", "username", "alice", "roles", List.of("Red"))),
          new Caller("oidc sub", Proof.OIDC, Map.of("sub", "sub-bob", "roles", "Blue")));

  private static Caller user(String name, String sub, String username, Object... more) {
    Map<String, Object> claims = new java.util.HashMap<>();
    claims.put("sub", sub);
    claims.put("username", username);
    claims.put("email", username + "@example.com");
    for (int i = 0; i < more.length; i += 2) {
      claims.put((String) more[i], more[i + 1]);
    }
    return new Caller(name, Proof.USER_POOL, Map.copyOf(claims));
  }

  Identity identity() {
    return switch (proof) {
      case API_KEY -> Identity.apiKey("key");
      case GUEST -> Identity.identityPool("pool-1", false);
      case IDENTITY_POOL -> Identity.identityPool("pool-2", true);
      case LAMBDA -> Identity.lambda(Map.of(), Set.of());
      case ADMIN -> Identity.admin();
      case USER_POOL -> Identity.userPool(Claims.of(claims));
      case OIDC -> Identity.oidc(Claims.of(claims));
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
