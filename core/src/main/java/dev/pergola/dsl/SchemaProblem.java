package dev.pergola.dsl;

import java.util.Optional;

/**
 * One mistake in a schema, in the author's words. {@link #toString()} is the whole as one line:
 * {@code Model 'Post', field 'status': a.ref("Stauts") names nothing in the schema. Known enums and
 * custom types: Status.}
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
    return place.model();
  }

  /** The field with the mistake; empty when it is not in a field of a model. */
  public Optional<String> field() {
    return place.field();
  }

  /** Where the mistake is, as in {@code Model 'Post', field 'status'}. */
  public String place() {
    return place.text();
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
}
