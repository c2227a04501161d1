package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

import dev.pergola.model.Validation;
import dev.pergola.model.Validation.Kind;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a number must satisfy; see {@link IntegerType#validate} and {@link FloatType#validate}. Each
 * verb may be used once, and takes what a caller is told instead of the default message as its
 * second argument.
 */
public final class NumberChecks {

  static final NumberChecks NONE = new NumberChecks(List.of());

  final List<Validation> all;

  private NumberChecks(List<Validation> all) {
    this.all = all;
  }

  /** More than {@code bound}. */
  public NumberChecks gt(double bound) {
    return gt(bound, "");
  }

  /** As {@link #gt(double)}, with a message. */
  public NumberChecks gt(double bound, String message) {
    return plus(Kind.GT, bound, message);
  }

  /** At least {@code bound}. */
  public NumberChecks gte(double bound) {
    return gte(bound, "");
  }

  /** As {@link #gte(double)}, with a message. */
  public NumberChecks gte(double bound, String message) {
    return plus(Kind.GTE, bound, message);
  }

  /** Less than {@code bound}. */
  public NumberChecks lt(double bound) {
    return lt(bound, "");
  }

  /** As {@link #lt(double)}, with a message. */
  public NumberChecks lt(double bound, String message) {
    return plus(Kind.LT, bound, message);
  }

  /** At most {@code bound}. */
  public NumberChecks lte(double bound) {
    return lte(bound, "");
  }

  /** As {@link #lte(double)}, with a message. */
  public NumberChecks lte(double bound, String message) {
    return plus(Kind.LTE, bound, message);
  }

  /** More than zero; the same as {@code gt(0)}. */
  public NumberChecks positive() {
    return gt(0);
  }

  /** As {@link #positive()}, with a message. */
  public NumberChecks positive(String message) {
    return gt(0, message);
  }

  /** Less than zero; the same as {@code lt(0)}. */
  public NumberChecks negative() {
    return lt(0);
  }

  /** As {@link #negative()}, with a message. */
  public NumberChecks negative(String message) {
    return lt(0, message);
  }

  private NumberChecks plus(Kind kind, double bound, String message) {
    return new NumberChecks(
        NamedField.plus(
            all, new Validation(kind, text(bound), requireNonNull(message, "message"))));
  }

  /** The shortest text: {@code 18} and not {@code 18.0}, as the original writes numbers. */
  private static String text(double bound) {
    return Double.isFinite(bound)
        ? BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString()
        : Double.toString(bound);
  }
}
