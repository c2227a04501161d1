package dev.pergola.internal.client;

import static dev.pergola.client.Condition.where;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.client.Call;
import dev.pergola.client.ModelClient;
import dev.pergola.internal.execute.ExplainedCalls;
import dev.pergola.internal.plan.Documents;
import dev.pergola.internal.schema.SchemaGenerator;
import dev.pergola.internal.schema.SchemaSettings;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.SchemaModel;
import dev.pergola.request.Limits;
import graphql.language.AstPrinter;
import graphql.language.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls of one shape share one plan. */
class ClientsTest {

  private static final SchemaModel SCHEMA =
      a.schema(
              a.model("Post")
                  .field("title", a.string())
                  .field("comments", a.hasMany("Comment", "postId"))
                  .authorization(allow.publicApiKey()),
              a.model("Comment")
                  .field("postId", a.id())
                  .field("post", a.belongsTo("Post", "postId"))
                  .authorization(allow.publicApiKey()))
          .resolve(Set.of(Mode.API_KEY), Behavior.SAFE);

  private final List<Document> prepared = new ArrayList<>();
  private final List<Map<String, @Nullable Object>> ran = new ArrayList<>();
  private final ModelClient<Map<String, @Nullable Object>> posts = clients(2);

  @Test
  void theOperationIsTheOneThatItsTextWouldBe() {
    run(posts.select("title", "comments.id").list().related("comments", page -> page.limit(3)));

    assertThat(AstPrinter.printAstCompact(prepared.get(0)))
        .isEqualTo(
            "query ($filter:ModelPostFilterInput,$limit:Int,$nextToken:String,$at_comments_limit:Int)"
                + "{listPosts(filter:$filter,limit:$limit,nextToken:$nextToken)"
                + "{items{title comments(limit:$at_comments_limit){items{id}nextToken}}nextToken}}");
    assertThat(ran).containsExactly(Map.of("at_comments_limit", 3));
  }

  @Test
  void valuesMakeNoNewPlan() {
    run(posts.list());
    run(posts.list().limit(5).filter(where("title").eq("x")));
    run(posts.list().nextToken("y"));

    assertThat(prepared).hasSize(1);
    assertThat(ran).hasSize(3);
  }

  @Test
  void otherShapesDoAndTheLeastUsedGoesFirst() {
    run(posts.list());
    run(posts.get("1"));
    run(posts.list());
    run(posts.select("title").list());
    assertThat(prepared).hasSize(3);

    run(posts.list());
    assertThat(prepared).hasSize(3);

    run(posts.get("1"));
    assertThat(prepared).hasSize(4);
  }

  private static void run(Call<?> call) {
    assertThat(call.start()).isNotDone();
  }

  private ModelClient<Map<String, @Nullable Object>> clients(int kept) {
    var generated =
        SchemaGenerator.generate(SCHEMA, new SchemaSettings(Behavior.SAFE, Mode.API_KEY));
    Documents documents = new Documents(SCHEMA, generated, Limits.defaults(), false);
    Clients clients =
        new Clients(
            SCHEMA,
            generated,
            document -> {
              prepared.add(document);
              return documents.prepare(document);
            },
            kept);
    ExplainedCalls calls =
        (call, explain) -> {
          ran.add(((ClientCall.One) call).variables());
          return new CompletableFuture<>();
        };
    return clients.client(calls).model("Post");
  }
}
