package dev.pergola.internal.execute;

import dev.pergola.internal.scalar.TextForm;
import dev.pergola.storage.Row;
import dev.pergola.storage.TextTest;
import dev.pergola.storage.TextVerdict;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Lets texts pass from a row to the answer as the row keeps them, in bytes most often, if they have
 * the form that they should have. Not thread-safe.
 */
final class KeptTexts implements TextTest {

  private final TextTarget answer;
  private TextForm form = TextForm.ANY;

  private KeptTexts(TextTarget answer) {
    this.answer = answer;
  }

  /** The way to an answer; null if that one takes values only. */
  static @Nullable KeptTexts of(ResultSink sink) {
    TextTarget answer = sink.texts();
    return answer == null ? null : new KeptTexts(answer);
  }

  /** Writes the text at a position; false, and nothing is written, if there is none that fits. */
  boolean passes(Row row, int position, TextForm expected) {
    form = expected;
    TextVerdict verdict = row.testText(position, this);
    return verdict == TextVerdict.UNTESTED
        ? row.value(position) instanceof String text && passes(text)
        : verdict == TextVerdict.PASSED;
  }

  /** Writes a text that the row keeps as an object. */
  private boolean passes(String text) {
    if (form == TextForm.ANY) {
      answer.text(text);
      return true;
    }
    // Half a surrogate pair becomes a question mark, which fits no form that a type gives.
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return test(utf8, 0, utf8.length);
  }

  @Override
  public boolean test(byte[] utf8, int from, int length) {
    if (form == TextForm.ANY) {
      answer.utf8(utf8, from, length);
      return true;
    }
    if (!form.fits(utf8, from, from + length)) {
      return false;
    }
    answer.plain(utf8, from, length);
    return true;
  }
}
