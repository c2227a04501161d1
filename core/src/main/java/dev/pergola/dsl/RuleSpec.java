package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

import dev.pergola.model.Mode;
import dev.pergola.model.Rule;
import dev.pergola.model.Wording;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that an {@link AuthRule} says, for the resolver to read.
 *
 * @param text the calls that the author wrote
 * @param kind which strategy
 * @param mode the mode whose callers the rule is for
 * @param provider the word of the provider, when the rule names one
 * @param field the owner's or groups' field, for the strategies that have one
 * @param plural whether that field is a list
 * @param groups the groups, for the strategy that names them
 * @param claim what {@code identityClaim} or {@code withClaimIn} said
 * @param operations what {@code to} said
 */
record RuleSpec(
    String text,
    Kind kind,
    Mode mode,
    @Nullable String provider,
    String field,
    boolean plural,
    List<String> groups,
    @Nullable String claim,
    @Nullable List<Operation> operations) {

  enum Kind {
    PUBLIC_API_KEY,
    GUEST,
    AUTHENTICATED,
    OWNER,
    GROUPS,
    GROUPS_DEFINED_IN,
    CUSTOM
  }

  private static final String NO_FIELD = "";

  /** The specs of the rules; resources, the only rules that are no {@link RuleValue}, left out. */
  static List<RuleSpec> of(AuthRule[] rules) {
    return Given.all("rules", rules).stream()
        .filter(RuleValue.class::isInstance)
        .map(rule -> ((RuleValue) rule).spec)
        .toList();
  }

  /** A rule about the caller alone. */
  static RuleSpec caller(String text, Kind kind, Mode mode, @Nullable String provider) {
    return new RuleSpec(text, kind, mode, provider, NO_FIELD, false, List.of(), null, null);
  }

  /** A rule about a field of the record. */
  static RuleSpec field(
      String text, Kind kind, String field, boolean plural, @Nullable Provider provider) {
    return new RuleSpec(
        text, kind, mode(provider), word(provider), field, plural, List.of(), null, null);
  }

  /** A rule about named groups. */
  static RuleSpec groups(String text, List<String> groups, @Nullable Provider provider) {
    return new RuleSpec(
        text, Kind.GROUPS, mode(provider), word(provider), NO_FIELD, false, groups, null, null);
  }

  /** The mode of a provider, which is the user pool when none is named. */
  static Mode mode(@Nullable Provider provider) {
    return provider == null ? Mode.USER_POOL : provider.mode;
  }

  static @Nullable String word(@Nullable Provider provider) {
    return provider == null ? null : Wording.provider(provider.mode);
  }

  RuleSpec claimIn(String verb, String name) {
    return new RuleSpec(
        "%s.%s(%s)".formatted(text, verb, Texts.quoted(requireNonNull(name, "claim"))),
        kind,
        mode,
        provider,
        field,
        plural,
        groups,
        name,
        operations);
  }

  RuleSpec limitedTo(Operation[] granted) {
    List<Operation> list = Given.all("operations", granted);
    String words = list.stream().map(Operation::name).collect(Collectors.joining(", "));
    return new RuleSpec(
        "%s.to(%s)".formatted(text, words),
        kind,
        mode,
        provider,
        field,
        plural,
        groups,
        claim,
        list);
  }

  /** The author's words, as the introspection document repeats them. */
  Wording wording() {
    return new Wording(
        provider,
        operations == null
            ? null
            : operations.stream().map(each -> each.name().toLowerCase(Locale.ROOT)).toList(),
        kind == Kind.OWNER ? claim : null);
  }

  /** The claims that make an owner's name. */
  List<String> ownerClaims() {
    return claim == null ? Rule.Owner.DEFAULT_CLAIMS : claimParts();
  }

  /** The claim that holds a caller's groups. */
  String groupClaim() {
    return claim == null ? Rule.Groups.DEFAULT_CLAIM : claim;
  }

  /** What {@code identityClaim} named, one by one; empty when it was not called. */
  List<String> claimParts() {
    return claim == null ? List.of() : List.of(claim.split(Rule.Owner.SEPARATOR, -1));
  }

  /** Whom the rule is for, as keys: two rules with a key in common are for the same callers. */
  List<String> roles() {
    String callers = kind + " " + mode;
    return switch (kind) {
      case PUBLIC_API_KEY, GUEST, AUTHENTICATED, CUSTOM -> List.of(callers);
      case OWNER -> List.of(callers + " " + field + " " + ownerClaims());
      case GROUPS_DEFINED_IN -> List.of(callers + " " + field + " " + groupClaim());
      case GROUPS ->
          groups.stream().map(group -> callers + " " + groupClaim() + " " + group).toList();
    };
  }
}
