package dev.pergola.examples;

import java.util.List;
import java.util.UUID;

/**
 * Somebody who can sign in at the {@link LocalIssuer}.
 *
 * @param sub the id that the issuer gives a user for life
 * @param username the name that the user signs in with
 * @param groups the groups that the user is in
 */
public record DemoUser(String sub, String username, List<String> groups) {

  /** Who the example's page offers to be: one who may only read, and one who may write too. */
  static final List<DemoUser> ALL = List.of(named("maria"), named("ada", "Editors"));

  public DemoUser {
    groups = List.copyOf(groups);
  }

  /** A new user, with an id of their own. */
  public static DemoUser named(String username, String... groups) {
    return new DemoUser(UUID.randomUUID().toString(), username, List.of(groups));
  }

  /** The user's address, for the claims of an ID token. */
  public String email() {
    return username + "@example.com";
  }
}
