package dev.pergola.sdl;

import dev.pergola.dsl.Operation;
import java.util.Map;
import java.util.Optional;

/** The words that every rule of {@code @auth} may have. */
final class RuleWords {

  private static final Map<String, Operation> OPERATIONS =
      Map.of(
          "create", Operation.CREATE,
          "update", Operation.UPDATE,
          "delete", Operation.DELETE,
          "read", Operation.READ,
          "get", Operation.GET,
          "list", Operation.LIST,
          "sync", Operation.SYNC,
          "listen", Operation.LISTEN,
          "search", Operation.SEARCH);

  private RuleWords() {}

  /** What {@code operations} names; empty when the rule has none, and so grants everything. */
  static Optional<Operation[]> operations(Members rule) {
    return rule.words("operations")
        .map(
            words ->
                words.stream()
                    .flatMap(word -> operation(rule, word).stream())
                    .toArray(Operation[]::new));
  }

  private static Optional<Operation> operation(Members rule, String word) {
    Optional<Operation> operation = Optional.ofNullable(OPERATIONS.get(word));
    if (operation.isEmpty()) {
      rule.wrong(
          "'%s' is no operation. Use: %s."
              .formatted(word, String.join(", ", OPERATIONS.keySet().stream().sorted().toList())));
    }
    return operation;
  }

  /** Says what providers there are; gives nothing. */
  static <T> Optional<T> unknownProvider(Members rule, String known) {
    rule.wrong(
        "'provider' has to be %s, and is %s."
            .formatted(known, rule.word("provider").orElse("missing")));
    return Optional.empty();
  }
}
