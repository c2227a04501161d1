package dev.pergola.conformance.schema;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.READ;

import dev.pergola.dsl.Mutation;
import dev.pergola.dsl.Schema;
import dev.pergola.model.ResourceGrant.Access;

/** A schema that is written in Java, with words that need care, and a front end for it. */
final class FrontEnd {

  static final Schema SCHEMA =
      a.schema(
              a.customType("Point").field("x", a.floating().required()).field("y", a.floating()),
              a.enumType("Mood", "GOOD", "BAD", "default"),
              a.model("Post")
                  .field("caption", a.string().required())
                  .field("mood", a.ref("Mood"))
                  .field("class", a.string().defaultValue("it's \"new\" \\ größe\n</script>"))
                  .field(
                      "function",
                      a.string().validate(v -> v.matches("^\\d+\"'$", "no \"digits\"\n'here'")))
                  .field("place", a.ref("Point"))
                  .field(
                      "secret", a.string().authorization(allow.owner(), allow.group("A 'b' \"c\"")))
                  .field("comments", a.hasMany("Comment", "postId"))
                  .authorization(
                      allow.authenticated().to(READ), allow.owner().identityClaim("sub")),
              a.model("Comment")
                  .field("postId", a.id())
                  .field("post", a.belongsTo("Post", "postId"))
                  .field("text", a.string())
                  .secondaryIndexes(a.index("text").queryField("commentsByText"))
                  .authorization(allow.authenticated()),
              a.query("near")
                  .argument("point", a.ref("Point").required())
                  .argument("delete", a.customType().field("deep", a.bool()))
                  .returns(a.ref("Post").array())
                  .handler(a.handler.function("near"))
                  .authorization(allow.authenticated()),
              a.mutation("import")
                  .handler(a.handler.function("FnImport").async())
                  .authorization(allow.authenticated()),
              a.subscription("onPost")
                  .on(a.ref("Post").mutations(Mutation.CREATE))
                  .handler(a.handler.custom("on-post"))
                  .authorization(allow.authenticated()))
          .authorization(allow.resource("nightly").to(Access.QUERY, Access.MUTATE));

  /** What the compiler must take, and behind each directive what it must not. */
  static final String PROGRAM =
      """
      import { generateClient } from 'aws-amplify/data';
      import type { Schema } from './schema';

      const client = generateClient<Schema>();

      export async function program() {
        const { data: post } = await client.models.Post.create({ caption: 'x', mood: 'GOOD', place: { x: 1 } });
        const caption: string | undefined = post?.caption;
        const mood: Schema['Mood']['type'] | null | undefined = post?.mood;
        const y: number | null | undefined = post?.place?.y;
        // @ts-expect-error
        const wrong: number | undefined = post?.caption;
        // @ts-expect-error
        post?.nothing;
        // @ts-expect-error
        await client.models.Post.create({ caption: 'x', mood: 'SAD' });
        // @ts-expect-error
        await client.models.Post.create({ mood: 'BAD' });
        const comments = (await post?.comments({ limit: 10 }))?.data ?? [];
        const texts: (string | null | undefined)[] = comments.map((comment) => comment.text);
        const found = await client.models.Comment.commentsByText({ text: 'x' });
        const id: string | null | undefined = found.data[0]?.postId;
        const near = await client.queries.near({ point: { x: 1 }, delete: { deep: true } });
        const first: Schema['Post']['type'] | null | undefined = near.data?.[0];
        // @ts-expect-error
        await client.queries.near({ point: { y: 1 } });
        const answer = await client.mutations.import();
        const success: boolean | undefined = answer.data?.success;
        client.subscriptions.onPost().subscribe({ next: (created) => created.caption.length });
        return [caption, mood, y, wrong, texts, id, first, success];
      }
      """;

  private FrontEnd() {}
}
