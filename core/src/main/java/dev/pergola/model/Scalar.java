package dev.pergola.model;

/**
 * The fourteen scalar types of a schema (spec: schema 2.4). Each knows its GraphQL name, how it is
 * stored, and which family of filter inputs it uses.
 */
public enum Scalar implements ValueType {
  ID("ID", ColumnType.STRING, FilterKind.ID),
  STRING("String", ColumnType.STRING, FilterKind.STRING),
  INTEGER("Int", ColumnType.NUMBER, FilterKind.INT),
  FLOAT("Float", ColumnType.NUMBER, FilterKind.FLOAT),
  BOOLEAN("Boolean", ColumnType.BOOLEAN, FilterKind.BOOLEAN),
  DATE("AWSDate", ColumnType.STRING, FilterKind.STRING),
  TIME("AWSTime", ColumnType.STRING, FilterKind.STRING),
  DATETIME("AWSDateTime", ColumnType.STRING, FilterKind.STRING),
  TIMESTAMP("AWSTimestamp", ColumnType.NUMBER, FilterKind.INT),
  EMAIL("AWSEmail", ColumnType.STRING, FilterKind.STRING),
  JSON("AWSJSON", ColumnType.DOCUMENT, FilterKind.STRING),
  PHONE("AWSPhone", ColumnType.STRING, FilterKind.STRING),
  URL("AWSURL", ColumnType.STRING, FilterKind.STRING),
  IP_ADDRESS("AWSIPAddress", ColumnType.STRING, FilterKind.STRING);

  private final String graphqlName;
  private final ColumnType columnType;
  private final FilterKind filterKind;

  Scalar(String graphqlName, ColumnType columnType, FilterKind filterKind) {
    this.graphqlName = graphqlName;
    this.columnType = columnType;
    this.filterKind = filterKind;
  }

  @Override
  public String graphqlName() {
    return graphqlName;
  }

  /** How a value of this type lies in a store. */
  @Override
  public ColumnType columnType() {
    return columnType;
  }

  /** Which {@code Model<Kind>Input} filters a field of this type. */
  public FilterKind filterKind() {
    return filterKind;
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.scalar(this);
  }
}
