package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Mutation.CREATE;
import static dev.pergola.dsl.Mutation.DELETE;
import static dev.pergola.dsl.Operation.READ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.Model;
import dev.pergola.dsl.Provider;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import dev.pergola.model.Field.Origin;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.SchemaModel;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Beyond fields: what Amplify prints for the rest of a schema means what it means in Java. */
class SdlConstructsTest {

  private static final Set<Mode> ALL = EnumSet.allOf(Mode.class);

  private static final Model NOTE =
      a.model("Note").field("text", a.string()).authorization(allow.authenticated());

  static Stream<Pair> pairs() {
    return Stream.of(
        new Pair(
            "keys and indexes",
            """
            type Shelf @model @auth(rules: [{allow: private}])
            {
              building: String! @primaryKey(sortKeyFields: ["floor", "slot"])
              floor: Int! @index(name: "byFloor", sortKeyFields: ["slot"], queryField: "onFloor") @index(queryField: null, projection: { type: KEYS_ONLY })
              slot: Int!
              note: String @index(queryField: "byNote", projection: { type: INCLUDE, nonKeyAttributes: ["slot"] })
            }
            """,
            a.schema(
                a.model("Shelf")
                    .field("building", a.string().required())
                    .field("floor", a.integer().required())
                    .field("slot", a.integer().required())
                    .field("note", a.string())
                    .identifier("building", "floor", "slot")
                    .secondaryIndexes(
                        a.index("floor").sortKeys("slot").name("byFloor").queryField("onFloor"),
                        a.index("floor").noQueryField().keysOnly(),
                        a.index("note").queryField("byNote").include("slot"))
                    .authorization(allow.authenticated()))),
        new Pair(
            "an index that says nothing of its query is asked by the name of the index",
            """
            type Category @model @auth(rules: [{allow: private}]) {
              parent: ID @index(name: "byParent", sortKeyFields: "rank")
              rank: Int
            }
            """,
            a.schema(
                a.model("Category")
                    .field("parent", a.id())
                    .field("rank", a.integer())
                    .secondaryIndexes(
                        a.index("parent")
                            .sortKeys("rank")
                            .name("byParent")
                            .queryField("categoriesByParentAndRank"))
                    .authorization(allow.authenticated()))),
        new Pair(
            "relations and rules of fields",
            """
            type Team @model @auth(rules: [{allow: private}])
            {
              secret: String! @auth(rules: [{allow: groups, groups: ["Staff"]}, {allow: private, operations: [read]}])
              members: [Player] @hasMany(references: ["teamId"]) @auth(rules: [{allow: owner}])
              badge: Badge @hasOne(references: "teamId")
            }

            type Player @model @auth(rules: [{allow: private}])
            {
              teamId: ID
              team: Team @belongsTo(references: ["teamId"])
            }

            type Badge @model @auth(rules: [{allow: private}])
            {
              teamId: ID
              team: Team @belongsTo(references: ["teamId"])
            }
            """,
            a.schema(
                a.model("Team")
                    .field(
                        "secret",
                        a.string()
                            .required()
                            .authorization(allow.group("Staff"), allow.authenticated().to(READ)))
                    .field("members", a.hasMany("Player", "teamId").authorization(allow.owner()))
                    .field("badge", a.hasOne("Badge", "teamId"))
                    .authorization(allow.authenticated()),
                a.model("Player")
                    .field("teamId", a.id())
                    .field("team", a.belongsTo("Team", "teamId"))
                    .authorization(allow.authenticated()),
                a.model("Badge")
                    .field("teamId", a.id())
                    .field("team", a.belongsTo("Team", "teamId"))
                    .authorization(allow.authenticated()))),
        new Pair(
            "checks, with and without a default",
            """
            type Signup @model @auth(rules: [{allow: private}])
            {
              name: String! @validate(type: minLength, value: "3") @validate(type: matches, value: "^[a-z]+$", errorMessage: "bad \\"chars\\"")
              age: Int @default(value: "20") @validate(type: gte, value: "18")
              score: Float @validate(type: lt, value: "1.5", errorMessage: "too much")
            }
            """,
            a.schema(
                a.model("Signup")
                    .field(
                        "name",
                        a.string()
                            .validate(v -> v.minLength(3).matches("^[a-z]+$", "bad \"chars\""))
                            .required())
                    .field("age", a.integer().validate(v -> v.gte(18)).defaultValue(20))
                    .field("score", a.floating().validate(v -> v.lt(1.5, "too much")))
                    .authorization(allow.authenticated()))),
        new Pair(
            "what is switched off",
            """
            type Log @model(queries:{list:null},mutations:{update:null,delete:null},subscriptions:null) @auth(rules: [{allow: private}])
            {
              x: String
            }
            """,
            a.schema(
                a.model("Log")
                    .field("x", a.string())
                    .disableOperations(
                        ModelOperation.LIST,
                        ModelOperation.UPDATE,
                        ModelOperation.DELETE,
                        ModelOperation.SUBSCRIPTIONS)
                    .authorization(allow.authenticated()))),
        new Pair(
            "custom types, nested and recursive",
            """
            type Parcel @model @auth(rules: [{allow: private}])
            {
              prices: [Money!]!
              box: Box
            }

            type Money @aws_api_key
            {
              amount: Int!
            }

            type Box
            {
              inner: Box
              price: Money
            }
            """,
            a.schema(
                a.model("Parcel")
                    .field("prices", a.ref("Money").required().array().required())
                    .field("box", a.ref("Box"))
                    .authorization(allow.authenticated()),
                a.customType("Money").field("amount", a.integer().required()),
                a.customType("Box").field("inner", a.ref("Box")).field("price", a.ref("Money")))),
        new Pair(
            "operations",
            """
            type Note @model @auth(rules: [{allow: private}]) { text: String }

            input Where {
              day: AWSDate!
              inner: Where
            }

            type Mutation {
              say(text: String!, to: [ID]): String @function(name: "FnSay") @function(name: "FnSay2") @auth(rules: [{allow: public}, {allow: groups, groups: ["A"], groupClaim: "r"}])
              start: EventInvocationResponse @function(name: "FnStart", invocationType: Event) @auth(rules: [{allow: custom}])
              touch(id: ID!): Note! @aws_api_key @aws_oidc @aws_lambda
            }

            type EventInvocationResponse { success: Boolean! }

            type Query @aws_iam {
              find(where: Where): [Note] @function(name: "FnFind") @auth(rules: [{allow: public, provider: identityPool}])
              top: Int @aws_cognito_user_pools(cognito_groups: ["A", "B"])
            }
            """,
            a.schema(
                NOTE,
                a.inputType("Where")
                    .field("day", a.date().required())
                    .field("inner", a.ref("Where")),
                a.mutation("say")
                    .argument("text", a.string().required())
                    .argument("to", a.id().array())
                    .returns(a.string())
                    .handler(a.handler.function("FnSay"), a.handler.function("FnSay2"))
                    .authorization(allow.publicApiKey(), allow.groups("A").withClaimIn("r")),
                a.mutation("start")
                    .handler(a.handler.function("FnStart").async())
                    .authorization(allow.custom()),
                a.mutation("touch")
                    .argument("id", a.id().required())
                    .returns(a.ref("Note").required())
                    .handler(a.handler.custom("touch"))
                    .authorization(
                        allow.publicApiKey(), allow.authenticated(Provider.OIDC), allow.custom()),
                a.query("find")
                    .argument("where", a.ref("Where"))
                    .returns(a.ref("Note").array())
                    .handler(a.handler.function("FnFind"))
                    .authorization(allow.guest()),
                a.query("top")
                    .returns(a.integer())
                    .handler(a.handler.custom("top"))
                    .authorization(allow.groups("A", "B")))),
        new Pair(
            "subscriptions",
            """
            type Note @model @auth(rules: [{allow: private}]) { text: String }

            type Mutation {
              publish(text: String): String @aws_api_key
            }

            type Subscription {
              onNote(text: String): Note @aws_subscribe(mutations: ["createNote", "deleteNote"]) @aws_api_key
              onText: String @aws_subscribe(mutations: ["publish"]) @aws_api_key
            }
            """,
            a.schema(
                NOTE,
                a.mutation("publish")
                    .argument("text", a.string())
                    .returns(a.string())
                    .handler(a.handler.custom("publish"))
                    .authorization(allow.publicApiKey()),
                a.subscription("onNote")
                    .argument("text", a.string())
                    .on(a.ref("Note").mutations(CREATE, DELETE))
                    .authorization(allow.publicApiKey()),
                a.subscription("onText").on(a.ref("publish")).authorization(allow.publicApiKey()))),
        new Pair(
            "a key that is a reference as well",
            """
            type Profile @model @auth(rules: [{allow: private}]) {
              id: ID!
              person: Person @belongsTo(references: ["id"])
            }
            type Person @model @auth(rules: [{allow: private}]) {
              id: ID!
              profile: Profile @hasOne(references: ["id"])
            }
            """,
            a.schema(
                a.model("Profile")
                    .field("id", a.id().required())
                    .field("person", a.belongsTo("Person", "id"))
                    .authorization(allow.authenticated()),
                a.model("Person")
                    .field("profile", a.hasOne("Profile", "id"))
                    .authorization(allow.authenticated()))),
        new Pair(
            "the spellings of older projects",
            """
            type Note @model(queries: {get: "getNote", list: "listNotes"}, subscriptions: {level: off}, timestamps: {createdAt: "createdAt"}) @auth(rules: [{allow: private}, {allow: groups}]) {
              id: ID!
              text: String
              groups: [String]
            }
            extend type Query {
              echo(text: String): String @function(name: "echo-${env}") @auth(rules: [{allow: private}])
            }
            """,
            a.schema(
                a.model("Note")
                    .field("text", a.string())
                    .field("groups", a.string().array())
                    .disableOperations(ModelOperation.SUBSCRIPTIONS)
                    .authorization(allow.authenticated(), allow.groupsDefinedIn("groups")),
                a.query("echo")
                    .argument("text", a.string())
                    .returns(a.string())
                    .handler(a.handler.function("echo"))
                    .authorization(allow.authenticated()))));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void meansTheSameAsInJava(Pair pair) {
    SchemaModel read = SdlReader.read(pair.sdl).resolve(ALL, Behavior.APPSYNC);
    SchemaModel written = pair.schema.resolve(ALL, Behavior.APPSYNC);

    assertThat(SdlPrinter.print(read)).isEqualTo(SdlPrinter.print(written));
    assertThat(read.tables()).isEqualTo(written.tables());
    assertThat(read.operations())
        .usingRecursiveComparison()
        .ignoringFields("rules.wording")
        .isEqualTo(written.operations());
  }

  @Test
  void aBareIdIsTheOneThatEveryModelHas() {
    ModelType model = model("type A @model @auth(rules: [{allow: private}]) { id: ID! x: Int }");

    assertThat(model.field("id").orElseThrow().origin()).isEqualTo(Origin.IMPLICIT_ID);
    assertThat(model.explicitKey()).isFalse();
  }

  @Test
  void anIdThatARuleAsksForIsAnOrdinaryField() {
    ModelType model =
        model(
            "type A @model @auth(rules: [{allow: owner, ownerField: \"id\"}]) { id: ID! x: Int }");

    assertThat(model.field("id").orElseThrow().origin()).isEqualTo(Origin.DECLARED);
  }

  @Test
  void anIdBesideAnotherKeyIsAnOrdinaryField() {
    ModelType model =
        model(
            "type A @model @auth(rules: [{allow: private}]) { id: ID! code: String! @primaryKey }");

    assertThat(model.field("id").orElseThrow().origin()).isEqualTo(Origin.DECLARED);
    assertThat(model.keyFields()).extracting("name").containsExactly("code");
  }

  private static ModelType model(String sdl) {
    return SdlReader.read(sdl).resolve(ALL, Behavior.APPSYNC).model("A").orElseThrow();
  }

  record Pair(String name, String sdl, Schema schema) {
    @Override
    public String toString() {
      return name;
    }
  }
}
