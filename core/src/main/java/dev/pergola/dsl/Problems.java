package dev.pergola.dsl;

import dev.pergola.dsl.SchemaProblem.Place;
import java.util.ArrayList;
import java.util.List;

/** Collects the mistakes of one schema, so that an author hears of all at once. */
final class Problems {

  private final List<SchemaProblem> found = new ArrayList<>();

  void add(Place place, String given, String fault, String remedy) {
    found.add(new SchemaProblem(place, given, fault, remedy));
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new SchemaException(found);
    }
  }
}
