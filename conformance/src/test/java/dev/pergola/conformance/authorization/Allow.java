package dev.pergola.conformance.authorization;

import static dev.pergola.dsl.Dsl.allow;

import dev.pergola.dsl.AuthRule;
import dev.pergola.dsl.CallerRule;
import dev.pergola.dsl.ClaimedRule;
import dev.pergola.dsl.GroupFieldRule;
import dev.pergola.dsl.GroupRule;
import dev.pergola.dsl.OwnerRule;
import dev.pergola.dsl.Provider;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A rule as data: what the naive model reads, and what the rule of the DSL is made from.
 *
 * @param field the field with owners or groups; empty for rules about the caller alone
 * @param claim the claim; empty for the default
 */
record Allow(Kind kind, Proof proof, String field, String claim, List<String> groups, Set<Op> ops) {

  enum Kind {
    KEY,
    GUEST,
    SIGNED_IN,
    CUSTOM,
    OWNER,
    OWNERS,
    GROUPS,
    GROUP_IN,
    GROUPS_IN
  }

  static Allow key() {
    return new Allow(Kind.KEY, Proof.API_KEY, "", "", List.of(), Op.ALL);
  }

  static Allow guest() {
    return new Allow(Kind.GUEST, Proof.GUEST, "", "", List.of(), Op.ALL);
  }

  static Allow custom() {
    return new Allow(Kind.CUSTOM, Proof.LAMBDA, "", "", List.of(), Op.ALL);
  }

  static Allow signedIn(Proof proof) {
    return new Allow(Kind.SIGNED_IN, proof, "", "", List.of(), Op.ALL);
  }

  static Allow owner() {
    return in(Kind.OWNER, "owner");
  }

  static Allow groups(String... groups) {
    return new Allow(Kind.GROUPS, Proof.USER_POOL, "", "", List.of(groups), Op.ALL);
  }

  /** A rule about a field of the record. */
  static Allow in(Kind kind, String field) {
    return new Allow(kind, Proof.USER_POOL, field, "", List.of(), Op.ALL);
  }

  Allow to(Op... granted) {
    return to(EnumSet.copyOf(List.of(granted)));
  }

  Allow to(Set<Op> granted) {
    return new Allow(kind, proof, field, claim, groups, Set.copyOf(granted));
  }

  Allow reading() {
    return to(Op.READS);
  }

  Allow by(Proof other) {
    return new Allow(kind, other, field, claim, groups, ops);
  }

  Allow claim(String name) {
    return new Allow(kind, proof, field, name, groups, ops);
  }

  /** Whether it is about the caller alone. */
  boolean isStatic() {
    return field.isEmpty();
  }

  boolean aboutOwners() {
    return kind == Kind.OWNER || kind == Kind.OWNERS;
  }

  boolean aboutLists() {
    return kind == Kind.OWNERS || kind == Kind.GROUPS_IN;
  }

  /** The claims that make the name of an owner. */
  List<String> ownerClaims() {
    return List.of((claim.isEmpty() ? "sub::username" : claim).split("::"));
  }

  String groupClaim() {
    return claim.isEmpty() ? "cognito:groups" : claim;
  }

  /** Who it is about: itself without what it grants, and each group by itself. */
  List<Allow> roles() {
    Allow role = to(Op.ALL);
    return kind != Kind.GROUPS
        ? List.of(role)
        : groups.stream()
            .map(group -> new Allow(kind, proof, field, claim, List.of(group), Op.ALL))
            .toList();
  }

  /** The same rule in the DSL. */
  AuthRule.ForModel dsl() {
    return switch (kind) {
      case KEY, GUEST, SIGNED_IN, CUSTOM -> limited(caller());
      case OWNER, OWNERS -> {
        OwnerRule rule =
            kind == Kind.OWNER
                ? allow.ownerDefinedIn(field, provider())
                : allow.ownersDefinedIn(field, provider());
        yield claim.isEmpty()
            ? (all() ? rule : rule.to(Op.dsl(ops)))
            : limited(rule.identityClaim(claim));
      }
      case GROUPS -> {
        GroupRule rule = allow.groups(groups, provider());
        yield claim.isEmpty()
            ? (all() ? rule : rule.to(Op.dsl(ops)))
            : limited(rule.withClaimIn(claim));
      }
      case GROUP_IN, GROUPS_IN -> {
        GroupFieldRule rule =
            kind == Kind.GROUP_IN
                ? allow.groupDefinedIn(field, provider())
                : allow.groupsDefinedIn(field, provider());
        yield claim.isEmpty()
            ? (all() ? rule : rule.to(Op.dsl(ops)))
            : limited(rule.withClaimIn(claim));
      }
    };
  }

  /** The same rule for a custom operation. */
  AuthRule.ForOperation dslOfOperation() {
    if (kind != Kind.GROUPS) {
      return caller();
    }
    GroupRule rule = allow.groups(groups, provider());
    return claim.isEmpty() ? rule : rule.withClaimIn(claim);
  }

  private CallerRule caller() {
    return switch (kind) {
      case KEY -> allow.publicApiKey();
      case GUEST -> allow.guest();
      case CUSTOM -> allow.custom();
      default -> allow.authenticated(provider());
    };
  }

  private AuthRule.ForModel limited(CallerRule rule) {
    return all() ? rule : rule.to(Op.dsl(ops));
  }

  private AuthRule.ForModel limited(ClaimedRule rule) {
    return all() ? rule : rule.to(Op.dsl(ops));
  }

  private boolean all() {
    return ops.equals(Op.ALL);
  }

  private Provider provider() {
    return switch (proof) {
      case OIDC -> Provider.OIDC;
      case IDENTITY_POOL -> Provider.IDENTITY_POOL;
      default -> Provider.USER_POOLS;
    };
  }

  @Override
  public String toString() {
    return Stream.of(kind.name(), proof.name(), field, claim, groups.toString(), ops.toString())
        .filter(text -> !text.isEmpty() && !text.equals("[]"))
        .reduce((one, other) -> one + " " + other)
        .orElseThrow();
  }
}
