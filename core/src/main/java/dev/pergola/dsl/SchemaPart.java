package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

/** What can stand in a schema. */
public abstract sealed class SchemaPart
    permits Model, NamedCustomType, NamedEnum, NamedInput, OperationPart {

  final String name;

  SchemaPart(String name) {
    this.name = requireNonNull(name, "name");
  }

  /** Where in a schema this part is. */
  final Place place() {
    if (this instanceof Model) {
      return Place.model(name);
    }
    if (this instanceof NamedEnum) {
      return Place.enumType(name);
    }
    if (this instanceof NamedCustomType) {
      return Place.customType(name);
    }
    return this instanceof OperationPart operation
        ? Place.operation(operation.spec.kind(), name)
        : Place.input(name);
  }
}
