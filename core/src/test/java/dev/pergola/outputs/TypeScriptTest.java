package dev.pergola.outputs;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.CREATE;
import static dev.pergola.dsl.Operation.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pergola.dsl.Mutation;
import dev.pergola.dsl.Provider;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ResourceGrant.Access;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class TypeScriptTest {

  @Test
  void modelsAreWrittenWithAllThatStandsOnThem() {
    Schema schema =
        a.schema(
            a.enumType("Mood", "GOOD", "BAD"),
            a.model("Author")
                .field("name", a.string().required())
                .field("notes", a.hasMany("Note", "authorId"))
                .authorization(allow.publicApiKey()),
            a.model("Note")
                .field("authorId", a.id().required())
                .field("day", a.date().required())
                .field("author", a.belongsTo("Author", "authorId"))
                .field("text", a.string().defaultValue("it's \"new\""))
                .field("mood", a.ref("Mood"))
                .field("size", a.enumOf("S", "L"))
                .field("stars", a.integer().validate(v -> v.gte(0).lte(5, "five at most")))
                .field("tags", a.string().required().array().required())
                .field("secret", a.string().authorization(allow.owner().identityClaim("sub")))
                .identifier("authorId", "day")
                .secondaryIndexes(
                    a.index("mood").sortKeys("day"),
                    a.index("size").name("bySize").noQueryField().keysOnly())
                .disableOperations(ModelOperation.SUBSCRIPTIONS, ModelOperation.DELETE)
                .authorization(
                    allow.authenticated().to(READ, CREATE),
                    allow.ownerDefinedIn("authorId", Provider.OIDC),
                    allow.groups("A", "B").withClaimIn("roles")));

    assertThat(typeScript(schema))
        .isEqualTo(
            """
            // Written from the model by Pergola. Changes are lost when it is written again.
            import { a, type ClientSchema } from '@aws-amplify/data-schema';

            export const schema = a.schema({
              Mood: a.enum(['GOOD', 'BAD']),
              NoteSize: a.enum(['S', 'L']),
              Author: a
                .model({
                  name: a.string().required(),
                  notes: a.hasMany('Note', 'authorId'),
                })
                .authorization((allow) => [allow.publicApiKey()]),
              Note: a
                .model({
                  authorId: a.id().required(),
                  day: a.date().required(),
                  author: a.belongsTo('Author', 'authorId'),
                  text: a.string().default('it\\'s \\\\"new\\\\"'),
                  mood: a.ref('Mood'),
                  size: a.ref('NoteSize'),
                  stars: a.integer().validate((v) => v.gte(0).lte(5, 'five at most')),
                  tags: a.string().required().array().required(),
                  secret: a.string().authorization((allow) => [allow.owner().identityClaim('sub')]),
                })
                .identifier(['authorId', 'day'])
                .secondaryIndexes((index) => [
                  index('mood').sortKeys(['day']),
                  index('size').name('bySize').queryField(null).projection('KEYS_ONLY'),
                ])
                .disableOperations(['subscriptions', 'delete'])
                .authorization((allow) => [
                  allow.authenticated().to(['read', 'create']),
                  allow.ownerDefinedIn('authorId', 'oidc'),
                  allow.groups(['A', 'B']).withClaimIn('roles'),
                ]),
            });

            export type Schema = ClientSchema<typeof schema>;
            """);
  }

  @Test
  void customOperationsAreWrittenWithTheCodeBehindThem() {
    Schema schema =
        a.schema(
                a.customType("Point").field("x", a.floating().required()),
                a.model("Place").field("name", a.string()).authorization(allow.publicApiKey()),
                a.query("near")
                    .argument("point", a.ref("Point").required())
                    .argument("options", a.customType().field("deep", a.bool()))
                    .returns(a.ref("Place").array())
                    .handler(a.handler.function("near"))
                    .authorization(allow.publicApiKey()),
                a.mutation("import")
                    .handler(a.handler.function("my-import").async())
                    .authorization(allow.group("Admins")),
                a.mutation("shout")
                    .argument("text", a.string())
                    .returns(a.string())
                    .handler(a.handler.custom("shout").dataSource(a.ref("Place")))
                    .authorization(allow.authenticated(Provider.USER_POOLS)),
                a.subscription("onShout")
                    .on(a.ref("shout"))
                    .handler(a.handler.custom("on-shout"))
                    .authorization(allow.authenticated()),
                a.subscription("onPlace")
                    .on(a.ref("Place").mutations(Mutation.CREATE, Mutation.DELETE))
                    .handler(a.handler.custom("on-place"))
                    .authorization(allow.authenticated()))
            .authorization(allow.resource("nightly").to(Access.QUERY));

    assertThat(typeScript(schema))
        .contains(
            """
            import { defineFunction } from '@aws-amplify/backend';

            const functions = {
              'my-import': defineFunction({ name: 'my-import' }),
              nightly: defineFunction({ name: 'nightly' }),
            };
            """)
        .contains(
            """
              near: a
                .query()
                .arguments({
                  point: a.ref('Point').required(),
                  options: a.customType({
                    deep: a.boolean(),
                  }),
                })
                .returns(a.ref('Place').array())
                .handler(a.handler.function('near'))
                .authorization((allow) => [allow.publicApiKey()]),
              import: a
                .mutation()
                .handler(a.handler.function(functions['my-import']).async())
                .authorization((allow) => [allow.group('Admins')]),
            """)
        .contains(
            "    .handler(a.handler.custom({ dataSource: a.ref('Place'), entry: './shout.js' }))\n    .authorization((allow) => [allow.authenticated('userPools')]),")
        .contains("    .for(a.ref('shout'))\n")
        .contains("    .for(a.ref('Place').mutations(['create', 'delete']))\n")
        .contains("}).authorization((allow) => [allow.resource(functions.nightly).to(['query'])]);")
        .doesNotContain("EventInvocationResponse");
  }

  @Test
  void aClaimThatOperationsCannotNameIsInheritedFromTheSchema() {
    Schema schema =
        a.schema(
                a.model("Place").field("name", a.string()).authorization(allow.publicApiKey()),
                a.query("count").returns(a.integer()).handler(a.handler.function("count")))
            .authorization(allow.group("Staff").withClaimIn("roles"));

    assertThat(typeScript(schema))
        .contains("    .handler(a.handler.function('count')),\n")
        .contains("}).authorization((allow) => [allow.group('Staff').withClaimIn('roles')]);");
  }

  @Test
  void whatTypeScriptCannotSayIsNamedAllAtOnce() {
    Schema schema =
        a.schema(
            a.inputType("SearchArgs").field("text", a.string()),
            a.model("Place").field("name", a.string()).authorization(allow.publicApiKey()),
            a.query("search")
                .argument("args", a.ref("SearchArgs"))
                .returns(a.string())
                .handler(a.handler.function("search"))
                .authorization(allow.publicApiKey()),
            a.query("find")
                .argument("where", a.ref("SearchArgs").required())
                .returns(a.string())
                .handler(a.handler.function("find"))
                .authorization(allow.publicApiKey()));

    assertThatExceptionOfType(TypeScriptException.class)
        .isThrownBy(() -> typeScript(schema))
        .satisfies(
            refused ->
                assertThat(refused.problems())
                    .containsExactly(
                        "Argument 'search(args)' takes the input 'SearchArgs', and TypeScript makes inputs of custom types only. Declare a custom type and name the input after it with the same fields.",
                        "Argument 'find(where)' takes the input 'SearchArgs', and TypeScript makes inputs of custom types only. Declare a custom type and name the input after it with the same fields."));
  }

  private static String typeScript(Schema schema) {
    ApiSettings settings =
        new ApiSettings(Behavior.SAFE, EnumSet.allOf(Mode.class), Mode.API_KEY, null);
    return Outputs.of(schema.resolve(EnumSet.allOf(Mode.class), Behavior.SAFE), settings)
        .typeScript();
  }
}
