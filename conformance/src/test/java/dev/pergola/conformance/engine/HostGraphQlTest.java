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
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.schema.SchemaTransformer;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A backend in the engine of a host that has fields of its own. */
class HostGraphQlTest {

  private static final Schema SCHEMA =
      a.schema(
          a.enumType("Mood", "GLAD", "SAD"),
          a.model("Note")
              .field("text", a.string())
              .field("mood", a.ref("Mood"))
              .authorization(allow.owner()));

  /** Longer than any text of a record. */
  private static final String LONG = "x".repeat(500_000);

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

  /** The engine of the host coerces variables in recursion without a bound of its own. */
  @Test
  void variablesThatHoldTooMuchAreRefusedBeforeTheyAreCoerced() {
    Map<String, Object> nested = Map.of("text", Map.of("eq", "hers"));
    for (int i = 0; i < 3_000; i++) {
      nested = Map.of("not", nested);
    }
    Map<String, Object> many =
        IntStream.range(0, 501).boxed().collect(Collectors.toMap(i -> "v" + i, i -> i));
    String filtered =
        "query($f: ModelNoteFilterInput) { time listNotes(filter: $f) { nextToken } }";

    ExecutionResult deep = run(ALICE, filtered, Map.of("f", nested));
    ExecutionResult wide = run(ALICE, "{ time }", many);
    ExecutionResult lengthy = run(ALICE, "query($k: String) { echo(text: $k) }", Map.of("k", LONG));

    assertThat(messages(deep)).containsExactly("The variables nest deeper than 64 levels.");
    assertThat(messages(wide)).containsExactly("The request has more than 500 variables.");
    assertThat(lengthy.<Object>getData()).isEqualTo(Map.of("echo", LONG));
  }

  /** The engine of the host throws at such a null. */
  @Test
  void aNullConditionIsRefused() {
    String query =
        "query Asked($c: Boolean = true) { time @include(if: $c) } query Other($c: Boolean) { echo(flag: $c) }";
    Map<String, Object> none = new HashMap<>();
    none.put("c", null);

    ExecutionResult refused =
        host.execute(
            input(ALICE, query).transform(asked -> asked.operationName("Asked").variables(none)));
    ExecutionResult other =
        host.execute(
            input(ALICE, query).transform(asked -> asked.operationName("Other").variables(none)));

    assertThat(messages(refused))
        .containsExactly("Variable 'c' has coerced Null value for NonNull type 'Boolean!'");
    assertThat(messages(other)).isEmpty();
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

  /** What these let through would be stored, and break every later read. */
  @Test
  void otherInputsAreRefusedAtTheStart() {
    GraphQLSchema schema = door.schema();
    GraphQLSchema changed =
        SchemaTransformer.transformSchema(
            schema,
            new GraphQLTypeVisitorStub() {
              @Override
              public TraversalControl visitGraphQLInputObjectType(
                  GraphQLInputObjectType type, TraverserContext<GraphQLSchemaElement> context) {
                return type.getName().equals("CreateNoteInput")
                    ? changeNode(context, type.transform(more -> more.field(mine())))
                    : TraversalControl.CONTINUE;
              }

              @Override
              public TraversalControl visitGraphQLEnumType(
                  GraphQLEnumType type, TraverserContext<GraphQLSchemaElement> context) {
                return type.getName().equals("Mood")
                    ? changeNode(context, type.transform(more -> more.value("MINE")))
                    : TraversalControl.CONTINUE;
              }

              @Override
              public TraversalControl visitGraphQLScalarType(
                  GraphQLScalarType type, TraverserContext<GraphQLSchemaElement> context) {
                return type.getName().equals("AWSDateTime")
                    ? changeNode(
                        context,
                        type.transform(more -> more.coercing(Scalars.GraphQLString.getCoercing())))
                    : TraversalControl.CONTINUE;
              }
            });

    assertThatThrownBy(() -> door.install(GraphQL.newGraphQL(changed), changed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Type 'CreateNoteInput' is missing or changed")
        .hasMessageContaining("Type 'Mood' is missing or changed")
        .hasMessageContaining("Type 'AWSDateTime' is missing or changed");
  }

  private static GraphQLInputObjectField mine() {
    return GraphQLInputObjectField.newInputObjectField()
        .name("mine")
        .type(Scalars.GraphQLString)
        .build();
  }

  private GraphQL hostWith(HostGraphQl backend) {
    GraphQLSchema schema = backend.schema();
    GraphQLObjectType query =
        withField(schema.getQueryType(), "time").transform(more -> more.field(echo()));
    GraphQLObjectType mutation = withField(schema.getMutationType(), "mark");
    DataFetcher<Object> time = asked -> "noon";
    DataFetcher<Object> echo = asked -> asked.getArgument("text");
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
                            .dataFetcher(FieldCoordinates.coordinates("Query", "echo"), echo)
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

  private static GraphQLFieldDefinition echo() {
    return GraphQLFieldDefinition.newFieldDefinition()
        .name("echo")
        .type(Scalars.GraphQLString)
        .argument(text -> text.name("text").type(Scalars.GraphQLString))
        .argument(flag -> flag.name("flag").type(Scalars.GraphQLBoolean))
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
    return run(caller, query, Map.of());
  }

  private ExecutionResult run(
      @Nullable Identity caller, String query, Map<String, Object> variables) {
    return host.execute(input(caller, query).transform(asked -> asked.variables(variables)));
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
