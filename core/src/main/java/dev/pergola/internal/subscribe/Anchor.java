package dev.pergola.internal.subscribe;

import dev.pergola.storage.Row;
import dev.pergola.storage.Values;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A value that an event must hold at a place to be of interest: what the index goes by.
 *
 * @param place where
 * @param value the value, in a form in which equal values are equal objects
 */
record Anchor(Place place, Object value) {

  /** The anchor of a value; null for values that no index goes by. */
  static @Nullable Anchor of(Place place, @Nullable Object value) {
    Object key = key(value);
    return key == null ? null : new Anchor(place, key);
  }

  /** What groups are found by that have this anchor. */
  int code(Codes codes) {
    return codes.of(place.hashCode(), value);
  }

  private static @Nullable Object key(@Nullable Object value) {
    if (value instanceof Number number) {
      return Values.decimal(number).stripTrailingZeros();
    }
    return value instanceof String || value instanceof Boolean ? value : null;
  }

  /**
   * A column of an event.
   *
   * @param shown whether of the event as it is shown; else of the record as it is stored
   * @param position the column's
   */
  record Place(boolean shown, int position) {

    /** Adds an anchor for each value that the event holds here. */
    void addTo(Collection<Anchor> found, Occurrence event) {
      Row row = shown ? event.shown() : event.stored();
      Object value = row.value(position);
      if (value instanceof Collection<?> elements) {
        elements.forEach(element -> add(found, element));
      } else {
        add(found, value);
      }
    }

    private void add(Collection<Anchor> found, @Nullable Object value) {
      Anchor anchor = of(this, value);
      if (anchor != null) {
        found.add(anchor);
      }
    }
  }
}
