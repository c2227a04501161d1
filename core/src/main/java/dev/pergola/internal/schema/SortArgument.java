package dev.pergola.internal.schema;

import dev.pergola.model.Field;
import java.util.List;
import java.util.Optional;

/** The argument of a listing by key that is about the sort fields (spec: schema 4.2). */
public final class SortArgument {

  private SortArgument() {}

  /**
   * Its name: that of the only sort field, or of all of them in one word, {@code floorAisleSlot};
   * empty when there is none.
   */
  public static Optional<String> name(List<Field> sort) {
    if (sort.size() < 2) {
      return sort.stream().map(Field::name).findFirst();
    }
    StringBuilder name = new StringBuilder();
    sort.forEach(field -> name.append(Names.capital(field.name())));
    name.setCharAt(0, Character.toLowerCase(name.charAt(0)));
    return Optional.of(name.toString());
  }
}
