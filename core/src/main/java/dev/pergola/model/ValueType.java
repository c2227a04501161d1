package dev.pergola.model;

/**
 * What a field holds one of, or a list of. Closed: whoever handles every kind handles every field.
 */
public sealed interface ValueType extends ResultType permits Scalar, EnumType, CustomType {

  /** How one value of this type lies in a store. */
  ColumnType columnType();

  /** Calls the method of {@code visitor} that belongs to this kind. */
  <R> R accept(Visitor<R> visitor);

  /** One method per kind of value. */
  interface Visitor<R> {
    R scalar(Scalar type);

    R enumeration(EnumType type);

    R custom(CustomType type);
  }
}
