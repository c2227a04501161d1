package dev.pergola.internal.scalar;

import graphql.language.StringValue;
import graphql.language.Value;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A scalar whose values are texts of one format, kept and answered as they were sent.
 *
 * <p>What is sent is checked in full. What is stored passed that check, or another program wrote
 * it: there, for every value of every row, the characters have to do where the full check takes a
 * library.
 */
final class TextScalar extends ScalarCoercing<String> implements ScalarCodec {

  private final int maxLength;
  private final Predicate<String> sent;
  private final Predicate<String> stored;
  private final @Nullable TextForm form;

  /** A format of which no text has a question mark. */
  TextScalar(String word, int maxLength, TextForm form) {
    this(word, maxLength, form, form);
  }

  /**
   * A format that is told by the bytes, of what is sent and of what is stored.
   *
   * @param all the form of all its texts
   * @param plain the form of those without a question mark
   */
  TextScalar(String word, int maxLength, TextForm all, TextForm plain) {
    this(word, maxLength, all::fits, all::fits, plain);
  }

  /**
   * A format.
   *
   * @param word what a message calls a valid value
   * @param maxLength characters at most; longer texts are refused unread
   * @param sent whether a text that is not longer has the format
   * @param stored whether a stored text may still have it; allocates nothing
   */
  TextScalar(String word, int maxLength, Predicate<String> sent, Predicate<String> stored) {
    this(word, maxLength, sent, stored, null);
  }

  private TextScalar(
      String word,
      int maxLength,
      Predicate<String> sent,
      Predicate<String> stored,
      @Nullable TextForm form) {
    super(word);
    this.maxLength = maxLength;
    this.sent = sent;
    this.stored = stored;
    this.form = form;
  }

  @Override
  @Nullable String fromInput(Object input) {
    return input instanceof String text && text.length() <= maxLength && sent.test(text)
        ? text
        : null;
  }

  @Override
  @Nullable String fromLiteral(Value<?> literal) {
    String text = literal instanceof StringValue given ? given.getValue() : null;
    return text == null ? null : fromInput(text);
  }

  @Override
  Value<?> toLiteral(String value) {
    return StringValue.of(value);
  }

  @Override
  public Object toStored(Object coerced) {
    return coerced;
  }

  @Override
  public Object toOutput(Object value) {
    if (value instanceof String text && text.length() <= maxLength && stored.test(text)) {
      return text;
    }
    throw unfit(value);
  }

  @Override
  public @Nullable TextForm form() {
    return form;
  }
}
