package dev.pergola.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.request.DataError;
import dev.pergola.request.Limits;
import graphql.execution.CoercedVariables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlanCompilerTest {

  static Stream<Arguments> selections() {
    return Stream.of(
        Arguments.of("{getTodo(id:1){id title}}", "{getTodo{id title}}"),
        Arguments.of("{a:getTodo(id:1){b:id c:title}}", "{a:getTodo{b:id c:title}}"),
        Arguments.of("{a:getTodo(id:1){id} b:getTodo(id:2){id}}", "{a:getTodo{id} b:getTodo{id}}"),
        Arguments.of(
            "{l:listTodos{i:items{t:title} n:nextToken m:nextToken}}",
            "{l:listTodos{i:items{t:title} n:nextToken m:nextToken}}"),
        // Merged, in the order of the first appearance.
        Arguments.of("{getTodo(id:1){title id title id}}", "{getTodo{title id}}"),
        Arguments.of(
            "{listTodos{items{id}} x:getTodo(id:1){id} listTodos{nextToken items{title id}}}",
            "{listTodos{items{id title} nextToken} x:getTodo{id}}"),
        Arguments.of("{getTodo(id:1){a:id a:id b:id}}", "{getTodo{a:id b:id}}"),
        // Type names at every level.
        Arguments.of(
            "{__typename listTodos{__typename items{__typename id}} t:__typename}",
            "{__typename:__typename=Query listTodos{__typename:__typename=ModelTodoConnection"
                + " items{__typename:__typename=Todo id}} t:__typename=Query}"),
        Arguments.of(
            "mutation{__typename deleteTodo(input:{id:1}){k:__typename}}",
            "{__typename:__typename=Mutation deleteTodo{k:__typename=Todo}}"),
        // Fragments.
        Arguments.of(
            "{getTodo(id:1){...F done}} fragment F on Todo{id title}", "{getTodo{id title done}}"),
        Arguments.of(
            "{...Q} fragment Q on Query{listTodos{...C}}"
                + " fragment C on ModelTodoConnection{items{...F}} fragment F on Todo{id}",
            "{listTodos{items{id}}}"),
        Arguments.of(
            "{getTodo(id:1){...F ...G}} fragment F on Todo{...G title} fragment G on Todo{id}",
            "{getTodo{id title}}"),
        Arguments.of(
            "{getTodo(id:1){...F ...F title ...F}} fragment F on Todo{id}", "{getTodo{id title}}"),
        Arguments.of(
            "{getTodo(id:1){...{id ...{title}} ...on Todo{done ...on Todo{stars}}}}",
            "{getTodo{id title done stars}}"),
        Arguments.of(
            "{listTodos{items{id}} ...Q} fragment Q on Query{listTodos{items{title}}}",
            "{listTodos{items{id title}}}"),
        Arguments.of(
            "{x:getTodo(id:1){...F} y:getTodo(id:2){...F}} fragment F on Todo{id}",
            "{x:getTodo{id} y:getTodo{id}}"),
        // Introspection stays for the engine.
        Arguments.of(
            "{s:__schema{queryType{name}} getTodo(id:1){id}}", "{s:__schema*1 getTodo{id}}"),
        // Directives with literals.
        Arguments.of("{getTodo(id:1){id @skip(if:true) title}}", "{getTodo{title}}"),
        Arguments.of("{getTodo(id:1){id @skip(if:false) title}}", "{getTodo{id title}}"),
        Arguments.of("{getTodo(id:1){id @include(if:true) title}}", "{getTodo{id title}}"),
        Arguments.of("{getTodo(id:1){id @include(if:false) title}}", "{getTodo{title}}"),
        Arguments.of("{getTodo(id:1){id @include(if:false)}}", "{getTodo{}}"),
        Arguments.of("{getTodo(id:1)@skip(if:true){id}}", "{}"),
        Arguments.of(
            "{listTodos{items @skip(if:true){id} nextToken @include(if:false)}}", "{listTodos{}}"),
        // One place is left out, the others stay.
        Arguments.of("{getTodo(id:1){id @skip(if:true) title id}}", "{getTodo{title id}}"),
        Arguments.of(
            "{getTodo(id:1){...F @skip(if:true) title ...F}} fragment F on Todo{id}",
            "{getTodo{title id}}"),
        Arguments.of(
            "{getTodo(id:1){...F}} fragment F on Todo{id @skip(if:true) title @include(if:true)}",
            "{getTodo{title}}"),
        Arguments.of(
            "{getTodo(id:1){...on Todo @skip(if:true){id} ... @include(if:true){title}}}",
            "{getTodo{title}}"),
        Arguments.of(
            "{listTodos{items{id}} listTodos{items @skip(if:true){title}}}",
            "{listTodos{items{id}}}"));
  }

  @ParameterizedTest
  @MethodSource("selections")
  void collectsWhatADocumentAsksFor(String document, String plan) {
    assertThat(PlanText.of(Todos.plan(document, Map.of()))).isEqualTo(plan);
  }

  @ParameterizedTest
  @CsvSource({
    "true,  true,  {getTodo{title}}",
    "true,  false, {getTodo{title}}",
    "false, true,  {getTodo{id title}}",
    "false, false, {getTodo{title}}",
  })
  void bothDirectivesOnOnePlaceMustLetItIn(boolean skip, boolean include, String plan) {
    Map<String, Object> variables = Map.of("s", skip, "i", include);
    String declared = "query($s:Boolean!,$i:Boolean!)";

    for (String place :
        new String[] {
          "{getTodo(id:1){id @skip(if:$s) @include(if:$i) title}}",
          "{getTodo(id:1){id @include(if:$i) @skip(if:$s) title}}",
          "{getTodo(id:1){...F @skip(if:$s) @include(if:$i) title}} fragment F on Todo{id}",
          "{getTodo(id:1){...on Todo @skip(if:$s) @include(if:$i){id} title}}",
          "{getTodo(id:1){... @include(if:$i){id @skip(if:$s)} title}}",
          "{getTodo(id:1){...F title}} fragment F on Todo{...@include(if:$i){id @skip(if:$s)}}",
          "{getTodo(id:1){... @skip(if:$s){...F @include(if:$i)} title}} fragment F on Todo{id}",
        }) {
      assertThat(PlanText.of(Todos.plan(declared + place, variables))).as(place).isEqualTo(plan);
    }
  }

  @Test
  void aConditionThatIsNullRefusesTheRequest() {
    String document = "query($c:Boolean=true){getTodo(id:1){id @include(if:$c) title}}";
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("c", null);

    assertThatThrownBy(() -> Todos.plan(document, variables))
        .isInstanceOfSatisfying(
            RequestRefusedException.class,
            refused ->
                assertThat(refused.errors())
                    .extracting(DataError::message)
                    .containsExactly(
                        "Variable 'c' has coerced Null value for NonNull type 'Boolean!'"));
  }

  @Test
  void aVariableOfAnotherOperationDoesNotMatter() {
    PreparedDocument document =
        Todos.documents(Limits.defaults())
            .prepare(
                "query A($c:Boolean!){getTodo(id:1){id @skip(if:$c)}}"
                    + " query B($c:Boolean){listTodos(filter:{done:{eq:$c}}){items{id}}}");
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("c", null);

    Plan plan = document.plan(document.operation(Optional.of("B")), CoercedVariables.of(variables));

    assertThat(PlanText.of(plan)).isEqualTo("{listTodos{items{id}}}");
  }

  @Test
  void anOutcomeOfTheConditionsIsCompiledOnce() {
    PreparedDocument document =
        Todos.documents(Limits.defaults())
            .prepare(
                "query($c:Boolean!,$id:ID!){getTodo(id:$id){id @skip(if:$c) title @include(if:$c)}}");

    Plan skipped = plan(document, Map.of("c", true, "id", "1"));
    Plan included = plan(document, Map.of("c", false, "id", "1"));

    assertThat(PlanText.of(skipped)).isEqualTo("{getTodo{title}}");
    assertThat(PlanText.of(included)).isEqualTo("{getTodo{id}}");
    assertThat(plan(document, Map.of("c", true, "id", "2"))).isSameAs(skipped);
    assertThat(plan(document, Map.of("c", false, "id", "2"))).isSameAs(included);
  }

  @Test
  void plansBeyondWhatIsKeptAreRightAsWell() {
    String variables =
        IntStream.range(0, 8)
            .mapToObj(i -> "$c" + i + ":Boolean!")
            .collect(Collectors.joining(","));
    String fields =
        IntStream.range(0, 8)
            .mapToObj(i -> "f" + i + ":id @include(if:$c" + i + ")")
            .collect(Collectors.joining(" "));
    PreparedDocument document =
        Todos.documents(Limits.defaults())
            .prepare("query(" + variables + "){getTodo(id:1){" + fields + "}}");

    for (int round = 0; round < 2; round++) {
      for (int bits = 0; bits < 256; bits++) {
        int outcome = bits;
        Map<String, Object> values =
            IntStream.range(0, 8)
                .boxed()
                .collect(Collectors.toMap(i -> "c" + i, i -> (outcome >> i & 1) == 1));
        String expected =
            IntStream.range(0, 8)
                .filter(i -> (outcome >> i & 1) == 1)
                .mapToObj(i -> "f" + i + ":id")
                .collect(Collectors.joining(" ", "{getTodo{", "}}"));

        assertThat(PlanText.of(plan(document, values))).isEqualTo(expected);
      }
    }
  }

  @Test
  void rootFieldsAreCountedOnceMerged() {
    Limits limits = Limits.builder().maxRootFields(2).build();
    Documents documents = Todos.documents(limits);

    assertThat(
            plan(documents.prepare("{a:__typename b:__typename a:__typename}"), Map.of()).roots())
        .hasSize(2);
    assertThatThrownBy(
            () -> plan(documents.prepare("{a:__typename b:__typename c:__typename}"), Map.of()))
        .isInstanceOfSatisfying(
            RequestRefusedException.class,
            refused ->
                assertThat(refused.errors().get(0).message())
                    .isEqualTo("The operation has more than 2 root fields."));
  }

  @Test
  void theOperationIsFoundByItsName() {
    PreparedDocument document =
        Todos.documents(Limits.defaults())
            .prepare("query A{__typename} mutation B{__typename} query C{x:__typename}");

    assertThat(document.operation(Optional.of("B")).getName()).isEqualTo("B");
    assertThatThrownBy(() -> document.operation(Optional.empty()))
        .isInstanceOf(RequestRefusedException.class);
    assertThatThrownBy(() -> document.operation(Optional.of("")))
        .isInstanceOf(RequestRefusedException.class);
    assertThatThrownBy(() -> document.operation(Optional.of("n".repeat(5_000))))
        .isInstanceOfSatisfying(
            RequestRefusedException.class,
            refused ->
                assertThat(refused.errors().get(0).message())
                    .isEqualTo("Unknown operation named '" + "n".repeat(64) + "…'."));
  }

  @Test
  void aRootFieldKnowsWhereItStands() {
    Plan plan = Todos.plan("\n  {\n   x: getTodo(id: 1) { id }\n}", Map.of());

    assertThat(((RootField.OnModel) plan.roots().get(0)).location())
        .isEqualTo(new DataError.Location(3, 4));
  }

  private static Plan plan(PreparedDocument document, Map<String, Object> variables) {
    return document.plan(document.operation(Optional.empty()), CoercedVariables.of(variables));
  }
}
