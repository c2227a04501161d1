package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

/** What can stand in a schema. */
public abstract sealed class SchemaPart permits Model, NamedEnum {

  final String name;

  SchemaPart(String name) {
    this.name = requireNonNull(name, "name");
  }
}
