package dev.pergola.sdl;

import dev.pergola.dsl.NumberChecks;
import dev.pergola.dsl.TextChecks;
import dev.pergola.model.Validation;
import dev.pergola.model.Validation.Kind;
import graphql.language.Directive;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code @validate}, and says it in the words of the DSL. */
final class CheckWord {

  private static final Set<Kind> LENGTHS = Set.of(Kind.MIN_LENGTH, Kind.MAX_LENGTH);

  private CheckWord() {}

  /** The check; empty when it is none, after saying so. */
  static Optional<Validation> read(String place, Directive directive, Findings findings) {
    Members members = Members.of(place, directive, findings);
    members.allowOnly(Set.of("type", "value", "errorMessage"));
    String word = members.word("type").orElse("");
    Optional<Kind> kind =
        Arrays.stream(Kind.values()).filter(known -> known.word().equals(word)).findFirst();
    Optional<String> value = members.text("value");
    if (kind.isEmpty()) {
      members.wrong(
          "'type' has to be one of %s."
              .formatted(
                  Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", "))));
      return Optional.empty();
    }
    if (value.isEmpty() || !fits(kind.get(), value.get())) {
      members.wrong(
          "'value' of %s has to be a text%s, as in @validate(type: %s, value: \"3\")."
              .formatted(word, kind.get().ofNumbers() ? " that is a number" : "", word));
      return Optional.empty();
    }
    return Optional.of(
        new Validation(kind.get(), value.get(), members.text("errorMessage").orElse("")));
  }

  /** The checks of a text, as the verbs that say them. */
  static TextChecks texts(TextChecks none, List<Validation> checks) {
    TextChecks all = none;
    for (Validation check : checks) {
      String operand = check.operand();
      String message = check.message();
      all =
          switch (check.kind()) {
            case MIN_LENGTH -> all.minLength(ScalarWord.whole(operand), message);
            case MAX_LENGTH -> all.maxLength(ScalarWord.whole(operand), message);
            case STARTS_WITH -> all.startsWith(operand, message);
            case ENDS_WITH -> all.endsWith(operand, message);
            case MATCHES -> all.matches(operand, message);
            case GT, GTE, LT, LTE -> throw new IllegalArgumentException(check + " is of numbers");
          };
    }
    return all;
  }

  /** The checks of a number, as the verbs that say them. */
  static NumberChecks numbers(NumberChecks none, List<Validation> checks) {
    NumberChecks all = none;
    for (Validation check : checks) {
      double bound = ScalarWord.number(check.operand());
      String message = check.message();
      all =
          switch (check.kind()) {
            case GT -> all.gt(bound, message);
            case GTE -> all.gte(bound, message);
            case LT -> all.lt(bound, message);
            case LTE -> all.lte(bound, message);
            case MIN_LENGTH, MAX_LENGTH, STARTS_WITH, ENDS_WITH, MATCHES ->
                throw new IllegalArgumentException(check + " is of texts");
          };
    }
    return all;
  }

  private static boolean fits(Kind kind, String value) {
    if (kind.ofNumbers()) {
      return ScalarWord.isNumber(value);
    }
    return !LENGTHS.contains(kind) || ScalarWord.isWhole(value);
  }
}
