package dev.pergola.internal.subscribe;

import dev.pergola.storage.Filter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What interests have in common that differ in the operands of their filters only, such as those of
 * all owners in their own records: kept once for all of them. Guarded by the lock of its topic.
 */
final class Form {

  private final Topic topic;
  private final Filter stored;
  private final Filter shown;
  private final Rendering rendering;
  private final int code;
  private int groups;

  private Form(Topic topic, Filter stored, Filter shown, Rendering rendering) {
    this.topic = topic;
    this.stored = stored;
    this.shown = shown;
    this.rendering = rendering;
    this.code = topic.codes().of(rendering.hashCode(), stored, shown);
  }

  /**
   * The form of an interest.
   *
   * @param values gets what it is filled with
   */
  static Form of(Topic topic, Interest interest, List<@Nullable Object> values) {
    Operands taken =
        new Operands(
            value -> {
              values.add(value);
              return Blank.BLANK;
            });
    return new Form(
        topic,
        interest.stored().accept(taken),
        interest.shown().accept(taken),
        interest.rendering());
  }

  Topic topic() {
    return topic;
  }

  Rendering rendering() {
    return rendering;
  }

  /** The interest in this form with these values. */
  Interest filled(@Nullable Object[] values) {
    Iterator<@Nullable Object> next = Arrays.asList(values).iterator();
    Operands given = new Operands(blank -> next.next());
    return new Interest(topic.name(), stored.accept(given), shown.accept(given), rendering);
  }

  /** Equal for equal interests. */
  int code(@Nullable Object[] values) {
    return topic.codes().of(code, values);
  }

  /** One more group is of this form. */
  void used() {
    groups++;
  }

  /** One group less; whether there is none any more. */
  boolean unused() {
    return --groups == 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Form that
        && stored.equals(that.stored)
        && shown.equals(that.shown)
        && rendering.equals(that.rendering);
  }

  @Override
  public int hashCode() {
    return code;
  }

  /** Stands where a value does. */
  private enum Blank {
    BLANK
  }
}
