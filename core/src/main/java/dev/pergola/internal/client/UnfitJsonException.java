package dev.pergola.internal.client;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the host's code gave for a field of JSON holds something that has no form in JSON. */
final class UnfitJsonException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** The field and what it stands in, from the outside in. */
  private final transient List<String> place;

  private final transient String culprit;

  UnfitJsonException(@Nullable Object culprit) {
    this(
        List.of(),
        culprit instanceof Double || culprit instanceof Float
            ? culprit.toString()
            : culprit == null ? "a null as a name" : "an object of " + culprit.getClass());
  }

  private UnfitJsonException(List<String> place, String culprit) {
    super(message(place, culprit));
    this.place = place;
    this.culprit = culprit;
  }

  /** The same, of a field that stands in this. */
  UnfitJsonException within(String name) {
    List<String> longer = new ArrayList<>(place.size() + 1);
    longer.add(name);
    longer.addAll(place);
    return new UnfitJsonException(List.copyOf(longer), culprit);
  }

  private static String message(List<String> place, String culprit) {
    return ("'%s' takes JSON, in which %s has no form; give a Map with texts as keys, a List or an"
            + " array, a record, String, finite number, Boolean, enum, date, Optional or null.")
        .formatted(String.join(".", place), culprit);
  }
}
