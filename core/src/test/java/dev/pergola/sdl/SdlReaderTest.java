package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.CREATE;
import static dev.pergola.dsl.Operation.DELETE;
import static dev.pergola.dsl.Operation.READ;
import static dev.pergola.dsl.Operation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.CustomProvider;
import dev.pergola.dsl.Provider;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import dev.pergola.model.Field;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelType;
import dev.pergola.model.SchemaModel;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A document as Amplify prints it means what the same schema means in Java. */
class SdlReaderTest {

  private static final Set<Mode> ALL = EnumSet.allOf(Mode.class);

  static Stream<Pair> pairs() {
    return Stream.of(
        new Pair(
            "defaults, an inline enum and a list",
            """
            type Todo @model @auth(rules: [{allow: private}])
            {
              title: String!
              priority: Int
              done: Boolean @default(value: "false")
              label: String! @default(value: "inbox")
              status: TodoStatus
              tags: [String]
            }

            enum TodoStatus {
              OPEN
              CLOSED
            }
            """,
            a.schema(
                a.model("Todo")
                    .field("title", a.string().required())
                    .field("priority", a.integer())
                    .field("done", a.bool().defaultValue(false))
                    .field("label", a.string().required().defaultValue("inbox"))
                    .field("status", a.enumOf("OPEN", "CLOSED"))
                    .field("tags", a.string().array())
                    .authorization(allow.authenticated()))),
        new Pair(
            "every default",
            """
            type Setting @model @auth(rules: [{allow: public, provider: apiKey}]) {
              retries: Int @default(value: "-3")
              ratio: Float @default(value: "0.25")
              stamp: AWSTimestamp @default(value: "1700000000")
              extra: AWSJSON @default(value: "[1,2]")
              site: AWSURL @default(value: "https://example.com/x")
              empty: String @default(value: "")
            }
            """,
            a.schema(
                a.model("Setting")
                    .field("retries", a.integer().defaultValue(-3))
                    .field("ratio", a.floating().defaultValue(0.25))
                    .field("stamp", a.timestamp().defaultValue(1_700_000_000))
                    .field("extra", a.json().defaultValue("[1,2]"))
                    .field("site", a.url().defaultValue("https://example.com/x"))
                    .field("empty", a.string().defaultValue(""))
                    .authorization(allow.publicApiKey()))),
        new Pair(
            "scalars",
            """
            type Sample @model @auth(rules: [{allow: private}])
            {
              id: ID! @primaryKey
              s: String
              d: AWSDate
              t: AWSTime
              dt: AWSDateTime
              ts: AWSTimestamp
              email: AWSEmail
              url: AWSURL
              phone: AWSPhone
              ip: AWSIPAddress
              js: AWSJSON
              i: Int
              f: Float
              b: Boolean
            }
            """,
            a.schema(
                a.model("Sample")
                    .field("id", a.id().required())
                    .field("s", a.string())
                    .field("d", a.date())
                    .field("t", a.time())
                    .field("dt", a.datetime())
                    .field("ts", a.timestamp())
                    .field("email", a.email())
                    .field("url", a.url())
                    .field("phone", a.phone())
                    .field("ip", a.ipAddress())
                    .field("js", a.json())
                    .field("i", a.integer())
                    .field("f", a.floating())
                    .field("b", a.bool())
                    .authorization(allow.authenticated()))),
        new Pair(
            "lists of a named enum",
            """
            enum Severity { low HIGH }
            type Incident @model @auth(rules: [{allow: private}]) {
              plain: [Severity]
              inner: [Severity!]
              outer: [Int]!
              both: [Severity!]!
            }
            """,
            a.schema(
                a.enumType("Severity", "low", "HIGH"),
                a.model("Incident")
                    .field("plain", a.ref("Severity").array())
                    .field("inner", a.ref("Severity").required().array())
                    .field("outer", a.integer().array().required())
                    .field("both", a.ref("Severity").required().array().required())
                    .authorization(allow.authenticated()))),
        new Pair(
            "an owner and readers",
            """
            type Doc @model @auth(rules: [{allow: owner, ownerField: "owner"},
              {allow: private, operations: [read]}])
            {
              text: String
            }
            """,
            a.schema(
                a.model("Doc")
                    .field("text", a.string())
                    .authorization(allow.owner(), allow.authenticated().to(READ)))),
        new Pair(
            "an owner without a field's name",
            "type Doc @model @auth(rules: [{allow: owner}]) { text: String }",
            a.schema(a.model("Doc").field("text", a.string()).authorization(allow.owner()))),
        new Pair(
            "owners in a list",
            """
            type Board @model @auth(rules: [{allow: owner, ownerField: "members"},
              {allow: owner, operations: [read, update], ownerField: "lead"}])
            {
              title: String
              members: [String]
              lead: String
            }
            """,
            a.schema(
                a.model("Board")
                    .field("title", a.string())
                    .field("members", a.string().array())
                    .field("lead", a.string())
                    .authorization(
                        allow.ownersDefinedIn("members"),
                        allow.ownerDefinedIn("lead").to(READ, UPDATE)))),
        new Pair(
            "an owner by another claim",
            """
            type Invoice @model @auth(rules: [
              {allow: owner, provider: oidc, ownerField: "tenant", identityClaim: "custom:tenant"}])
            {
              tenant: String
            }
            """,
            a.schema(
                a.model("Invoice")
                    .field("tenant", a.string())
                    .authorization(
                        allow
                            .ownerDefinedIn("tenant", Provider.OIDC)
                            .identityClaim("custom:tenant")))),
        new Pair(
            "groups",
            """
            type Report @model @auth(rules: [{allow: groups, groups: ["Admins"]},
              {allow: groups, operations: [read, update], groups: ["Editors", "Leads"]},
              {allow: groups, operations: [read], groupsField: "team", groupClaim: "roles"},
              {allow: groups, operations: [read, delete], groupsField: "teams"}])
            {
              team: String
              teams: [String]
            }
            """,
            a.schema(
                a.model("Report")
                    .field("team", a.string())
                    .field("teams", a.string().array())
                    .authorization(
                        allow.group("Admins"),
                        allow.groups("Editors", "Leads").to(READ, UPDATE),
                        allow.groupDefinedIn("team").withClaimIn("roles").to(READ),
                        allow.groupsDefinedIn("teams").to(READ, DELETE)))),
        new Pair(
            "groups by another claim",
            """
            type Report @model @auth(rules: [{allow: groups, groups: ["Admins"], groupClaim: "roles"},
              {allow: groups, provider: oidc, operations: [read], groups: ["Staff"], groupClaim: "r"}])
            {
              title: String
            }
            """,
            a.schema(
                a.model("Report")
                    .field("title", a.string())
                    .authorization(
                        allow.groups("Admins").withClaimIn("roles"),
                        allow.group("Staff", Provider.OIDC).withClaimIn("r").to(READ)))),
        new Pair(
            "declared timestamps",
            """
            type Event @model @auth(rules: [{allow: private}])
            {
              name: String!
              createdAt: AWSDateTime
            }
            """,
            a.schema(
                a.model("Event")
                    .field("name", a.string().required())
                    .field("createdAt", a.datetime())
                    .authorization(allow.authenticated()))),
        new Pair(
            "callers of every mode",
            """
            type Page @model @auth(rules: [{allow: public, provider: apiKey, operations: [read]},
              {allow: public, provider: identityPool, operations: [read]},
              {allow: private, provider: identityPool, operations: [read, create]},
              {allow: private, provider: oidc},
              {allow: custom, provider: function}])
            {
              title: String
            }
            """,
            a.schema(
                a.model("Page")
                    .field("title", a.string())
                    .authorization(
                        allow.publicApiKey().to(READ),
                        allow.guest().to(READ),
                        allow.authenticated(Provider.IDENTITY_POOL).to(READ, CREATE),
                        allow.authenticated(Provider.OIDC),
                        allow.custom(CustomProvider.FUNCTION)))));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void meansTheSameAsInJava(Pair pair) {
    SchemaModel read = SdlReader.read(pair.sdl).resolve(ALL, Behavior.APPSYNC);
    SchemaModel written = pair.schema.resolve(ALL, Behavior.APPSYNC);

    assertThat(read.enums()).isEqualTo(written.enums());
    assertThat(read.models()).extracting(Meaning::of).isEqualTo(meanings(written));
  }

  @Test
  void aDescriptionAndACommentMeanNothing() {
    Schema schema =
        SdlReader.read(
            "\"\"\" A post. \"\"\" type Post @model @auth(rules: {allow: private}) { # text\n"
                + " \"its text\" text: String }");

    assertThat(schema.resolve(ALL, Behavior.SAFE).models().get(0).name()).isEqualTo("Post");
  }

  private static List<Meaning> meanings(SchemaModel schema) {
    return schema.models().stream().map(Meaning::of).toList();
  }

  /** A model by value; the type itself is compared by identity. */
  private record Meaning(
      String name, List<Field> fields, List<Field> key, List<dev.pergola.model.Rule> rules) {
    static Meaning of(ModelType model) {
      return new Meaning(model.name(), model.fields(), model.keyFields(), model.rules());
    }
  }

  record Pair(String name, String sdl, Schema schema) {
    @Override
    public String toString() {
      return name;
    }
  }
}
