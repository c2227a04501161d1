package dev.pergola.dsl;

import dev.pergola.model.Validation;
import dev.pergola.model.Validation.Kind;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What {@code .validate(...)} may ask of one field. */
final class ValidationChecks {

  private final Scope scope;
  private final Place place;
  private final Map<Kind, Validation> seen = new EnumMap<>(Kind.class);

  private ValidationChecks(Scope scope, Place place) {
    this.scope = scope;
    this.place = place;
  }

  /** The validations of the field; problems are added for those that make no sense. */
  static List<Validation> checked(Scope scope, Place place, FieldSpec spec) {
    ValidationChecks checks = new ValidationChecks(scope, place);
    spec.checks().forEach(checks::check);
    checks.checkBounds();
    return spec.checks();
  }

  private void check(Validation validation) {
    if (seen.putIfAbsent(validation.kind(), validation) != null) {
      problem(validation, "asks the same a second time", "Ask it once.");
      return;
    }
    switch (validation.kind()) {
      case MIN_LENGTH, MAX_LENGTH -> {
        if (validation.operand().startsWith("-")) {
          problem(validation, "is a length below zero", "Give a length from 0 on.");
        }
      }
      case MATCHES -> checkRegex(validation);
      case GT, GTE, LT, LTE -> {
        if (number(validation.operand()).isEmpty()) {
          problem(validation, "is no number", "Give a finite number.");
        }
      }
      case STARTS_WITH, ENDS_WITH -> {
        // Any text will do.
      }
    }
  }

  /** The original takes it, and fails every write. */
  private void checkRegex(Validation validation) {
    if (!scope.safe()) {
      return;
    }
    try {
      Pattern.compile(validation.operand());
    } catch (PatternSyntaxException e) {
      problem(validation, "is no regular expression", "Give one that Java can read.");
    }
  }

  /** The original takes bounds that no value can satisfy. */
  private void checkBounds() {
    if (!scope.safe()) {
      return;
    }
    checkPair(Kind.MIN_LENGTH, Kind.MAX_LENGTH, false);
    checkPair(Kind.GT, Kind.LT, true);
    checkPair(Kind.GT, Kind.LTE, true);
    checkPair(Kind.GTE, Kind.LT, true);
    checkPair(Kind.GTE, Kind.LTE, false);
  }

  private void checkPair(Kind low, Kind high, boolean strict) {
    Validation least = seen.get(low);
    Validation most = seen.get(high);
    if (least == null || most == null) {
      return;
    }
    Optional<BigDecimal> from = number(least.operand());
    Optional<BigDecimal> to = number(most.operand());
    if (from.isEmpty() || to.isEmpty()) {
      return;
    }
    int order = from.get().compareTo(to.get());
    if (order > 0 || (strict && order == 0)) {
      problem(most, "leaves no value beside " + text(least), "Change one of the two.");
    }
  }

  private void problem(Validation validation, String fault, String remedy) {
    scope.problems().add(place, text(validation), fault, remedy);
  }

  private static String text(Validation validation) {
    boolean number =
        validation.kind().ofNumbers()
            || validation.kind() == Kind.MIN_LENGTH
            || validation.kind() == Kind.MAX_LENGTH;
    String operand = number ? validation.operand() : Texts.quoted(validation.operand());
    return ".%s(%s)".formatted(validation.kind().word(), operand);
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
