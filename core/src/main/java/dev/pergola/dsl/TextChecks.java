package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

import dev.pergola.model.Validation;
import dev.pergola.model.Validation.Kind;
import java.util.List;

/**
 * What a text must satisfy; see {@link StringType#validate}. Each verb may be used once, and takes
 * what a caller is told instead of the default message as its second argument.
 */
public final class TextChecks {

  static final TextChecks NONE = new TextChecks(List.of());

  final List<Validation> all;

  private TextChecks(List<Validation> all) {
    this.all = all;
  }

  /** At least so many characters. */
  public TextChecks minLength(int length) {
    return minLength(length, "");
  }

  /** As {@link #minLength(int)}, with a message. */
  public TextChecks minLength(int length, String message) {
    return plus(Kind.MIN_LENGTH, Integer.toString(length), message);
  }

  /** At most so many characters. */
  public TextChecks maxLength(int length) {
    return maxLength(length, "");
  }

  /** As {@link #maxLength(int)}, with a message. */
  public TextChecks maxLength(int length, String message) {
    return plus(Kind.MAX_LENGTH, Integer.toString(length), message);
  }

  /** A text that begins so. */
  public TextChecks startsWith(String prefix) {
    return startsWith(prefix, "");
  }

  /** As {@link #startsWith(String)}, with a message. */
  public TextChecks startsWith(String prefix, String message) {
    return plus(Kind.STARTS_WITH, prefix, message);
  }

  /** A text that ends so. */
  public TextChecks endsWith(String suffix) {
    return endsWith(suffix, "");
  }

  /** As {@link #endsWith(String)}, with a message. */
  public TextChecks endsWith(String suffix, String message) {
    return plus(Kind.ENDS_WITH, suffix, message);
  }

  /** A text with this regular expression in it; {@code ^} and {@code $} bind it to the whole. */
  public TextChecks matches(String regex) {
    return matches(regex, "");
  }

  /** As {@link #matches(String)}, with a message. */
  public TextChecks matches(String regex, String message) {
    return plus(Kind.MATCHES, regex, message);
  }

  private TextChecks plus(Kind kind, String operand, String message) {
    return new TextChecks(
        NamedField.plus(
            all,
            new Validation(
                kind, requireNonNull(operand, "operand"), requireNonNull(message, "message"))));
  }
}
