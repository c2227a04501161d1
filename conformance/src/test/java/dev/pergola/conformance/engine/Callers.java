package dev.pergola.conformance.engine;

import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import java.util.List;
import java.util.Map;

/** Who calls in these tests. */
final class Callers {

  static final Identity KEY = Identity.apiKey("test");
  static final Identity ADMIN = Identity.admin();
  static final Identity ALICE = user("alice");
  static final Identity BOB = user("bob");
  static final Identity EDITOR = member("eve", "Editors");

  private Callers() {}

  static Identity user(String name) {
    return Identity.userPool(Claims.of(Map.of("sub", "sub-" + name, "username", name)));
  }

  static Identity member(String name, String... groups) {
    return Identity.userPool(
        Claims.of(
            Map.of("sub", "sub-" + name, "username", name, "cognito:groups", List.of(groups))));
  }

  /** What the store keeps as the owner of this user's records. */
  static String stored(String name) {
    return "sub-" + name + "::" + name;
  }
}
