package dev.pergola.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of a rule, where several say the same: {@code read} or its five parts, the default
 * provider named or not. The introspection document repeats them (spec: schema 12).
 *
 * @param provider the provider as {@code @auth} names it; null when the rule names none
 * @param operations what {@code to} names, in its order; null when the rule grants everything
 *     without saying so
 * @param claim what {@code identityClaim} names; null when the rule names none
 */
public record Wording(
    @Nullable String provider, @Nullable List<String> operations, @Nullable String claim) {

  public Wording {
    operations = operations == null ? null : List.copyOf(operations);
  }

  /** The provider's word for callers of a mode, as {@code @auth} has it. */
  public static String provider(Mode mode) {
    return switch (mode) {
      case API_KEY -> "apiKey";
      case USER_POOL -> "userPools";
      case OIDC -> "oidc";
      case IAM -> "identityPool";
      case LAMBDA -> "function";
    };
  }

  static Wording named(@Nullable String provider, Set<Operation> operations) {
    return new Wording(provider, words(operations), null);
  }

  static Wording of(Mode mode, Set<Operation> operations) {
    return named(mode == Mode.USER_POOL ? null : provider(mode), operations);
  }

  static Wording of(Mode mode, List<String> claims, Set<Operation> operations) {
    Wording wording = of(mode, operations);
    return claims.equals(Rule.Owner.DEFAULT_CLAIMS)
        ? wording
        : new Wording(
            wording.provider(), wording.operations(), String.join(Rule.Owner.SEPARATOR, claims));
  }

  private static @Nullable List<String> words(Set<Operation> operations) {
    if (operations.containsAll(Set.of(Operation.values()))) {
      return null;
    }
    List<String> words = new ArrayList<>();
    List<String> reading = new ArrayList<>();
    boolean allReading = true;
    for (Operation operation : Operation.values()) {
      String word = operation.name().toLowerCase(Locale.ROOT);
      boolean granted = operations.contains(operation);
      if (!operation.reads() && granted) {
        words.add(word);
      } else if (operation.reads() && granted) {
        reading.add(word);
      } else if (operation.reads()) {
        allReading = false;
      }
    }
    words.addAll(allReading ? List.of("read") : reading);
    return words;
  }
}
