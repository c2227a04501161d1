package dev.pergola.dsl;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelOperation;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in keys, indexes, relations, types and operations, beside those of the original. */
class ConstructProblemsTest {

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "a stored type that needs itself",
            a.schema(
                a.customType("Egg").field("hen", a.ref("Hen").required()),
                a.customType("Hen").field("name", a.string()).field("egg", a.ref("Egg").required()),
                open("Plain").field("e", a.ref("Egg").array())),
            "Custom type 'Hen', field 'egg': a.ref(\"Egg\").required() needs the whole of which it"
                + " is a part, so that no value has an end. Make one of the fields on the way"
                + " optional, or a list."),
        new Case(
            "an argument whose type needs itself",
            a.schema(
                a.customType("A").field("a", a.ref("A").required()),
                a.query("ask")
                    .argument("a", a.ref("A"))
                    .returns(a.string())
                    .handler(a.handler.function("f"))
                    .authorization(allow.publicApiKey())),
            "Custom type 'A', field 'a': a.ref(\"A\").required() needs the whole of which it is a"
                + " part, so that no value has an end. Make one of the fields on the way optional,"
                + " or a list."),
        new Case(
            "an input that needs itself",
            a.schema(
                a.inputType("Args").field("more", a.ref("Args").required()),
                a.query("ask")
                    .argument("a", a.ref("Args"))
                    .returns(a.string())
                    .handler(a.handler.function("f"))
                    .authorization(allow.publicApiKey())),
            "Input type 'Args', field 'more': a.ref(\"Args\").required() needs the whole of which it"
                + " is a part, so that no value has an end. Make one of the fields on the way"
                + " optional, or a list."),
        new Case(
            "an input with the name of a model's, and other fields",
            a.schema(
                a.customType("Span").field("length", a.floating()),
                a.inputType("SpanInput").field("width", a.floating()),
                open("Plain").field("s", a.ref("Span")),
                a.query("ask")
                    .argument("a", a.ref("SpanInput"))
                    .returns(a.string())
                    .handler(a.handler.function("f"))
                    .authorization(allow.publicApiKey())),
            "Custom type 'Span': type 'SpanInput' is also made, with other fields, for Input type"
                + " 'SpanInput'. Rename one of the two, or give both the same fields."),
        new Case(
            "identifier with a timestamp that is not declared",
            a.schema(open("Plain").field("k", a.string().required()).identifier("k", "createdAt")),
            "Model 'Plain': .identifier(\"k\", \"createdAt\") names no stored field with"
                + " \"createdAt\". Declare the field, or name one of: k, v."),
        new Case(
            "identifier whose argument is a word of listings",
            a.schema(open("Plain").field("limit", a.integer().required()).identifier("limit")),
            "Model 'Plain': .identifier(\"limit\") makes an argument \"limit\" of a field,"
                + " which every listing has already. Rename the field."),
        new Case(
            "identifier whose sort argument has the name of its first field",
            a.schema(
                open("Plain")
                    .field("aB", a.string().required())
                    .field("a", a.string().required())
                    .field("b", a.string().required())
                    .identifier("aB", "a", "b")),
            "Model 'Plain': .identifier(\"aB\", \"a\", \"b\") makes one argument \"aB\" of its"
                + " first field and of the others. Rename one of the fields."),
        new Case(
            "owner in a field that is a word of subscriptions",
            a.schema(
                a.model("Plain")
                    .field("v", a.string())
                    .authorization(allow.ownerDefinedIn("filter"))),
            "Model 'Plain': allow.ownerDefinedIn(\"filter\") makes an argument \"filter\" of"
                + " subscriptions, which they have already. Name another field."),
        new Case(
            "index with a timestamp that is not declared",
            a.schema(
                open("Plain").secondaryIndexes(a.index("v").sortKeys("createdAt").name("byTime"))),
            "Model 'Plain', index 'byTime': a.index(\"v\").sortKeys(\"createdAt\").name(\"byTime\")"
                + " names no stored field with \"createdAt\". Declare the field, or name one of:"
                + " v."),
        new Case(
            "index whose argument is a word of listings",
            a.schema(
                open("Plain")
                    .field("filter", a.string())
                    .secondaryIndexes(a.index("filter").name("byFilter"))),
            "Model 'Plain', index 'byFilter': a.index(\"filter\").name(\"byFilter\") makes an"
                + " argument \"filter\" of a field, which every listing has already. Rename the"
                + " field."),
        new Case(
            "identifier without fields",
            a.schema(open("Plain").identifier()),
            "Model 'Plain': .identifier() names no field. Name at least one."),
        new Case(
            "identifier that names a field twice",
            a.schema(open("Plain").field("k", a.string().required()).identifier("k", "k")),
            "Model 'Plain': .identifier(\"k\", \"k\") names a field twice. Name each"
                + " field of the key once."),
        new Case(
            "identifier in two calls",
            a.schema(
                open("Plain").field("k", a.string().required()).identifier("k").identifier("k")),
            "Model 'Plain': .identifier(...) is called 2 times. Name all fields of"
                + " the key in one call."),
        new Case(
            "identifier with a relation",
            a.schema(
                open("Plain")
                    .field("k", a.string().required())
                    .field("bossId", a.string())
                    .field("bossNo", a.string())
                    .field("boss", a.belongsTo("Plain", "bossId"))
                    .field("team", a.hasMany("Plain", "bossId"))
                    .identifier("k", "boss")),
            "Model 'Plain': .identifier(\"k\", \"boss\") names no stored field with"
                + " \"boss\". Declare the field, or name one of: bossId, bossNo, k, v."),
        new Case(
            "identifier with JSON",
            a.schema(
                open("Plain")
                    .field("k", a.string().required())
                    .field("j", a.json().required())
                    .identifier("k", "j")),
            "Model 'Plain', field 'j': a.json().required() cannot be a part of the"
                + " key, as .identifier(...) has it. Use a single a.id(), a.string(), a"
                + " number or a date, or another field for the key."),
        new Case(
            "optional ID as a sort key",
            a.schema(
                open("Plain")
                    .field("k", a.string().required())
                    .field("no", a.id())
                    .identifier("k", "no")),
            "Model 'Plain', field 'no': a.id() may be null, and is a part of the"
                + " key. Add .required(), or name another field in .identifier(...)."),
        new Case(
            "operations switched off in two calls",
            a.schema(
                open("Plain")
                    .disableOperations(ModelOperation.GET)
                    .disableOperations(ModelOperation.LIST)),
            "Model 'Plain': .disableOperations(...) is called 2 times. Name all of"
                + " them in one call."),
        new Case(
            "indexes in two calls",
            a.schema(
                open("Plain")
                    .field("w", a.string())
                    .secondaryIndexes(a.index("v"))
                    .secondaryIndexes(a.index("w"))),
            "Model 'Plain': .secondaryIndexes(...) is called 2 times. Give all"
                + " indexes in one call."),
        new Case(
            "index that names a field twice",
            a.schema(open("Plain").secondaryIndexes(a.index("v").sortKeys("v"))),
            "Model 'Plain', index 'plainsByVAndV': a.index(\"v\").sortKeys(\"v\") names"
                + " a field twice. Name each field of the key once."),
        new Case(
            "index that includes an unknown field",
            a.schema(open("Plain").secondaryIndexes(a.index("v").include("w"))),
            "Model 'Plain', index 'plainsByV': a.index(\"v\").include(...) names no"
                + " stored field with \"w\". Name fields of the model: v."),
        new Case(
            "index with a query that is no name",
            a.schema(open("Plain").secondaryIndexes(a.index("v").queryField("by-v"))),
            "Model 'Plain', index 'plainsByV': \"by-v\" is not a GraphQL name. Use"
                + " letters, digits and underscores, and begin with a letter or an"
                + " underscore."),
        new Case(
            "index with the name of another query",
            a.schema(open("Plain").secondaryIndexes(a.index("v").queryField("getPlain"))),
            "Model 'Plain', index 'plainsByV': query 'getPlain' is also made for"
                + " Model 'Plain'. Rename one of the two."),
        new Case(
            "index with the name of a relation's",
            a.schema(
                open("Parent").field("kids", a.hasMany("Kid", "parentId")),
                kid(a.id()).secondaryIndexes(a.index("parentId").name("gsi-Parent.kids"))),
            "Model 'Parent', field 'kids': a.hasMany(\"Kid\", \"parentId\") needs the"
                + " index 'gsi-Parent.kids', and Kid has declared one of that name. Give"
                + " the declared index another name."),
        new Case(
            "owner in a sort key",
            a.schema(
                a.model("Plain")
                    .field("k", a.string().required())
                    .field("owner", a.string().required())
                    .identifier("k", "owner")
                    .authorization(allow.owner())),
            "Model 'Plain', field 'owner': allow.owner() joins two claims to the"
                + " owner's name, and the field is a sort key of the identifier. Add"
                + " .identityClaim(\"sub\") or another single claim, or put the field first"
                + " in the identifier."),
        new Case(
            "owner in a relation",
            a.schema(
                a.model("Kid")
                    .field("parentId", a.id())
                    .field("parent", a.belongsTo("Parent", "parentId"))
                    .authorization(allow.ownerDefinedIn("parent")),
                open("Parent").field("kids", a.hasMany("Kid", "parentId"))),
            "Model 'Kid': allow.ownerDefinedIn(\"parent\") names a relation, under"
                + " which nothing is stored. Name a field of strings, as the one that the"
                + " relation refers to."),
        new Case(
            "relation without references",
            a.schema(open("Parent").field("kids", a.hasMany("Kid")), open("Kid")),
            "Model 'Parent', field 'kids': a.hasMany(\"Kid\") names no reference. Name"
                + " the fields of the child that hold the parent's key, as in"
                + " a.hasMany(\"Kid\", \"parentId\")."),
        new Case(
            "relation with too few references",
            a.schema(
                open("Parent")
                    .field("k", a.id())
                    .field("no", a.integer().required())
                    .field("kids", a.hasMany("Kid", "parentId"))
                    .identifier("k", "no"),
                kid(a.id())),
            "Model 'Kid', field 'parent': a.belongsTo(\"Parent\", \"parentId\") refers"
                + " by parentId: ID, and the key of Parent is k: ID!, no: Int!. Refer to"
                + " all of the key, in its order."),
        new Case(
            "relation with some references required",
            a.schema(
                open("Parent")
                    .field("k", a.id())
                    .field("no", a.integer().required())
                    .field("kids", a.hasMany("Kid", "parentK", "parentNo"))
                    .identifier("k", "no"),
                open("Kid")
                    .field("parentK", a.id().required())
                    .field("parentNo", a.integer())
                    .field("parent", a.belongsTo("Parent", "parentK", "parentNo"))),
            "Model 'Kid', field 'parent': a.belongsTo(\"Parent\", \"parentK\","
                + " \"parentNo\") has references of which some may be null and some not:"
                + " parentK: ID!, parentNo: Int. Make all of them required, or none."),
        new Case(
            "relation with two counterparts",
            a.schema(
                open("Parent")
                    .field("kids", a.hasMany("Kid", "parentId"))
                    .field("more", a.hasMany("Kid", "parentId")),
                kid(a.id())),
            "Model 'Kid', field 'parent': a.belongsTo(\"Parent\", \"parentId\") has"
                + " several counterparts: Parent.kids, Parent.more. Keep one of them, or"
                + " give each relation references of its own."),
        new Case(
            "relation with a list as its reference",
            a.schema(
                open("Parent").field("kids", a.hasMany("Kid", "parentId")), kid(a.id().array())),
            "Model 'Kid', field 'parent': a.belongsTo(\"Parent\", \"parentId\") refers"
                + " to parentId: [ID], and the key of Parent is id: ID!. Give both the"
                + " same type."),
        new Case(
            "field of a custom type declared twice",
            a.schema(
                open("Plain").field("t", a.ref("T")),
                a.customType("T").field("x", a.string()).field("x", a.integer())),
            "Custom type 'T', field 'x': a.integer() declares the field a second"
                + " time. Declare each field once."),
        new Case(
            "field of an inline custom type that is no name",
            a.schema(
                open("Plain")
                    .field("t", a.customType().field("u", a.customType().field("a b", a.id())))),
            "Model 'Plain', field 't.u.a b': \"a b\" is not a GraphQL name. Use"
                + " letters, digits and underscores, and begin with a letter or an"
                + " underscore."),
        new Case(
            "model in a custom type",
            a.schema(
                open("Plain").field("t", a.ref("T")), a.customType("T").field("x", a.ref("Plain"))),
            "Custom type 'T', field 'x': a.ref(\"Plain\") names a model, whose records"
                + " cannot stand here. Known enums and custom types: T."),
        new Case(
            "unknown name in a custom type that is an input too",
            a.schema(
                a.customType("T").field("x", a.ref("Missing")), ask().argument("t", a.ref("T"))),
            "Custom type 'T', field 'x': a.ref(\"Missing\") names nothing in the"
                + " schema. Known enums and custom types: T."),
        new Case(
            "input in a model",
            a.schema(
                a.inputType("Args").field("x", a.string()),
                open("Plain").field("t", a.ref("Args"))),
            "Model 'Plain', field 't': a.ref(\"Args\") names Input type 'Args', which"
                + " cannot stand here. Known enums and custom types: none."),
        new Case(
            "input without fields",
            a.schema(a.inputType("Args"), ask()),
            "Input type 'Args': the input has no field. Give it at least one"
                + " .field(name, type)."),
        new Case(
            "input with the name of a custom type's",
            a.schema(
                a.customType("T").field("x", a.string()),
                a.inputType("TInput").field("x", a.string()),
                ask().argument("t", a.ref("T")).argument("u", a.ref("TInput"))),
            "Custom type 'T': type 'TInput' is also made for Input type 'TInput'."
                + " Rename one of the two."),
        new Case(
            "argument given twice",
            a.schema(ask().argument("x", a.string()).argument("x", a.id())),
            "Query 'ask', argument 'x': a.id() declares the field a second time."
                + " Declare each field once."),
        new Case(
            "argument that is no name",
            a.schema(ask().argument("x y", a.string())),
            "Query 'ask', argument 'x y': \"x y\" is not a GraphQL name. Use letters,"
                + " digits and underscores, and begin with a letter or an underscore."),
        new Case(
            "operation as an argument",
            a.schema(ask().argument("x", a.ref("ask"))),
            "Query 'ask', argument 'x': a.ref(\"ask\") names Query 'ask', which cannot"
                + " stand here. Known enums and custom types: none."),
        new Case(
            "two answers",
            a.schema(ask().returns(a.id())),
            "Query 'ask': .returns(...) is called 2 times. Give one type only."),
        new Case(
            "two handlers",
            a.schema(ask().handler(a.handler.function("g"))),
            "Query 'ask': .handler(...) is called 2 times. Give all steps in one" + " call."),
        new Case(
            "rules in two calls",
            a.schema(ask().authorization(allow.authenticated())),
            "Query 'ask': .authorization(...) is called 2 times. Give all rules in" + " one call."),
        new Case(
            "data source that is no model",
            a.schema(
                a.query("ask")
                    .returns(a.string())
                    .handler(a.handler.custom("x").dataSource(a.ref("Song")))
                    .authorization(allow.publicApiKey())),
            "Query 'ask': a.handler.custom(\"x\").dataSource(a.ref(\"Song\")) names no"
                + " model. Name a model, or a data source of the host as a string."),
        new Case(
            "limited rule of the schema on an operation",
            a.schema(a.query("ask").returns(a.string()).handler(a.handler.function("fn")))
                .authorization(allow.publicApiKey().to(READ)),
            "Query 'ask': allow.publicApiKey().to(READ) limits what may be done, and"
                + " there is one operation only. Give the operation rules of its own,"
                + " without .to(...)."),
        new Case(
            "identity pool's rule of the schema on a resolver",
            a.schema(a.query("ask").returns(a.string()).handler(a.handler.custom("x")))
                .authorization(allow.authenticated(Provider.IDENTITY_POOL)),
            "Query 'ask': allow.authenticated(IDENTITY_POOL) is for the identity"
                + " pool, which a.handler.custom(...) does not serve. Use"
                + " a.handler.function(...), or rules for other callers."),
        new Case(
            "model as a source without its mutations",
            a.schema(open("Plain"), onX(a.ref("Plain"))),
            "Subscription 'onX': a.ref(\"Plain\") names a model without saying which"
                + " mutations. Add .mutations(CREATE) or others."),
        new Case(
            "model as a source with no mutation",
            a.schema(open("Plain"), onX(a.ref("Plain").mutations())),
            "Subscription 'onX': a.ref(\"Plain\").mutations() names no mutation. Name"
                + " at least one of CREATE, UPDATE, DELETE."),
        new Case(
            "enum as a source",
            a.schema(a.enumType("E", "A"), onX(a.ref("E"))),
            "Subscription 'onX': a.ref(\"E\") names no mutation. Name a custom"
                + " mutation, or a model with .mutations(...)."),
        new Case(
            "sources of two types",
            a.schema(
                open("Plain"),
                open("Other"),
                onX(
                    a.ref("Plain").mutations(Mutation.CREATE),
                    a.ref("Other").mutations(Mutation.CREATE))),
            "Subscription 'onX': .on(...) names sources of several types: Plain,"
                + " Other. Name sources of one type, or make one subscription for each."),
        new Case(
            "model with the name of what async functions answer",
            a.schema(
                open("EventInvocationResponse"),
                a.query("fire")
                    .handler(a.handler.function("fn").async())
                    .authorization(allow.publicApiKey())),
            "Model 'EventInvocationResponse': \"EventInvocationResponse\" has the name"
                + " of the type that async functions answer. Choose another name."),
        new Case(
            "function with two rules",
            a.schema(open("Plain"))
                .authorization(allow.publicApiKey(), allow.resource("fn"), allow.resource("fn")),
            "Schema: allow.resource(\"fn\") is for a function that has a rule already."
                + " Say in one rule all that it may do."),
        new Case(
            "function that is granted nothing",
            a.schema(open("Plain")).authorization(allow.publicApiKey(), allow.resource("fn").to()),
            "Schema: allow.resource(\"fn\").to() grants nothing. Name what the"
                + " function may do."),
        new Case(
            "functions alone are no rules",
            a.schema(a.model("Plain").field("v", a.string())).authorization(allow.resource("fn")),
            "Model 'Plain': a.model(\"Plain\") has no authorization rule, and neither"
                + " has the schema. Add .authorization(...) to the model or to the schema;"
                + " without a rule nobody may do anything."),
        new Case(
            "length below zero",
            a.schema(open("Plain").field("s", a.string().validate(v -> v.maxLength(-1)))),
            "Model 'Plain', field 's': .maxLength(-1) is a length below zero. Give a"
                + " length from 0 on."),
        new Case(
            "bound that is no number",
            a.schema(open("Plain").field("n", a.floating().validate(v -> v.gt(Double.NaN)))),
            "Model 'Plain', field 'n': .gt(NaN) is no number. Give a finite number."),
        new Case(
            "rule of a field for another mode's names",
            a.schema(
                open("Plain")
                    .field("s", a.string().authorization(allow.owner(Provider.IDENTITY_POOL)))),
            "Model 'Plain', field 's': allow.owner(IDENTITY_POOL) asks the identity"
                + " pool for a name or a group, and it has neither. Use"
                + " Provider.USER_POOLS or Provider.OIDC."));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedInBothBehaviors(Case wrong) {
    for (Behavior behavior : Behavior.values()) {
      SchemaException refused =
          catchThrowableOfType(
              SchemaException.class,
              () -> wrong.schema.resolve(EnumSet.allOf(Mode.class), behavior));

      List<String> lines = refused.problems().stream().map(SchemaProblem::toString).toList();
      assertThat(lines).as("%s", behavior).containsExactly(wrong.line);
    }
  }

  private static Model open(String name) {
    return a.model(name).field("v", a.string()).authorization(allow.publicApiKey());
  }

  private static Model kid(ModelFieldType reference) {
    return open("Kid")
        .field("parentId", reference)
        .field("parent", a.belongsTo("Parent", "parentId"));
  }

  private static CustomCall ask() {
    return a.query("ask")
        .returns(a.string())
        .handler(a.handler.function("fn"))
        .authorization(allow.publicApiKey());
  }

  private static CustomSubscription onX(SubscriptionSource... sources) {
    return a.subscription("onX").on(sources).authorization(allow.publicApiKey());
  }

  /**
   * A schema that is refused.
   *
   * @param line what its author reads
   */
  private record Case(String name, Schema schema, String line) {
    @Override
    public String toString() {
      return name;
    }
  }
}
