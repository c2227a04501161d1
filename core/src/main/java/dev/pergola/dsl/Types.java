package dev.pergola.dsl;

import dev.pergola.model.Scalar;

/** What stands behind {@link Dsl#a}: one verb for each thing that a schema is made of. */
public final class Types {

  Types() {}

  /** A schema of these parts; TypeScript {@code a.schema({...})}. */
  public Schema schema(SchemaPart... parts) {
    return new Schema(parts);
  }

  /** A model without fields yet; TypeScript {@code Name: a.model({...})}. */
  public Model model(String name) {
    return new Model(name);
  }

  /**
   * An enum with a name, for fields to refer to with {@link #ref}; TypeScript {@code Name:
   * a.enum([...])}.
   */
  public NamedEnum enumType(String name, String... values) {
    return new NamedEnum(name, values);
  }

  /**
   * An enum that belongs to its field and is named after it ({@code PostStatus} for the field
   * {@code status} of {@code Post}); TypeScript {@code a.enum([...])}. Such a field is never
   * required, a list or defaulted: for those, name the enum with {@link #enumType} and {@link #ref}
   * to it.
   */
  public InlineEnum enumOf(String... values) {
    return new InlineEnum(values);
  }

  /** The enum of this name; TypeScript {@code a.ref('Name')}. */
  public RefType ref(String name) {
    return new RefType(name);
  }

  /** Text, GraphQL {@code String}. */
  public TextType string() {
    return new TextType(Scalar.STRING);
  }

  /** An identifier, GraphQL {@code ID}. A field {@code id} is the model's key. */
  public TextType id() {
    return new TextType(Scalar.ID);
  }

  /** A whole number of 32 bits, GraphQL {@code Int}. */
  public IntegerType integer() {
    return new IntegerType();
  }

  /** A number, GraphQL {@code Float}; TypeScript {@code a.float()}. */
  public FloatType floating() {
    return new FloatType();
  }

  /** True or false, GraphQL {@code Boolean}; TypeScript {@code a.boolean()}. */
  public BooleanType bool() {
    return new BooleanType();
  }

  /** A day as {@code 2024-02-29}, with or without an offset, GraphQL {@code AWSDate}. */
  public TextType date() {
    return new TextType(Scalar.DATE);
  }

  /** A time of day as {@code 07:30:00.000Z}, GraphQL {@code AWSTime}. */
  public TextType time() {
    return new TextType(Scalar.TIME);
  }

  /** An instant as {@code 2024-02-29T07:30:00.000Z}, GraphQL {@code AWSDateTime}. */
  public TextType datetime() {
    return new TextType(Scalar.DATETIME);
  }

  /** Seconds since 1970, GraphQL {@code AWSTimestamp}. */
  public TimestampType timestamp() {
    return new TimestampType();
  }

  /** An e-mail address, GraphQL {@code AWSEmail}. */
  public TextType email() {
    return new TextType(Scalar.EMAIL);
  }

  /** Any JSON value, written and answered as JSON text, GraphQL {@code AWSJSON}. */
  public TextType json() {
    return new TextType(Scalar.JSON);
  }

  /** A telephone number, GraphQL {@code AWSPhone}. */
  public TextType phone() {
    return new TextType(Scalar.PHONE);
  }

  /** An address with a scheme, as {@code https://example.com}, GraphQL {@code AWSURL}. */
  public TextType url() {
    return new TextType(Scalar.URL);
  }

  /** An IPv4 or IPv6 address, GraphQL {@code AWSIPAddress}. */
  public TextType ipAddress() {
    return new TextType(Scalar.IP_ADDRESS);
  }
}
