package dev.pergola.model;

/**
 * Whether a place holds one value or a list, and what of it may be null.
 *
 * @param list whether it holds a list
 * @param required whether the whole (if {@code list}: the list) is never null
 * @param elementRequired whether no element of the list is null; false when not a list
 */
public record Shape(boolean list, boolean required, boolean elementRequired) {

  /** One value, which may be null. */
  public static final Shape NULLABLE = new Shape(false, false, false);

  /** One value, never null. */
  public static final Shape REQUIRED = new Shape(false, true, false);

  public Shape {
    if (elementRequired && !list) {
      throw new IllegalArgumentException(
          "Only a list has elements: give list = true, or elementRequired = false.");
    }
  }

  /** The same, but the whole is null or not as given. */
  public Shape withRequired(boolean whole) {
    return new Shape(list, whole, elementRequired);
  }

  /** The GraphQL type of this shape around a named type, as {@code [String!]!}. */
  public String around(String typeName) {
    String value = list ? "[" + typeName + (elementRequired ? "!]" : "]") : typeName;
    return required ? value + "!" : value;
  }
}
