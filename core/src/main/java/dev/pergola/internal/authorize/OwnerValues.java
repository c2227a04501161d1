package dev.pergola.internal.authorize;

import dev.pergola.model.Behavior;
import dev.pergola.model.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The texts by which a stored owner field may name a caller (spec: authorization 3, security 5.7).
 *
 * @param full the value that new records get, {@code <sub>::<username>} unless the rule names other
 *     claims; empty when a claim is missing
 * @param accepted every text that stands for the caller: the full value, and for old data each
 *     claim by itself
 */
record OwnerValues(Optional<String> full, List<String> accepted) {

  OwnerValues {
    accepted = List.copyOf(accepted);
  }

  private static final String SUB = "sub";
  private static final Set<String> USER_NAMES = Set.of("username", "cognito:username");

  static OwnerValues of(Rule.Owner rule, ClaimReader claims, Behavior behavior) {
    Predicate<String> chosen = chosen(rule, behavior);
    List<Part> parts =
        rule.claims().stream().map(claim -> Part.of(claim, claims, chosen.test(claim))).toList();
    if (behavior == Behavior.SAFE && ambiguous(parts)) {
      return new OwnerValues(Optional.empty(), List.of());
    }
    List<String> present = parts.stream().flatMap(part -> part.text().stream()).toList();
    Optional<String> full =
        present.size() == parts.size()
            ? Optional.of(String.join(Rule.Owner.SEPARATOR, present))
            : Optional.empty();
    if (!rule.joined() && !parts.get(0).standsAlone()) {
      return new OwnerValues(Optional.empty(), List.of());
    }
    List<String> accepted = new ArrayList<>(full.stream().toList());
    if (rule.joined()) {
      parts.stream()
          .filter(Part::standsAlone)
          .flatMap(part -> part.text().stream())
          .forEach(accepted::add);
    }
    return new OwnerValues(full, accepted);
  }

  /**
   * The claims whose texts users may choose. In a joined value these are all but the {@code sub}; a
   * claim that is the whole value is compared with nothing but its like, unless it is the user
   * name, by which records of older rules may be stored.
   */
  private static Predicate<String> chosen(Rule.Owner rule, Behavior behavior) {
    if (behavior == Behavior.APPSYNC) {
      return claim -> false;
    }
    return rule.joined() ? claim -> !claim.equals(SUB) : USER_NAMES::contains;
  }

  /**
   * Whether a leading part holds the separator, so that the joined text could be split in two ways.
   */
  private static boolean ambiguous(List<Part> parts) {
    return parts.subList(0, parts.size() - 1).stream()
        .flatMap(part -> part.text().stream())
        .anyMatch(text -> text.contains(Rule.Owner.SEPARATOR));
  }

  /**
   * One claim of an owner.
   *
   * @param text the claim; empty when the token has none
   * @param standsAlone whether it may name the caller by itself. A text that users may choose may
   *     not if it can be read as somebody else's stored owner: as a joined value, or as another
   *     user's {@code sub}
   */
  private record Part(Optional<String> text, boolean standsAlone) {

    static Part of(String claim, ClaimReader claims, boolean chosen) {
      Optional<String> text = claims.text(claim);
      return new Part(text, !chosen || text.filter(name -> spellsAnother(name, claims)).isEmpty());
    }

    private static boolean spellsAnother(String name, ClaimReader claims) {
      return name.contains(Rule.Owner.SEPARATOR)
          || (isUuid(name) && !claims.text(SUB).equals(Optional.of(name)));
    }
  }

  private static boolean isUuid(String text) {
    if (text.length() != 36) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      char c = text.charAt(i);
      if (dash ? c != '-' : Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
