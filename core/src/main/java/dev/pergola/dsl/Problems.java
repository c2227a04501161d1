package dev.pergola.dsl;

import java.util.ArrayList;
import java.util.List;

/** Collects the mistakes of one schema, so that an author hears of all at once. */
final class Problems {

  private final List<SchemaProblem> found = new ArrayList<>();

  void add(Place place, String given, String fault, String remedy) {
    found.add(new SchemaProblem(place, given, fault, remedy));
  }

  /** A field or argument that has the name of one before it. */
  void declaredTwice(Place place, FieldSpec spec) {
    add(place, spec.type().text(), "declares the field a second time", "Declare each field once.");
  }

  /** A verb that may be used once. */
  void checkCalls(Place place, String call, List<?> calls, String remedy) {
    if (calls.size() > 1) {
      add(place, call, "is called " + calls.size() + " times", remedy);
    }
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new SchemaException(found);
    }
  }
}
