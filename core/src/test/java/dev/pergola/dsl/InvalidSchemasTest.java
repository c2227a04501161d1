package dev.pergola.dsl;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.CREATE;
import static dev.pergola.dsl.Operation.GET;
import static dev.pergola.dsl.Operation.LISTEN;
import static dev.pergola.dsl.Operation.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The schemas that the original refuses, one by one under the names that the conformance cases have
 * (spec: schema 11).
 *
 * <p>Some cannot be written here at all, since they do not compile; {@link LegalityTest} asks the
 * compiler: auth-invalid-provider, default-generated-on-dynamodb, default-on-array,
 * default-wrong-type, disable-unknown-operation, operation-owner-rule,
 * relation-has-many-value-required, relation-has-one-required, validate-on-array. One is not
 * refused, because nothing is wrong with it but the original's printing:
 * default-with-double-quotes.
 */
class InvalidSchemasTest {

  private static final Set<Mode> KEY = Set.of(Mode.API_KEY, Mode.USER_POOL, Mode.IAM);
  private static final Set<Mode> POOL = Set.of(Mode.USER_POOL, Mode.IAM);

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "auth-field-rule-hides-required-field",
            KEY,
            a.schema(
                a.model("Plain")
                    .field("v", a.string())
                    .field(
                        "secret",
                        a.integer().required().authorization(allow.publicApiKey().to(READ)))
                    .authorization(
                        allow.publicApiKey().to(READ),
                        allow.owner(),
                        allow.authenticated(Provider.IDENTITY_POOL).to(CREATE))),
            "Model 'Plain', field 'secret': allow.owner() lets callers read the"
                + " model who may not read this field, and the field is never null. When using"
                + " field-level authorization rules you need to add rules to all of the model's"
                + " required fields with at least read permissions. Let the same callers read both,"
                + " or leave .required() out."),
        new Case(
            "auth-field-rule-hides-required-field-static",
            POOL,
            a.schema(
                a.model("Plain")
                    .field("v", a.string())
                    .field("secret", a.integer().required().authorization(allow.group("Admins")))
                    .authorization(allow.authenticated(), allow.group("Admins"))),
            "Model 'Plain', field 'secret': allow.authenticated() lets callers read"
                + " the model who may not read this field, and the field is never null. When using"
                + " field-level authorization rules you need to add rules to all of the model's"
                + " required fields with at least read permissions. Let the same callers read both,"
                + " or leave .required() out."),
        new Case(
            "auth-listen-and-read",
            KEY,
            a.schema(plain().authorization(allow.publicApiKey().to(READ, LISTEN))),
            "Model 'Plain': allow.publicApiKey().to(READ, LISTEN) names LISTEN"
                + " beside READ, which holds it already. Keep READ for all ways of"
                + " reading, or name only the ways you mean."),
        new Case(
            "auth-owner-field-conflict",
            POOL,
            a.schema(
                a.model("Plain")
                    .field("keeper", a.integer())
                    .authorization(allow.ownerDefinedIn("keeper"))),
            "Model 'Plain', field 'keeper': allow.ownerDefinedIn(\"keeper\") needs a"
                + " single string, and the field holds Int. Use a.string(), or another"
                + " rule."),
        new Case(
            "auth-provider-not-configured-api-key",
            POOL,
            a.schema(plain().authorization(allow.publicApiKey())),
            "Model 'Plain': allow.publicApiKey() is for callers of the mode API_KEY,"
                + " which is not configured. Configure the mode, or use a rule for one of:"
                + " IAM, USER_POOL."),
        new Case(
            "auth-provider-not-configured-lambda",
            POOL,
            a.schema(plain().authorization(allow.custom())),
            "Model 'Plain': allow.custom() is for callers of the mode LAMBDA, which"
                + " is not configured. Configure the mode, or use a rule for one of: IAM,"
                + " USER_POOL."),
        new Case(
            "auth-provider-not-configured-user-pool",
            Set.of(Mode.API_KEY),
            a.schema(plain().authorization(allow.owner())),
            "Model 'Plain': allow.owner() is for callers of the mode USER_POOL,"
                + " which is not configured. Configure the mode, or use a rule for one of:"
                + " API_KEY."),
        new Case(
            "auth-read-and-get",
            KEY,
            a.schema(plain().authorization(allow.publicApiKey().to(READ, GET))),
            "Model 'Plain': allow.publicApiKey().to(READ, GET) names GET beside"
                + " READ, which holds it already. Keep READ for all ways of reading, or"
                + " name only the ways you mean."),
        new Case(
            "combine-duplicate-names",
            KEY,
            a.combine(
                a.schema(a.model("Same").field("v", a.string()))
                    .authorization(allow.publicApiKey()),
                a.schema(a.model("Same").field("w", a.string()))
                    .authorization(allow.publicApiKey())),
            "Model 'Same': \"Same\" is the name of more than one part of the schema."
                + " Give each part a name of its own."),
        new Case(
            "custom-type-empty",
            KEY,
            a.schema(a.customType("T"), open("Plain").field("t", a.ref("T"))),
            "Custom type 'T': a.customType() has no field. Give it at least one"
                + " .field(name, type)."),
        new Case(
            "enum-empty",
            KEY,
            a.schema(a.enumType("Bad"), open("Plain").field("b", a.ref("Bad"))),
            "Enum 'Bad': the enum has no value. Give it at least one."),
        new Case(
            "enum-value-invalid-name",
            KEY,
            a.schema(a.enumType("Bad", "1st", "two_three"), open("Plain").field("b", a.ref("Bad"))),
            "Enum 'Bad': value \"1st\" is not a GraphQL name. Use letters, digits and"
                + " underscores, and begin with a letter or an underscore."),
        new Case(
            "enum-value-whitespace",
            KEY,
            a.schema(a.enumType("Bad", "one two", "three"), open("Plain").field("b", a.ref("Bad"))),
            "Enum 'Bad': value \"one two\" holds white space. Write it as one word, as"
                + " in NOT_YET."),
        new Case(
            "field-auth-on-relation-unknown",
            KEY,
            a.schema(
                open("Parent")
                    .field("kids", a.hasMany("Kid", "parentId").authorization(allow.custom())),
                kid()),
            "Model 'Parent', field 'kids': allow.custom() is for callers of the mode"
                + " LAMBDA, which is not configured. Configure the mode, or use a rule for"
                + " one of: API_KEY, IAM, USER_POOL."),
        new Case(
            "field-name-invalid",
            KEY,
            a.schema(open("Plain").field("first-name", a.string())),
            "Model 'Plain', field 'first-name': \"first-name\" is not a GraphQL name."
                + " Use letters, digits and underscores, and begin with a letter or an"
                + " underscore."),
        new Case(
            "identifier-enum",
            KEY,
            a.schema(
                a.enumType("Region", "EU", "US"),
                open("Plain")
                    .field("acct", a.id().required())
                    .field("region", a.ref("Region").required())
                    .identifier("acct", "region")),
            "Model 'Plain', field 'region': a.ref(\"Region\").required() cannot be a"
                + " part of the key, as .identifier(...) has it. Use a single a.id(),"
                + " a.string(), a number or a date, or another field for the key."),
        new Case(
            "identifier-not-required",
            KEY,
            a.schema(open("Plain").field("code", a.string()).identifier("code")),
            "Model 'Plain', field 'code': a.string() may be null, and is a part of"
                + " the key. Add .required(), or name another field in .identifier(...)."),
        new Case(
            "implicit-type-name-collision",
            KEY,
            a.schema(a.enumType("PlainV", "Z"), bare("Plain").field("v", a.enumOf("A"))),
            "Model 'Plain', field 'v': type 'PlainV' is also made for Enum 'PlainV'."
                + " Rename one of the two."),
        new Case(
            "index-duplicate-name",
            KEY,
            a.schema(
                open("Plain")
                    .field("u", a.string())
                    .secondaryIndexes(a.index("u").name("same"), a.index("v").name("same"))),
            "Model 'Plain', index 'same': a.index(\"v\").name(\"same\") has the name of"
                + " a.index(\"u\").name(\"same\"). Give one of them another with .name(...),"
                + " or keep one of them only."),
        new Case(
            "index-name-too-short",
            KEY,
            a.schema(open("Plain").secondaryIndexes(a.index("v").name("ab"))),
            "Model 'Plain', index 'ab': a.index(\"v\").name(\"ab\") has the name \"ab\","
                + " which no table takes. Use 3 to 255 letters, digits, underscores,"
                + " hyphens and full stops."),
        new Case(
            "index-on-array",
            KEY,
            a.schema(open("Plain").field("t", a.string().array()).secondaryIndexes(a.index("t"))),
            "Model 'Plain', index 'plainsByT': a.index(\"t\") has the field \"t\" in its"
                + " key, which holds [String]. Use fields of single strings, numbers,"
                + " dates and enums."),
        new Case(
            "index-on-boolean",
            KEY,
            a.schema(open("Plain").field("b", a.bool()).secondaryIndexes(a.index("b"))),
            "Model 'Plain', index 'plainsByB': a.index(\"b\") has the field \"b\" in its"
                + " key, which holds Boolean. Use fields of single strings, numbers, dates"
                + " and enums."),
        new Case(
            "index-same-key-twice",
            KEY,
            a.schema(open("Plain").secondaryIndexes(a.index("v"), a.index("v"))),
            "Model 'Plain', index 'plainsByV': a.index(\"v\") has the name of"
                + " a.index(\"v\"). Give one of them another with .name(...), or keep one of"
                + " them only."),
        new Case(
            "index-sort-key-boolean",
            KEY,
            a.schema(
                open("Plain").field("b", a.bool()).secondaryIndexes(a.index("v").sortKeys("b"))),
            "Model 'Plain', index 'plainsByVAndB': a.index(\"v\").sortKeys(\"b\") has"
                + " the field \"b\" in its key, which holds Boolean. Use fields of single"
                + " strings, numbers, dates and enums."),
        new Case(
            "index-sort-key-unknown",
            KEY,
            a.schema(open("Plain").secondaryIndexes(a.index("v").sortKeys("zz"))),
            "Model 'Plain', index 'plainsByVAndZz': a.index(\"v\").sortKeys(\"zz\")"
                + " names no stored field with \"zz\". Declare the field, or name one of: v."),
        new Case(
            "model-empty",
            KEY,
            a.schema(bare("Plain")),
            "Model 'Plain': a.model(\"Plain\") has no field. Give it at least one"
                + " .field(name, type)."),
        new Case(
            "model-name-invalid",
            KEY,
            a.schema(open("Two Words")),
            "Model 'Two Words': \"Two Words\" is not a GraphQL name. Use letters,"
                + " digits and underscores, and begin with a letter or an underscore."),
        new Case(
            "model-name-reserved-query",
            KEY,
            a.schema(open("Query")),
            "Model 'Query': type 'Query' has the name of a type that every API has."
                + " Choose another name."),
        new Case(
            "model-without-authorization",
            KEY,
            a.schema(plain()),
            "Model 'Plain': a.model(\"Plain\") has no authorization rule, and neither"
                + " has the schema. Add .authorization(...) to the model or to the schema;"
                + " without a rule nobody may do anything."),
        new Case(
            "operation-js-handler-identity-pool",
            POOL,
            a.schema(
                a.query("ask")
                    .returns(a.string())
                    .handler(a.handler.custom("x"))
                    .authorization(allow.guest())),
            "Query 'ask': allow.guest() is for the identity pool, which"
                + " a.handler.custom(...) does not serve. Use a.handler.function(...), or"
                + " rules for other callers."),
        new Case(
            "operation-model-argument",
            KEY,
            a.schema(open("Other"), ask().argument("o", a.ref("Other"))),
            "Query 'ask', argument 'o': a.ref(\"Other\") names a model, whose records"
                + " cannot stand here. Known enums and custom types: none."),
        new Case(
            "operation-name-collides-with-generated",
            KEY,
            a.schema(
                open("Plain"),
                a.query("getPlain")
                    .returns(a.string())
                    .handler(a.handler.function("fn"))
                    .authorization(allow.publicApiKey())),
            "Model 'Plain': query 'getPlain' is also made for Query 'getPlain'."
                + " Rename one of the two."),
        new Case(
            "operation-without-authorization",
            KEY,
            a.schema(a.query("ask").returns(a.string()).handler(a.handler.function("fn"))),
            "Query 'ask': a.query(\"ask\") has no authorization rule, and neither has"
                + " the schema. Add .authorization(...) to the operation or to the schema;"
                + " without a rule nobody may call it."),
        new Case(
            "operation-without-handler",
            KEY,
            a.schema(a.query("ask").returns(a.string()).authorization(allow.publicApiKey())),
            "Query 'ask': a.query(\"ask\") has no handler. Add"
                + " .handler(a.handler.function(...)) or .handler(a.handler.custom(...))."),
        new Case(
            "operation-without-returns",
            KEY,
            a.schema(
                a.query("ask")
                    .handler(a.handler.function("fn"))
                    .authorization(allow.publicApiKey())),
            "Query 'ask': a.query(\"ask\") does not say what it answers. Add" + " .returns(...)."),
        new Case(
            "ref-to-model-from-model",
            KEY,
            a.schema(open("Other"), open("Plain").field("other", a.ref("Other"))),
            "Model 'Plain', field 'other': a.ref(\"Other\") names a model, whose"
                + " records cannot stand here. Known enums and custom types: none."),
        new Case(
            "ref-unknown",
            KEY,
            a.schema(open("Plain").field("w", a.ref("Missing"))),
            "Model 'Plain', field 'w': a.ref(\"Missing\") names nothing in the schema."
                + " Known enums and custom types: none."),
        new Case(
            "relation-missing-reference-field",
            KEY,
            a.schema(
                open("Parent").field("kids", a.hasMany("Kid", "parentId")),
                open("Kid").field("parent", a.belongsTo("Parent", "parentId"))),
            "Model 'Kid', field 'parent': a.belongsTo(\"Parent\", \"parentId\") refers"
                + " to \"parentId\", which is no declared field of Kid. Declare the field"
                + " with the type of the key of Parent."),
        new Case(
            "relation-no-counterpart",
            KEY,
            a.schema(
                open("Parent").field("kids", a.hasMany("Kid", "parentId")),
                open("Kid").field("parentId", a.id())),
            "Model 'Parent', field 'kids': a.hasMany(\"Kid\", \"parentId\") has no"
                + " counterpart in Kid. Add a.belongsTo(\"Parent\", \"parentId\") to Kid, or"
                + " use the references of the one that is there."),
        new Case(
            "relation-reference-type-mismatch",
            KEY,
            a.schema(
                open("Parent").field("kids", a.hasMany("Kid", "parentId")),
                open("Kid")
                    .field("parentId", a.integer())
                    .field("parent", a.belongsTo("Parent", "parentId"))),
            "Model 'Kid', field 'parent': a.belongsTo(\"Parent\", \"parentId\") refers"
                + " to parentId: Int, and the key of Parent is id: ID!. Give both the same"
                + " type."),
        new Case(
            "relation-unknown-model",
            KEY,
            a.schema(open("Parent").field("kids", a.hasMany("Ghost", "parentId"))),
            "Model 'Parent', field 'kids': a.hasMany(\"Ghost\", \"parentId\") names no"
                + " model. Known models: Parent."),
        new Case(
            "schema-empty",
            KEY,
            a.schema(),
            "Schema: a.schema(...) has no model and no operation. Give it at least"
                + " one a.model(...)."),
        new Case(
            "subscription-for-query",
            KEY,
            a.schema(ask(), onX().on(a.ref("ask"))),
            "Subscription 'onX': a.ref(\"ask\") names Query 'ask', and only mutations"
                + " have results to deliver. Name a custom mutation, or a model with"
                + " .mutations(...)."),
        new Case(
            "subscription-for-unknown",
            KEY,
            a.schema(onX().on(a.ref("nope"))),
            "Subscription 'onX': a.ref(\"nope\") names nothing in the schema. Name a"
                + " custom mutation, or a model with .mutations(...)."),
        new Case(
            "subscription-mutations-on-operation-ref",
            KEY,
            a.schema(
                a.mutation("m1")
                    .returns(a.string())
                    .handler(a.handler.function("fn"))
                    .authorization(allow.publicApiKey()),
                onX().on(a.ref("m1").mutations(Mutation.CREATE))),
            "Subscription 'onX': a.ref(\"m1\").mutations(CREATE) names no model. Name"
                + " a model, or leave .mutations(...) out for a custom mutation."),
        new Case(
            "subscription-without-source",
            KEY,
            a.schema(onX()),
            "Subscription 'onX': a.subscription(\"onX\") has no source. Add"
                + " .on(a.ref(\"aMutation\")) or .on(a.ref(\"AModel\").mutations(CREATE))."),
        new Case(
            "validate-duplicate-rule",
            KEY,
            a.schema(
                open("Plain").field("s", a.string().validate(v -> v.minLength(1).minLength(2)))),
            "Model 'Plain', field 's': .minLength(2) asks the same a second time."
                + " Ask it once."));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedInBothBehaviors(Case invalid) {
    for (Behavior behavior : Behavior.values()) {
      assertThat(lines(invalid, behavior)).as("%s", behavior).containsExactly(invalid.line);
    }
  }

  @Test
  void aDefaultMayHoldADoubleQuote() {
    Schema schema = a.schema(open("Plain").field("j", a.json().defaultValue("{\"k\":1}")));

    assertThat(schema.resolve(KEY, Behavior.APPSYNC).models()).hasSize(1);
  }

  private static List<String> lines(Case invalid, Behavior behavior) {
    SchemaException refused =
        catchThrowableOfType(
            SchemaException.class, () -> invalid.schema.resolve(invalid.modes, behavior));
    return refused.problems().stream().map(SchemaProblem::toString).toList();
  }

  private static Model plain() {
    return a.model("Plain").field("v", a.string());
  }

  private static Model open(String name) {
    return bare(name).field("v", a.string());
  }

  private static Model bare(String name) {
    return a.model(name).authorization(allow.publicApiKey());
  }

  private static Model kid() {
    return bare("Kid").field("parentId", a.id()).field("parent", a.belongsTo("Parent", "parentId"));
  }

  private static CustomCall ask() {
    return a.query("ask")
        .returns(a.string())
        .handler(a.handler.function("fn"))
        .authorization(allow.publicApiKey());
  }

  private static CustomSubscription onX() {
    return a.subscription("onX").handler(a.handler.custom("x")).authorization(allow.publicApiKey());
  }

  /**
   * A schema that is refused.
   *
   * @param line what its author reads
   */
  private record Case(String name, Set<Mode> modes, Schema schema, String line) {
    @Override
    public String toString() {
      return name;
    }
  }
}
