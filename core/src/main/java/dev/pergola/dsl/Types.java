package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

import dev.pergola.model.CustomOperation.Kind;
import dev.pergola.model.Relation;
import dev.pergola.model.Scalar;
import java.util.List;

/** What stands behind {@link Dsl#a}: one verb for each thing that a schema is made of. */
public final class Types {

  /** Makes the code behind custom operations; TypeScript {@code a.handler}. */
  public final Handlers handler = new Handlers();

  Types() {}

  /** A schema of these parts; TypeScript {@code a.schema({...})}. */
  public BareSchema schema(SchemaPart... parts) {
    return new BareSchema(parts);
  }

  /**
   * One schema of several; TypeScript {@code a.combine([...])}. Names are unique over all, and
   * every part may refer to every other; default rules stay with the parts of their own schema.
   */
  public Schema combine(Schema... schemas) {
    return new Schema(
        Given.all("schemas", schemas).stream()
            .flatMap(schema -> schema.sections.stream())
            .toList());
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

  /**
   * A type with a name, for fields, arguments and answers to refer to with {@link #ref}; TypeScript
   * {@code Name: a.customType({...})}.
   */
  public NamedCustomType customType(String name) {
    return new NamedCustomType(name, List.of());
  }

  /**
   * A type that belongs to the field, argument or answer it stands in and is named after it ({@code
   * VenueLocation} for the field {@code location} of {@code Venue}); TypeScript {@code
   * a.customType({...})}. Such a place is never required and never a list: for those, name the type
   * with {@link #customType(String)} and {@link #ref} to it.
   */
  public InlineCustomType customType() {
    return new InlineCustomType(List.of());
  }

  /**
   * A GraphQL input with a name of its own, for arguments to refer to with {@link #ref}. TypeScript
   * has no word for it: a custom type {@code C} in an argument makes the input {@code CInput} by
   * itself, here as there. It is for schemas that come from GraphQL, where inputs stand as such.
   */
  public NamedInput inputType(String name) {
    return new NamedInput(name, List.of());
  }

  /** A custom query; TypeScript {@code name: a.query()}. */
  public CustomCall query(String name) {
    return new CustomCall(name, OperationSpec.of(Kind.QUERY));
  }

  /** A custom mutation; TypeScript {@code name: a.mutation()}. */
  public CustomCall mutation(String name) {
    return new CustomCall(name, OperationSpec.of(Kind.MUTATION));
  }

  /** A custom subscription; TypeScript {@code name: a.subscription()}. */
  public CustomSubscription subscription(String name) {
    return new CustomSubscription(name, OperationSpec.of(Kind.SUBSCRIPTION));
  }

  /**
   * An index of a model that finds records by this field; TypeScript {@code index('field')} in
   * {@code secondaryIndexes}.
   */
  public ModelIndex index(String partition) {
    return new ModelIndex(partition);
  }

  /**
   * At most one record of another model, whose {@code references} hold this model's key; TypeScript
   * {@code a.hasOne('Child', ['parentId'])}. The other model has a {@link #belongsTo} with the same
   * references.
   */
  public RelationType hasOne(String child, String... references) {
    return relation(Relation.Kind.HAS_ONE, child, references);
  }

  /**
   * The records of another model whose {@code references} hold this model's key; TypeScript {@code
   * a.hasMany('Child', ['parentId'])}. The other model has a {@link #belongsTo} with the same
   * references.
   */
  public RelationType hasMany(String child, String... references) {
    return relation(Relation.Kind.HAS_MANY, child, references);
  }

  /**
   * The record of another model whose key this model's {@code references} hold; TypeScript {@code
   * a.belongsTo('Parent', ['parentId'])}. The references are declared fields of this model.
   */
  public RelationType belongsTo(String parent, String... references) {
    return relation(Relation.Kind.BELONGS_TO, parent, references);
  }

  private static RelationType relation(Relation.Kind kind, String model, String[] references) {
    return new RelationType(
        kind, requireNonNull(model, "model"), Given.all("references", references));
  }

  /**
   * The enum or custom type of this name, or, as an answer or a source, the model or mutation;
   * TypeScript {@code a.ref('Name')}.
   */
  public RefType ref(String name) {
    return new RefType(name);
  }

  /** Text, GraphQL {@code String}. */
  public StringType string() {
    return new StringType();
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
