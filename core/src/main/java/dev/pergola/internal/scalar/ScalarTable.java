package dev.pergola.internal.scalar;

import dev.pergola.model.Scalar;
import graphql.Scalars;
import graphql.schema.GraphQLScalarType;

/** Which implementation each scalar has. The caps on lengths are those of spec: security 9. */
final class ScalarTable {

  private static final ScalarCodec STRING = new StringCodec();
  private static final ScalarCodec BOOLEAN = new BooleanCodec();
  private static final ScalarCoercing<?> ID = new IdScalar();
  private static final ScalarCoercing<?> INTEGER = new IntScalar();
  private static final ScalarCoercing<?> FLOAT = new FloatScalar();
  private static final ScalarCoercing<?> TIMESTAMP = new TimestampScalar();
  private static final ScalarCoercing<?> JSON = new JsonScalar();
  private static final ScalarCoercing<?> DATE = new TextScalar("date", 64, IsoText::isDate);
  private static final ScalarCoercing<?> TIME = new TextScalar("time", 64, IsoText::isTime);
  private static final ScalarCoercing<?> DATETIME =
      new TextScalar("DateTime Object", 64, IsoText::isDateTime);
  private static final ScalarCoercing<?> EMAIL =
      new TextScalar("email address", 320, EmailText::isEmail, EmailText::isPlain);
  private static final ScalarCoercing<?> PHONE =
      new TextScalar("phone number", 64, PhoneText::isPhone, PhoneText::hasShape);
  private static final ScalarCoercing<?> URL =
      new TextScalar("URL", 2_083, UrlText::isUrl, UrlText::hasShape);
  private static final ScalarCoercing<?> IP_ADDRESS =
      new TextScalar("IP address", 64, IpText::isAddress, IpText::hasShape);

  private ScalarTable() {}

  static ScalarCodec codec(Scalar scalar) {
    return switch (scalar) {
      case STRING -> STRING;
      case BOOLEAN -> BOOLEAN;
      default -> own(scalar);
    };
  }

  static GraphQLScalarType type(Scalar scalar) {
    return switch (scalar) {
      // The engine's own two: its introspection types name them, and a schema can not have
      // others beside. Both are as strict as ours would be.
      case STRING -> Scalars.GraphQLString;
      case BOOLEAN -> Scalars.GraphQLBoolean;
      default ->
          GraphQLScalarType.newScalar()
              .name(scalar.graphqlName())
              .description(description(scalar))
              .coercing(own(scalar))
              .build();
    };
  }

  private static ScalarCoercing<?> own(Scalar scalar) {
    return switch (scalar) {
      case ID -> ID;
      case INTEGER -> INTEGER;
      case FLOAT -> FLOAT;
      case DATE -> DATE;
      case TIME -> TIME;
      case DATETIME -> DATETIME;
      case TIMESTAMP -> TIMESTAMP;
      case EMAIL -> EMAIL;
      case JSON -> JSON;
      case PHONE -> PHONE;
      case URL -> URL;
      case IP_ADDRESS -> IP_ADDRESS;
      case STRING, BOOLEAN ->
          throw new IllegalArgumentException(scalar + " is the engine's own scalar.");
    };
  }

  private static String description(Scalar scalar) {
    return switch (scalar) {
      case ID -> "Identifies a record: a text or a whole number, answered as a text.";
      case INTEGER -> "A whole number of 32 bits.";
      case FLOAT -> "A finite number of double precision.";
      case DATE -> "A date, `2024-02-29`, with an offset like `Z` or `+05:30` or without.";
      case TIME -> "A time, `12:30` or `12:30:24.500`, with an offset or without.";
      case DATETIME -> "A date and time with an offset, `2024-02-29T12:30:24.500Z`.";
      case TIMESTAMP -> "Whole seconds since 1970-01-01T00:00Z, negative before.";
      case EMAIL -> "An e-mail address, `local@domain`.";
      case JSON -> "A text that holds a JSON value, `\"{\\\"a\\\": 1}\"`.";
      case PHONE -> "A phone number, `+12065550100`; without `+` a North American one.";
      case URL -> "An absolute URL, `https://example.com/a?b=c`.";
      case IP_ADDRESS -> "An IPv4 or IPv6 address, `10.0.0.0/8` with a prefix or without.";
      case STRING, BOOLEAN -> scalar.graphqlName();
    };
  }
}
