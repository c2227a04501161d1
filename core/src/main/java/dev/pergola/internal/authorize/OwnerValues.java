package dev.pergola.internal.authorize;

import dev.pergola.model.Behavior;
import dev.pergola.model.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  static OwnerValues of(Rule.Owner rule, ClaimReader claims, Behavior behavior) {
    List<Optional<String>> parts = rule.claims().stream().map(claims::text).toList();
    List<String> present = parts.stream().flatMap(Optional::stream).toList();
    if (behavior == Behavior.SAFE && ambiguous(rule, parts)) {
      return new OwnerValues(Optional.empty(), List.of());
    }
    Optional<String> full =
        present.size() == parts.size()
            ? Optional.of(String.join(Rule.Owner.SEPARATOR, present))
            : Optional.empty();
    List<String> accepted = new ArrayList<>();
    full.ifPresent(accepted::add);
    if (rule.joined()) {
      for (int i = 0; i < parts.size(); i++) {
        boolean first = i == 0;
        parts
            .get(i)
            .filter(
                part -> first || behavior == Behavior.APPSYNC || !spellsAnother(part, parts.get(0)))
            .ifPresent(accepted::add);
      }
    }
    return new OwnerValues(full, accepted);
  }

  /**
   * Whether a leading part holds the separator, so that the joined text could be split in two ways.
   */
  private static boolean ambiguous(Rule.Owner rule, List<Optional<String>> parts) {
    return rule.joined()
        && parts.subList(0, parts.size() - 1).stream()
            .flatMap(Optional::stream)
            .anyMatch(part -> part.contains(Rule.Owner.SEPARATOR));
  }

  /**
   * Whether a user name, which users may choose, could be read as somebody else's stored owner: as
   * a joined value, or as another user's {@code sub}.
   */
  private static boolean spellsAnother(String name, Optional<String> sub) {
    return name.contains(Rule.Owner.SEPARATOR)
        || (isUuid(name) && !sub.map(name::equals).orElse(false));
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
