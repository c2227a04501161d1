package dev.pergola.dsl;

import java.util.List;

/** An enum with a name; see {@link Types#enumType}. */
public final class NamedEnum extends SchemaPart {

  final List<String> values;

  NamedEnum(String name, String[] values) {
    super(name);
    this.values = Given.all("values", values);
  }
}
