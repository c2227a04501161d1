package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pergola.dsl.Mutation;
import dev.pergola.dsl.Provider;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.SchemaModel;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SdlPrinterTest {

  private static final Set<Mode> ALL = EnumSet.allOf(Mode.class);

  @Test
  void whatIsPrintedIsReadBackAndPrintedTheSame() {
    int read = 0;
    for (String document : Documents.all()) {
      SchemaModel model;
      try {
        model = SdlReader.read(document).resolve(ALL, Behavior.APPSYNC);
      } catch (UnsupportedSdlException notYet) {
        continue;
      }
      String printed = SdlPrinter.print(model);
      SchemaModel again = SdlReader.read(printed).resolve(ALL, Behavior.APPSYNC);

      assertThat(SdlPrinter.print(again)).isEqualTo(printed);
      assertThat(again.tables()).isEqualTo(model.tables());
      assertThat(again.models())
          .zipSatisfy(
              model.models(),
              (ours, theirs) -> {
                // A custom type is compared by identity, so a field that holds one by its text.
                assertThat(ours.members()).hasToString(theirs.members().toString());
                assertThat(ours.rules()).isEqualTo(theirs.rules());
                assertThat(ours.indexes()).isEqualTo(theirs.indexes());
                assertThat(ours.disabled()).isEqualTo(theirs.disabled());
              });
      read++;
    }
    assertThat(read).isGreaterThanOrEqualTo(57);
  }

  @Test
  void aSchemaInJavaIsPrintedInAmplifysWords() {
    Schema schema =
        a.schema(
            a.enumType("Mood", "GOOD", "BAD"),
            a.model("Post")
                .field("slug", a.string().required())
                .field("day", a.date().required())
                .field("mood", a.ref("Mood"))
                .field("text", a.string().validate(v -> v.minLength(3, "too \"short\"")))
                .field("extra", a.json().defaultValue("{\"k\":[1,null]}"))
                .field("rank", a.integer().defaultValue(3).authorization(allow.owner()))
                .field("comments", a.hasMany("Comment", "postSlug", "postDay"))
                .identifier("slug", "day")
                .secondaryIndexes(a.index("mood").sortKeys("day").name("byMood").noQueryField())
                .disableOperations(ModelOperation.SUBSCRIPTIONS, ModelOperation.LIST)
                .authorization(
                    allow.authenticated().to(READ), allow.owner().identityClaim("email")),
            a.model("Comment")
                .field("postSlug", a.string())
                .field("postDay", a.date())
                .field("post", a.belongsTo("Post", "postSlug", "postDay"))
                .authorization(allow.group("Staff", Provider.OIDC)),
            a.customType("Point").field("x", a.floating().required()),
            a.query("near")
                .argument("at", a.ref("Point").required())
                .returns(a.ref("Post").array())
                .handler(a.handler.function("near"))
                .authorization(allow.authenticated()),
            a.mutation("ping")
                .returns(a.string())
                .handler(a.handler.custom("ping.js"))
                .authorization(allow.groups("A", "B"), allow.publicApiKey()),
            a.subscription("onPost")
                .on(a.ref("Post").mutations(Mutation.CREATE))
                .handler(a.handler.custom("on.js"))
                .authorization(allow.publicApiKey()));

    assertThat(SdlPrinter.print(schema.resolve(ALL, Behavior.APPSYNC)))
        .isEqualTo(
            """
            enum Mood {
              GOOD
              BAD
            }

            type Post @model(queries: {list: null}, subscriptions: null) @auth(rules: [{allow: private, operations: [read]}, {allow: owner, ownerField: "owner", identityClaim: "email"}]) {
              slug: String! @primaryKey(sortKeyFields: ["day"])
              day: AWSDate!
              mood: Mood @index(name: "byMood", sortKeyFields: ["day"], queryField: null)
              text: String @validate(type: minLength, value: "3", errorMessage: "too \\"short\\"")
              extra: AWSJSON @default(value: "{\\"k\\":[1,null]}")
              rank: Int @default(value: "3") @auth(rules: [{allow: owner, ownerField: "owner"}])
              comments: [Comment] @hasMany(references: ["postSlug", "postDay"])
            }

            type Comment @model @auth(rules: [{allow: groups, provider: oidc, groups: ["Staff"]}]) {
              postSlug: String
              postDay: AWSDate
              post: Post @belongsTo(references: ["postSlug", "postDay"])
            }

            type Point {
              x: Float!
            }

            input PointInput {
              x: Float!
            }

            type Mutation {
              ping: String @aws_cognito_user_pools(cognito_groups: ["A", "B"]) @aws_api_key
            }

            type Query {
              near(at: PointInput!): [Post] @function(name: "near") @auth(rules: [{allow: private}])
            }

            type Subscription {
              onPost: Post @aws_subscribe(mutations: ["createPost"]) @aws_api_key
            }
            """);
  }

  @Test
  void aRuleWithoutWordsIsRefused() {
    SchemaModel model =
        a.schema(
                a.query("ask")
                    .returns(a.string())
                    .handler(a.handler.custom("ask.js"))
                    .authorization(allow.groups(List.of("A"), Provider.OIDC)))
            .resolve(ALL, Behavior.APPSYNC);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SdlPrinter.print(model))
        .withMessageContaining("Operation 'ask'");
  }
}
