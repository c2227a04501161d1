package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.conformance.engine.Callers.BOB;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.graphql.HostGraphQl;
import dev.pergola.request.Introspection;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.Scalars;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.schema.SchemaTransformer;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A backend in the engine of a host that has fields of its own. */
class HostGraphQlTest {

  private static final Schema SCHEMA =
      a.schema(a.model("Note").field("text", a.string()).authorization(allow.owner()));

  private final Bench bench = new Bench(SCHEMA);
  private final HostGraphQl door = bench.backend().graphQl();
  private final List<String> instrumented = new ArrayList<>();
  private final List<String> order = new ArrayList<>();
  private final GraphQL host = hostWith(door);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void rulesHoldAsThroughTheOtherDoor() {
    run(ALICE, "mutation { createNote(input: {id: \"n1\", text: \"hers\"}) { id } }");

    ExecutionResult hers = run(ALICE, "{ getNote(id: \"n1\") { text owner } }");
    ExecutionResult his = run(BOB, "{ getNote(id: \"n1\") { text } listNotes { items { id } } }");

    assertThat(hers.<Object>getData())
        .isEqualTo(Map.of("getNote", Map.of("text", "hers", "owner", "alice")));
    assertThat(his.<Map<String, Object>>getData())
        .containsEntry("getNote", null)
        .containsEntry("listNotes", Map.of("items", List.of()));
    assertThat(messages(his)).containsExactly("Not Authorized to access getNote on type Query");
    assertThat(his.getErrors().get(0).getExtensions()).containsEntry("errorType", "Unauthorized");
  }

  @Test
  void aCallerWithoutIdentityIsRefusedEveryFieldOfTheBackend() {
    ExecutionResult result =
        run(null, "{ time getNote(id: \"n1\") { text } other: listNotes { items { id } } }");

    assertThat(result.<Map<String, Object>>getData())
        .containsEntry("time", "noon")
        .containsEntry("getNote", null)
        .containsEntry("other", null);
    assertThat(messages(result))
        .containsExactlyInAnyOrder(
            "Not Authorized to access getNote on type Query",
            "Not Authorized to access listNotes on type Query");
  }

  @Test
  void fieldsOfTheHostRunByItsFetchersAndInstrumentation() {
    ExecutionResult result =
        run(ALICE, "{ b: time listNotes { items { id } } a: time __typename }");

    assertThat(result.getErrors()).isEmpty();
    assertThat(new ArrayList<>(result.<Map<String, Object>>getData().keySet()))
        .containsExactly("b", "listNotes", "a", "__typename");
    assertThat(instrumented).contains("time").doesNotContain("listNotes", "id");
  }

  @Test
  void mutationsOfBothRunInTheOrderOfTheDocument() {
    run(
        ALICE,
        "mutation { m1: mark createNote(input: {id: \"n1\"}) { id } m2: mark deleteNote(input: {id: \"n1\"}) { id } m3: mark }");

    assertThat(order).containsExactly("0 notes", "1 notes", "0 notes");
  }

  @Test
  void limitsOnDocumentsHold() {
    String deep = "{ listNotes { items { id } } }".replace("id", "id ".repeat(3_000));

    ExecutionResult result = run(ALICE, "{ " + "a: time ".repeat(20_000) + "}");

    assertThat(messages(result)).singleElement().asString().contains("more than");
    assertThat(run(ALICE, deep).getErrors()).isNotEmpty();
  }

  @Test
  void aSchemaThatMayNotBeAskedForIsNotTold() {
    try (Bench closed = new Bench(SCHEMA, builder -> builder.introspection(Introspection.off()))) {
      GraphQL silent = closed.backend().graphQl().builder().build();

      ExecutionResult result = silent.execute(input(ALICE, "{ __schema { queryType { name } } }"));

      assertThat(messages(result)).containsExactly("Introspection is not allowed for this caller.");
      assertThat(run(ALICE, "{ __schema { queryType { name } } }").<Object>getData())
          .isEqualTo(Map.of("__schema", Map.of("queryType", Map.of("name", "Query"))));
    }
  }

  @Test
  void fieldsOnTypesOfTheBackendAreRefusedAtTheStart() {
    GraphQLSchema schema = door.schema();
    GraphQLObjectType note = (GraphQLObjectType) schema.getType("Note");
    GraphQLSchema changed =
        SchemaTransformer.transformSchema(
            schema,
            new GraphQLTypeVisitorStub() {
              @Override
              public TraversalControl visitGraphQLObjectType(
                  GraphQLObjectType type, TraverserContext<GraphQLSchemaElement> context) {
                return type.getName().equals(note.getName())
                    ? changeNode(
                        context,
                        type.transform(
                            more ->
                                more.field(
                                    GraphQLFieldDefinition.newFieldDefinition()
                                        .name("mine")
                                        .type(Scalars.GraphQLString))))
                    : TraversalControl.CONTINUE;
              }
            });

    assertThatThrownBy(() -> door.install(GraphQL.newGraphQL(changed), changed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Field 'Note.mine' is not the backend's");
  }

  private GraphQL hostWith(HostGraphQl backend) {
    GraphQLSchema schema = backend.schema();
    GraphQLObjectType query = withField(schema.getQueryType(), "time");
    GraphQLObjectType mutation = withField(schema.getMutationType(), "mark");
    DataFetcher<Object> time = asked -> "noon";
    DataFetcher<Object> mark =
        asked -> {
          order.add(notes(bench.run(ALICE, "{ listNotes { items { id } } }")) + " notes");
          return "marked";
        };
    GraphQLSchema mine =
        schema.transform(
            builder ->
                builder
                    .query(query)
                    .mutation(mutation)
                    .codeRegistry(
                        GraphQLCodeRegistry.newCodeRegistry(schema.getCodeRegistry())
                            .dataFetcher(FieldCoordinates.coordinates("Query", "time"), time)
                            .dataFetcher(FieldCoordinates.coordinates("Mutation", "mark"), mark)
                            .build()));
    return backend
        .install(GraphQL.newGraphQL(mine), mine)
        .instrumentation(
            new SimplePerformantInstrumentation() {
              @Override
              public DataFetcher<?> instrumentDataFetcher(
                  DataFetcher<?> fetcher,
                  InstrumentationFieldFetchParameters parameters,
                  InstrumentationState state) {
                instrumented.add(parameters.getEnvironment().getField().getName());
                return fetcher;
              }
            })
        .build();
  }

  private static int notes(Answer answer) {
    Map<?, ?> page = (Map<?, ?>) answer.response().data().get("listNotes");
    return ((List<?>) page.get("items")).size();
  }

  private static GraphQLObjectType withField(@Nullable GraphQLObjectType type, String name) {
    return type.transform(
        builder ->
            builder.field(
                GraphQLFieldDefinition.newFieldDefinition()
                    .name(name)
                    .type(Scalars.GraphQLString)));
  }

  private ExecutionResult run(@Nullable Identity caller, String query) {
    return host.execute(input(caller, query));
  }

  private static ExecutionInput input(@Nullable Identity caller, String query) {
    return ExecutionInput.newExecutionInput(query)
        .graphQLContext(caller == null ? Map.of() : Map.of(HostGraphQl.CALLER, caller))
        .build();
  }

  private static List<String> messages(ExecutionResult result) {
    return result.getErrors().stream().map(GraphQLError::getMessage).toList();
  }
}
