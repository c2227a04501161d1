package dev.pergola.storage;

/**
 * The stored types that {@code attributeType} asks for, by the names of {@code ModelAttributeTypes}
 * (spec: schema 3).
 */
public enum AttributeType {
  BINARY("binary"),
  BINARY_SET("binarySet"),
  BOOL("bool"),
  LIST("list"),
  MAP("map"),
  NUMBER("number"),
  NUMBER_SET("numberSet"),
  STRING("string"),
  STRING_SET("stringSet"),
  NULL("_null");

  private final String graphqlName;

  AttributeType(String graphqlName) {
    this.graphqlName = graphqlName;
  }

  /** The name of the enum value in the GraphQL schema. */
  public String graphqlName() {
    return graphqlName;
  }
}
