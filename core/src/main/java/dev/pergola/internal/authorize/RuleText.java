package dev.pergola.internal.authorize;

import dev.pergola.model.Mode;
import dev.pergola.model.Rule;
import java.util.Optional;

/** Rules in words: as an author writes them, without their operations, and what they compare. */
enum RuleText implements Rule.Visitor<String> {
  INSTANCE;

  static String of(Rule rule) {
    return rule.accept(INSTANCE);
  }

  /** Which claim a rule holds against which field or name; empty for rules without. */
  static Optional<String> compared(Rule rule) {
    if (rule instanceof Rule.Owner owner) {
      return Optional.of(
          "claim %s with field %s"
              .formatted(String.join(Rule.Owner.SEPARATOR, owner.claims()), owner.field().name()));
    }
    if (rule instanceof Rule.Groups groups) {
      return Optional.of("claim %s with %s".formatted(groups.claim(), groups.groups()));
    }
    return rule instanceof Rule.GroupsDefinedIn groups
        ? Optional.of("claim %s with field %s".formatted(groups.claim(), groups.field().name()))
        : Optional.empty();
  }

  @Override
  public String publicApiKey(Rule.PublicApiKey rule) {
    return "publicApiKey";
  }

  @Override
  public String guest(Rule.Guest rule) {
    return "guest";
  }

  @Override
  public String authenticated(Rule.Authenticated rule) {
    return "authenticated" + provider(rule.mode());
  }

  @Override
  public String owner(Rule.Owner rule) {
    return (rule.field().list() ? "ownersDefinedIn " : "ownerDefinedIn ")
        + rule.field().name()
        + provider(rule.mode());
  }

  @Override
  public String groups(Rule.Groups rule) {
    return "group " + String.join(", ", rule.groups()) + provider(rule.mode());
  }

  @Override
  public String groupsDefinedIn(Rule.GroupsDefinedIn rule) {
    return (rule.field().list() ? "groupsDefinedIn " : "groupDefinedIn ")
        + rule.field().name()
        + provider(rule.mode());
  }

  @Override
  public String groupsInUnknownField(Rule.GroupsInUnknownField rule) {
    return "groupDefinedIn " + rule.field() + provider(rule.mode());
  }

  @Override
  public String custom(Rule.Custom rule) {
    return "custom";
  }

  private static String provider(Mode mode) {
    return switch (mode) {
      case OIDC -> " (oidc)";
      case IAM -> " (identityPool)";
      default -> "";
    };
  }
}
