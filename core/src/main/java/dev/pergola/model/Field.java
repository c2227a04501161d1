package dev.pergola.model;

import org.jspecify.annotations.Nullable;

/**
 * A stored field of a model, declared or implicit.
 *
 * @param name the GraphQL name, also the column's name
 * @param position index of the field in its model and of its column in every row
 * @param type what it holds one of, or, if {@code list}, a list of
 * @param list whether the field holds a list
 * @param required whether the field (if {@code list}: the list) is non-null in the output type
 * @param elementRequired whether the elements of a list are non-null; false when not a list
 * @param origin who put the field into the model
 * @param defaultValue the stored form of {@code .defaultValue(x)}, filled in on create; null when
 *     there is none
 */
public record Field(
    String name,
    int position,
    ValueType type,
    boolean list,
    boolean required,
    boolean elementRequired,
    Origin origin,
    @Nullable Object defaultValue) {

  /** Who put a field into its model. */
  public enum Origin {
    /** The author declared it. */
    DECLARED,
    /** The {@code id} that a model without an identifier gets. */
    IMPLICIT_ID,
    /** {@code createdAt} or {@code updatedAt}, when not declared. */
    IMPLICIT_TIMESTAMP,
    /** The field of an owner rule, when not declared: visible, but never an input. */
    IMPLICIT_OWNER
  }

  /** Whether the author declared the field. */
  public boolean declared() {
    return origin == Origin.DECLARED;
  }

  /** The column that keeps this field. */
  public Column column() {
    return new Column(name, position, list ? ColumnType.DOCUMENT : type.columnType(), list);
  }
}
