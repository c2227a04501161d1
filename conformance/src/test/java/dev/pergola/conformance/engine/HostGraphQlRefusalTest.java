package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.graphql.HostGraphQl;
import dev.pergola.request.Limits;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.Scalars;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the engine of a host answers when the backend starts nothing, since it has too much to do or
 * is closed (spec: security 2 and 11).
 */
class HostGraphQlRefusalTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Todo").field("title", a.string()).authorization(allow.publicApiKey()),
          a.query("hello")
              .returns(a.string().required())
              .handler(a.handler.function(call -> "hello"))
              .authorization(allow.publicApiKey()));

  /** As the transport says it, with its 503. */
  private static final String REFUSED =
      "ServiceUnavailableException: Too many requests are under way; nothing was run.";

  private static final String LIST = "{ listTodos { items { id } } }";

  private final FaultyStore store = new FaultyStore();
  private final Bench bench =
      new Bench(
          SCHEMA,
          store,
          builder ->
              builder.limits(Limits.builder().maxConcurrentRequests(1).maxQueued(1).build()));
  private final GraphQL host = hostWith(bench.backend().graphQl());

  @AfterEach
  void close() {
    store.release();
    bench.close();
  }

  @Test
  void whatFindsNoPlaceIsAnswered() {
    store.hold();
    CompletableFuture<ExecutionResult> first = start(KEY, LIST);
    CompletableFuture<ExecutionResult> second = start(KEY, LIST);

    ExecutionResult third = host.execute(input(KEY, LIST));

    assertThat(third.<Object>getData()).isEqualTo(nulls("listTodos"));
    assertThat(told(third)).containsExactly("[listTodos] " + REFUSED);
    assertThat(third.getErrors().get(0).getLocations()).hasSize(1);
    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
    store.release();
    assertThat(first.join().getErrors()).isEmpty();
    assertThat(second.join().getErrors()).isEmpty();
  }

  @Test
  void whatAClosedBackendIsAskedIsAnswered() {
    bench.close();

    ExecutionResult query = host.execute(input(KEY, "{ a: listTodos { items { id } } time }"));
    ExecutionResult nobody = start(null, "mutation { createTodo(input: {}) { id } }").join();

    assertThat(query.<Map<String, Object>>getData())
        .containsEntry("a", null)
        .containsEntry("time", "noon");
    assertThat(told(query)).containsExactly("[a] " + REFUSED);
    assertThat(told(nobody)).containsExactly("[createTodo] " + REFUSED);
  }

  @Test
  void aFieldThatMayNotBeNullTakesTheAnswerWithIt() {
    bench.close();

    ExecutionResult result = host.execute(input(KEY, "{ hello time }"));

    assertThat(result.<@Nullable Object>getData()).isNull();
    assertThat(told(result)).containsExactly("[hello] " + REFUSED);
  }

  /** What was written stays written, and is told. */
  @Test
  void onlyTheFieldsThatFoundNoPlaceAreRefused() {
    ExecutionResult result =
        host.execute(
            input(
                KEY,
                "mutation { createTodo(input: {id: \"t1\"}) { id } shut updateTodo(input: {id: \"t1\"}) { id } }"));

    assertThat(result.<Map<String, Object>>getData())
        .containsEntry("createTodo", Map.of("id", "t1"))
        .containsEntry("shut", "shut")
        .containsEntry("updateTodo", null);
    assertThat(told(result)).containsExactly("[updateTodo] " + REFUSED);
  }

  private GraphQL hostWith(HostGraphQl backend) {
    GraphQLSchema schema = backend.schema();
    DataFetcher<Object> time = asked -> "noon";
    DataFetcher<Object> shut =
        asked -> {
          bench.close();
          return "shut";
        };
    GraphQLSchema mine =
        schema.transform(
            builder ->
                builder
                    .query(
                        schema
                            .getQueryType()
                            .transform(
                                more ->
                                    more.field(
                                        field -> field.name("time").type(Scalars.GraphQLString))))
                    .mutation(
                        schema
                            .getMutationType()
                            .transform(
                                more ->
                                    more.field(
                                        field -> field.name("shut").type(Scalars.GraphQLString))))
                    .codeRegistry(
                        GraphQLCodeRegistry.newCodeRegistry(schema.getCodeRegistry())
                            .dataFetcher(FieldCoordinates.coordinates("Query", "time"), time)
                            .dataFetcher(FieldCoordinates.coordinates("Mutation", "shut"), shut)
                            .build()));
    return backend.install(GraphQL.newGraphQL(mine), mine).build();
  }

  private CompletableFuture<ExecutionResult> start(@Nullable Identity caller, String query) {
    return host.executeAsync(input(caller, query));
  }

  private static ExecutionInput input(@Nullable Identity caller, String query) {
    return ExecutionInput.newExecutionInput(query)
        .graphQLContext(caller == null ? Map.of() : Map.of(HostGraphQl.CALLER, caller))
        .build();
  }

  private static List<String> told(ExecutionResult result) {
    return result.getErrors().stream().map(HostGraphQlRefusalTest::told).toList();
  }

  private static String told(GraphQLError error) {
    return error.getPath()
        + " "
        + error.getExtensions().get("errorType")
        + ": "
        + error.getMessage();
  }

  private static Map<String, @Nullable Object> nulls(String name) {
    Map<String, @Nullable Object> data = new HashMap<>();
    data.put(name, null);
    return data;
  }
}
