package dev.pergola.dsl;

import dev.pergola.model.CustomOperation;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where in a schema: a part, or a member of it.
 *
 * @param kind what the part is, as in {@code Model}
 * @param part the part's name
 * @param memberKind what the member is, as in {@code field}; empty for the part as a whole
 * @param member the member's name, a path when it lies in a nested type; empty for the whole
 */
record Place(String kind, String part, String memberKind, String member) {

  static final Place SCHEMA = part("Schema", "");

  private static final String MODEL = "Model";
  private static final String FIELD = "field";

  static Place model(String name) {
    return part(MODEL, name);
  }

  static Place enumType(String name) {
    return part("Enum", name);
  }

  static Place customType(String name) {
    return part("Custom type", name);
  }

  static Place input(String name) {
    return part("Input type", name);
  }

  static Place operation(CustomOperation.Kind kind, String name) {
    return part(kind(kind), name);
  }

  private static String kind(CustomOperation.Kind kind) {
    return Texts.capital(kind.name().toLowerCase(Locale.ROOT));
  }

  static Place field(String model, String name) {
    return model(model).field(name);
  }

  /** A field of the part, or of the type in the field that this place is. */
  Place field(String name) {
    return memberKind.isEmpty()
        ? member(FIELD, name)
        : new Place(kind, part, memberKind, member + "." + name);
  }

  Place argument(String name) {
    return member("argument", name);
  }

  Place index(String name) {
    return member("index", name);
  }

  /** The type of the answer, which has fields when it is given inline. */
  Place answer() {
    return member("answer", "returns");
  }

  boolean isOperation() {
    return Stream.of(CustomOperation.Kind.values()).anyMatch(each -> kind(each).equals(kind));
  }

  Optional<String> model() {
    return kind.equals(MODEL) ? Optional.of(part) : Optional.empty();
  }

  Optional<String> field() {
    return memberKind.equals(FIELD) ? model().map(model -> member) : Optional.empty();
  }

  String text() {
    String whole = part.isEmpty() ? kind : "%s '%s'".formatted(kind, part);
    return memberKind.isEmpty() ? whole : "%s, %s '%s'".formatted(whole, memberKind, member);
  }

  private Place member(String what, String name) {
    return new Place(kind, part, what, name);
  }

  private static Place part(String kind, String name) {
    return new Place(kind, name, "", "");
  }
}
