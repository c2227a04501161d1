package dev.pergola.dsl;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pergola.model.Behavior;
import dev.pergola.model.Field;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.Projection;
import dev.pergola.model.SchemaModel;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the original takes in silence although nobody can mean it (end of spec: schema 11): refused,
 * unless the original is followed.
 */
class SafeRefusalsTest {

  private static final Set<Mode> ALL = EnumSet.allOf(Mode.class);

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "identifier of an unknown partition field",
            a.schema(open("Plain").identifier("cod")),
            "Model 'Plain': .identifier(\"cod\") names no stored field with \"cod\"."
                + " Declare the field, or name one of: v.",
            schema -> names(plain(schema).keyFields()).equals(List.of("id"))),
        new Case(
            "index of an unknown partition field",
            a.schema(open("Plain").secondaryIndexes(a.index("w"))),
            "Model 'Plain', index 'plainsByW': a.index(\"w\") names no stored field with \"w\"."
                + " Declare the field, or name one of: v.",
            schema -> plain(schema).indexes().isEmpty()),
        new Case(
            "type and its input's name, both used by a model",
            a.schema(
                a.customType("T").field("x", a.string()),
                a.customType("TInput").field("y", a.string()),
                open("Plain").field("t", a.ref("T")).field("u", a.ref("TInput"))),
            "Custom type 'T': type 'TInput' is also made for Custom type 'TInput'."
                + " Rename one of the two.",
            schema -> schema.customTypes().size() == 2),
        new Case(
            "projection that includes nothing",
            a.schema(open("Plain").secondaryIndexes(a.index("v").include())),
            "Model 'Plain', index 'plainsByV': a.index(\"v\").include() includes nothing."
                + " Name the fields, or use .keysOnly().",
            schema -> plain(schema).indexes().get(0).projection().equals(Projection.ALL)),
        new Case(
            "joined owner in a field of a format",
            a.schema(
                a.model("Plain")
                    .field("mail", a.email())
                    .authorization(allow.ownerDefinedIn("mail"))),
            "Model 'Plain', field 'mail': allow.ownerDefinedIn(\"mail\") joins two claims to"
                + " the owner's name, which is no AWSEmail. Use a.string(), or add"
                + " .identityClaim(\"email\") or another single claim.",
            schema -> plain(schema).rules().size() == 1),
        new Case(
            "two rules of an operation for the same callers",
            a.schema(
                open("Plain"),
                a.query("ask")
                    .returns(a.string())
                    .handler(a.handler.function("f"))
                    .authorization(allow.group("A"), allow.groups("A", "B"))),
            "Query 'ask': allow.groups(\"A\", \"B\") is for the same callers as allow.group(\"A\")."
                + " Say in one rule all that they may do.",
            schema -> schema.operations().get(0).rules().size() == 2),
        new Case(
            "regular expression that is none",
            a.schema(open("Plain").field("w", a.string().validate(v -> v.matches("[a-")))),
            "Model 'Plain', field 'w': .matches(\"[a-\") is no regular expression."
                + " Give one that Java can read.",
            schema -> validated(schema, "w")),
        new Case(
            "lengths that leave nothing",
            a.schema(
                open("Plain").field("w", a.string().validate(v -> v.minLength(9).maxLength(3)))),
            "Model 'Plain', field 'w': .maxLength(3) leaves no value beside .minLength(9)."
                + " Change one of the two.",
            schema -> validated(schema, "w")),
        new Case(
            "bounds that leave nothing",
            a.schema(open("Plain").field("n", a.floating().validate(v -> v.gt(9).lt(9)))),
            "Model 'Plain', field 'n': .lt(9) leaves no value beside .gt(9)."
                + " Change one of the two.",
            schema -> validated(schema, "n")),
        new Case(
            "owner rule of the schema on an operation",
            a.schema(ask()).authorization(allow.owner(), allow.authenticated()),
            "Query 'ask': allow.owner() is about a field of a record, and an operation has none."
                + " Give the operation rules of its own: about API keys, guests, signed-in users,"
                + " groups or the custom authorizer.",
            schema -> schema.operations().get(0).rules().size() == 1),
        new Case(
            "custom type with a generated name",
            a.schema(a.customType("ModelPlainConnection").field("x", a.string()), open("Plain")),
            "Model 'Plain': type 'ModelPlainConnection' is also made for Custom type"
                + " 'ModelPlainConnection'. Rename one of the two.",
            schema -> schema.customTypes().get(0).name().equals("ModelPlainConnection")),
        new Case(
            "subscription to a mutation that is switched off",
            a.schema(
                open("Plain").disableOperations(ModelOperation.MUTATIONS),
                a.subscription("onPlain")
                    .on(a.ref("Plain").mutations(Mutation.CREATE))
                    .authorization(allow.publicApiKey())),
            "Subscription 'onPlain': a.ref(\"Plain\").mutations(CREATE) names what the model has"
                + " switched off: CREATE. Leave it out here, or in .disableOperations(...).",
            schema -> schema.operations().get(0).mutations().equals(List.of("createPlain"))),
        new Case(
            "answer of an operation that nobody waits for",
            a.schema(
                a.mutation("kick")
                    .returns(a.string())
                    .handler(a.handler.function("fn").async())
                    .authorization(allow.publicApiKey())),
            "Mutation 'kick': a.string() is what nobody waits for, since the last step is an async"
                + " function. Leave .returns(...) out; the operation answers"
                + " EventInvocationResponse.",
            schema ->
                schema
                    .operations()
                    .get(0)
                    .result()
                    .graphqlName()
                    .equals("EventInvocationResponse")),
        new Case(
            "reader of pages who may not read a required field",
            a.schema(
                a.model("Plain")
                    .field("w", a.string())
                    .field("v", a.string().required().authorization(allow.owner()))
                    .authorization(allow.owner(), allow.publicApiKey().to(Operation.LIST))),
            "Model 'Plain', field 'v': allow.publicApiKey().to(LIST) lets callers read the model who"
                + " may not read this field, and the field is never null. When using field-level"
                + " authorization rules you need to add rules to all of the model's required fields"
                + " with at least read permissions. Let the same callers read both, or leave"
                + " .required() out.",
            schema -> plain(schema).fieldRules("v").orElseThrow().size() == 1));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefused(Case strange) {
    SchemaException refused =
        catchThrowableOfType(
            SchemaException.class, () -> strange.schema.resolve(ALL, Behavior.SAFE));

    assertThat(refused.problems())
        .extracting(SchemaProblem::toString)
        .containsExactly(strange.line);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isTakenWhereTheOriginalIsFollowed(Case strange) {
    SchemaModel taken = strange.schema.resolve(ALL, Behavior.APPSYNC);

    assertThat(taken).matches(strange.taken);
  }

  private static boolean validated(SchemaModel schema, String field) {
    return !plain(schema).field(field).orElseThrow().validations().isEmpty();
  }

  private static ModelType plain(SchemaModel schema) {
    return schema.model("Plain").orElseThrow();
  }

  private static List<String> names(List<Field> fields) {
    return fields.stream().map(Field::name).toList();
  }

  private static Model open(String name) {
    return a.model(name)
        .field("v", a.string())
        .authorization(allow.publicApiKey(), allow.authenticated().to(READ));
  }

  private static CustomCall ask() {
    return a.query("ask").returns(a.string()).handler(a.handler.function("fn"));
  }

  /**
   * A schema that the original takes.
   *
   * @param line what its author reads here
   * @param taken what it means there
   */
  private record Case(String name, Schema schema, String line, Predicate<SchemaModel> taken) {
    @Override
    public String toString() {
      return name;
    }
  }
}
