package dev.pergola.model;

/**
 * The family of filter and key-condition inputs that a scalar uses, as in {@code ModelStringInput}.
 */
public enum FilterKind {
  ID("ID", "ID"),
  STRING("String", "String"),
  INT("Int", "Int"),
  FLOAT("Float", "Float"),
  BOOLEAN("Boolean", "Boolean");

  private final String word;
  private final String operandType;

  FilterKind(String word, String operandType) {
    this.word = word;
    this.operandType = operandType;
  }

  /** The word in the input's name: {@code String} in {@code ModelStringInput}. */
  public String word() {
    return word;
  }

  /** The GraphQL scalar of the operands. */
  public String operandType() {
    return operandType;
  }
}
