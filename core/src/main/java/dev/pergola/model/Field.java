package dev.pergola.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored field of a model, declared or implicit.
 *
 * @param name the GraphQL name, also the column's name
 * @param position index of the field in its model and of its column in every row
 * @param type what it holds one or more of
 * @param shape how many, and what may be null in the output type
 * @param origin who put the field into the model
 * @param defaultValue the stored form of {@code .defaultValue(x)}, filled in on create; null when
 *     there is none
 * @param validations what a value must satisfy, in the order of their declaration
 */
public record Field(
    String name,
    int position,
    ValueType type,
    Shape shape,
    Origin origin,
    @Nullable Object defaultValue,
    List<Validation> validations)
    implements ModelField {

  public Field {
    validations = List.copyOf(validations);
  }

  /** A field without a default value and validations. */
  public Field(String name, int position, ValueType type, Shape shape, Origin origin) {
    this(name, position, type, shape, origin, null, List.of());
  }

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

  /** Whether the field holds a list. */
  public boolean list() {
    return shape.list();
  }

  /** Whether the field, if a list the list itself, is never null in the output type. */
  public boolean required() {
    return shape.required();
  }

  /** Whether no element of the list is null; false when the field holds no list. */
  public boolean elementRequired() {
    return shape.elementRequired();
  }

  /** Whether the author declared the field. */
  public boolean declared() {
    return origin == Origin.DECLARED;
  }

  /** The column that keeps this field. */
  public Column column() {
    return new Column(name, position, list() ? ColumnType.DOCUMENT : type.columnType(), list());
  }
}
