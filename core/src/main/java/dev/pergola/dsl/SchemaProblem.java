package dev.pergola.dsl;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One mistake in a schema, in the author's words. {@link #toString()} is the whole as one line:
 * {@code Model 'Post', field 'status': a.ref("Stauts") names no enum. Known enums: Status.}
 */
public final class SchemaProblem {

  private final Place place;
  private final String given;
  private final String fault;
  private final String remedy;

  SchemaProblem(Place place, String given, String fault, String remedy) {
    this.place = place;
    this.given = given;
    this.fault = fault;
    this.remedy = remedy;
  }

  /** The model with the mistake; empty when it is not in a model. */
  public Optional<String> model() {
    return Optional.ofNullable(place.model());
  }

  /** The field with the mistake; empty when it is not in a field. */
  public Optional<String> field() {
    return Optional.ofNullable(place.field());
  }

  /** What the author gave. */
  public String given() {
    return given;
  }

  /** What is wrong with it. */
  public String fault() {
    return fault;
  }

  /** What would do. */
  public String remedy() {
    return remedy;
  }

  @Override
  public String toString() {
    return "%s: %s %s. %s".formatted(place.text(), given, fault, remedy);
  }

  /** Where in a schema. */
  record Place(String text, @Nullable String model, @Nullable String field) {

    static final Place SCHEMA = new Place("Schema", null, null);

    static Place model(String name) {
      return new Place("Model '%s'".formatted(name), name, null);
    }

    static Place enumType(String name) {
      return new Place("Enum '%s'".formatted(name), null, null);
    }

    static Place field(String model, String name) {
      return new Place("Model '%s', field '%s'".formatted(model, name), model, name);
    }
  }
}
