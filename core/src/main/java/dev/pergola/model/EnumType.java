package dev.pergola.model;

import java.util.List;

/**
 * An enum of the schema; values are stored and answered by name.
 *
 * @param name the GraphQL name
 * @param values the value names, in the order of their declaration
 */
public record EnumType(String name, List<String> values) implements ValueType {
  public EnumType {
    values = List.copyOf(values);
  }

  @Override
  public String graphqlName() {
    return name;
  }

  @Override
  public ColumnType columnType() {
    return ColumnType.STRING;
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.enumeration(this);
  }
}
