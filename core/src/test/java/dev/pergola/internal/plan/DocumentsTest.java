package dev.pergola.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pergola.request.DataError;
import dev.pergola.request.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentsTest {

  private static final String GET = "{getTodo(id:1){id}}";

  static Stream<Arguments> invalid() {
    return Stream.of(
        refused(
            "{listTodos{items{nope}}}",
            "Validation error of type FieldUndefined: Field 'nope' in type 'Todo' is undefined"
                + " @ 'listTodos/items/nope'",
            1,
            18),
        refused(
            "{x:listTodos{y:items{nope}}}",
            "Validation error of type FieldUndefined: Field 'nope' in type 'Todo' is undefined"
                + " @ 'listTodos/items/nope'",
            1,
            22),
        refused(
            "mutation {\n  createTodo(input: {title: 1, steps: []}) {id}\n}",
            "Validation error of type WrongType: argument 'input.title' with value"
                + " 'IntValue{value=1}' is not a valid 'String' @ 'createTodo'",
            2,
            14),
        refused(
            "mutation{createTodo(input:{title:\"x\",steps:[],due:\"soon\"}){id}}",
            "Validation error of type WrongType: argument 'input.due' with value"
                + " 'StringValue{value='soon'}' is not a valid 'AWSDateTime' @ 'createTodo'",
            1,
            21),
        refused(
            "mutation{createTodo(input:{title:\"x\",steps:[],state:GONE}){id}}",
            "Validation error of type WrongType: argument 'input.state' with value"
                + " 'EnumValue{name='GONE'}' is not a valid 'TodoState' @ 'createTodo'",
            1,
            21),
        refused(
            "mutation{createTodo(input:{steps:[]}){id}}",
            "Validation error of type WrongType: argument 'input' with value '{...}' is missing"
                + " required fields '[title]' @ 'createTodo'",
            1,
            21),
        refused(
            "mutation{createTodo(input:{title:\"x\",steps:[],nope:1}){id}}",
            "Validation error of type WrongType: argument 'input' with value '{...}' contains a"
                + " field not in 'CreateTodoInput': 'nope' @ 'createTodo'",
            1,
            21),
        refused(
            "mutation{createTodo(input:{title:\"x\",steps:[],title:\"y\"}){id}}",
            "Validation error of type UniqueObjectFieldName: There can be only one field named"
                + " 'title' @ 'createTodo'",
            1,
            27),
        refused(
            "subscription{listTodos{items{id}}}",
            "Validation error of type FieldUndefined: Field 'listTodos' in type 'Subscription' is"
                + " undefined @ 'listTodos'",
            1,
            14),
        refused(
            "mutation{__schema{types{name}}}",
            "Validation error of type FieldUndefined: Field '__schema' in type 'Mutation' is"
                + " undefined @ '__schema'",
            1,
            10),
        refused(
            "query($v:String){listTodos(limit:$v){items{id}}}",
            "Validation error of type VariableTypeMismatch: Variable 'v' of type 'String' used in"
                + " position expecting type 'Int' @ 'listTodos'",
            1,
            34),
        // The engine knows these of itself, but what they ask for is not served.
        refused(
            "{listTodos{items{...@defer{id}}}}",
            "Validation error of type UnknownDirective: Unknown directive 'defer'",
            1,
            21),
        refused(
            "{listTodos{items{...F}}} fragment F on Todo{...@defer(if:false,label:\"x\"){id}}",
            "Validation error of type UnknownDirective: Unknown directive 'defer'",
            1,
            48),
        refused(
            "query @experimental_disableErrorPropagation {listTodos{items{id}}}",
            "Validation error of type UnknownDirective: Unknown directive"
                + " 'experimental_disableErrorPropagation'",
            1,
            7),
        refused("{", "Invalid syntax with offending token '<EOF>' at line 1 column 2", 1, 2),
        refused("", "Invalid syntax with offending token '<EOF>' at line 1 column 1", 1, 1));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void saysWhatTheOriginalSays(String document, String message, DataError.Location place) {
    DataError error = errors(Limits.defaults(), document).get(0);

    assertThat(error.message()).isEqualTo(message);
    assertThat(error.locations()).containsExactly(place);
    assertThat(error.toMap()).containsOnlyKeys("path", "locations", "message");
  }

  @Test
  void theLocaleOfTheMachineChangesNoWord() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);

      assertThat(errors(Limits.defaults(), "{nope}").get(0).message())
          .isEqualTo(
              "Validation error of type FieldUndefined: Field 'nope' in type 'Query' is undefined"
                  + " @ 'nope'");
      assertThat(errors(Limits.defaults(), "{").get(0).message()).startsWith("Invalid syntax with");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aLongNameIsCutInMessageAndPlace() {
    String name = "n".repeat(255);

    assertThat(errors(Limits.defaults(), "{" + name + "}").get(0).message())
        .isEqualTo(
            "Validation error of type FieldUndefined: Field '%s…' in type 'Query' is undefined @ '%s…'"
                .formatted("n".repeat(64), "n".repeat(64)));
  }

  @Test
  void tellsSoManyErrorsAndNoMore() {
    assertThat(errors(Limits.defaults(), "{" + "nope ".repeat(300) + "}")).hasSize(20);
  }

  /**
   * Each document breaks the named limit and what comes after it; the first one is told (spec:
   * security 2).
   */
  static Stream<Arguments> orderOfLimits() {
    String nested = "{a".repeat(121);
    String fragments =
        IntStream.range(0, 101)
            .mapToObj(i -> "fragment F%d on Todo{...F%d}".formatted(i, i))
            .collect(Collectors.joining());
    return Stream.of(
        first("characters", nested + "#" + "x".repeat(102_400), "more than 102400 characters"),
        first("brackets", nested, "deeper than 120 brackets"),
        first("syntax", "{a @d @d @d @d @d @d @d @d @d @d @d", "Invalid syntax"),
        first("fragments", "{nope}" + fragments, "more than 100 fragments"),
        first("operations", "{nope}".repeat(51), "more than 50 operations"),
        first(
            "directives", "{nope" + " @skip(if:true)".repeat(11) + "}", "More than 10 directives"));
  }

  @ParameterizedTest
  @MethodSource("orderOfLimits")
  void eachLimitComesBeforeTheWorkItGuards(String document, String told) {
    assertThat(errors(Limits.defaults(), document).get(0).message()).contains(told);
  }

  static Stream<Arguments> deepAndWide() {
    return Stream.of(
        first(
            "depth",
            "{__type(name:\"Todo\")" + "{ofType".repeat(30) + "{name}" + "}".repeat(31),
            "depth"),
        first("fields", "{getTodo(id:1){" + "id ".repeat(2_001) + "}}", "fields which exceeds"),
        first(
            "fields by fragments",
            "{getTodo(id:1){...F0}}"
                + IntStream.range(0, 15)
                    .mapToObj(i -> "fragment F%d on Todo{...F%d ...F%d}".formatted(i, i + 1, i + 1))
                    .collect(Collectors.joining())
                + "fragment F15 on Todo{id}",
            "fields which exceeds"),
        first(
            "a loop of introspection",
            "{__schema{types{fields{type{fields{type{fields{name}}}}}}}}",
            "not asking for introspection in good faith"),
        first("a fragment in itself", "{...F} fragment F on Query{...F}", "FragmentCycle"));
  }

  @ParameterizedTest
  @MethodSource("deepAndWide")
  void refusesWhatIsTooDeepOrTooWide(String document, String told) {
    assertThat(errors(Limits.defaults(), document))
        .extracting(DataError::message)
        .anyMatch(message -> message.contains(told));
  }

  @Test
  void aDocumentAtTheLimitsIsTaken() {
    String wide = "{getTodo(id:1){" + "id ".repeat(1_999) + "}}";
    String deep = "{listTodos{items{id}}}";

    assertThat(Todos.documents(Limits.defaults()).prepare(wide)).isNotNull();
    assertThat(Todos.documents(Limits.builder().maxDepth(3).build()).prepare(deep)).isNotNull();
    assertThat(errors(Limits.builder().maxDepth(2).build(), deep).get(0).message())
        .contains("Query depth 3 exceeds maximum allowed depth 2");
  }

  @Test
  void lineEndsAreCountedToo() {
    Documents documents = Todos.documents(Limits.defaults());
    String lines = "\n".repeat(20_000);

    assertThat(documents.prepare("{__typename}" + lines)).isNotNull();
    assertThat(errors(Limits.defaults(), "{__typename}" + lines + "\n").get(0).message())
        .contains("20,000 'whitespace' tokens");
  }

  @Test
  void bracketsThatAHostAllowsAreNoStackOverflow() {
    Limits limits = Limits.builder().maxNesting(10_000).maxFilterDepth(10_000).build();
    String tags = "mutation{createTodo(input:{tags:%s%s}){id}}";

    assertThat(errors(limits, tags.formatted("[".repeat(600), "]".repeat(600))).get(0).message())
        .contains("500");
  }

  /** Documents that cost stock parsing or validation seconds to minutes. */
  static Stream<Arguments> costly() {
    return Stream.of(
        Arguments.of(
            Named.of(
                "a chain of fragments",
                "{getTodo(id:1){...F0}}"
                    + IntStream.range(0, 1_200)
                        .mapToObj(i -> "fragment F%d on Todo{...F%d}".formatted(i, i + 1))
                        .collect(Collectors.joining()))),
        Arguments.of(
            Named.of("digits", "{listTodos(limit:" + "7".repeat(100_000) + "){items{id}}}")),
        Arguments.of(Named.of("brackets of a type", "query($v:" + "[".repeat(20_000) + "){a}")),
        Arguments.of(
            Named.of(
                "lines of a block string",
                "{getTodo(id:\"\"\"" + "\n".repeat(100_000) + "x\"\"\"){id}}")),
        Arguments.of(Named.of("the same field", "{getTodo(id:1){" + "id ".repeat(9_000) + "}}")),
        Arguments.of(
            Named.of("the same argument", "{getTodo(" + "id:1 ".repeat(3_000) + "){id}}")));
  }

  @ParameterizedTest
  @MethodSource("costly")
  void aRefusalIsCheap(String document) {
    Assertions.assertTimeout(
        Duration.ofSeconds(5), () -> assertThat(errors(Limits.defaults(), document)).isNotEmpty());
  }

  @Test
  void keepsADocumentByItsText() {
    Documents documents = Todos.documents(Limits.defaults());

    PreparedDocument first = documents.prepare(GET);

    assertThat(documents.prepare(GET)).isSameAs(first);
    assertThat(documents.prepare(GET + " ")).isNotSameAs(first);
  }

  @Test
  void theLeastRecentlyUsedDocumentGoesFirst() {
    Documents documents = Todos.documents(Limits.builder().cachedDocuments(2).build());
    PreparedDocument old = documents.prepare("{__typename}");
    PreparedDocument used = documents.prepare(GET);
    documents.prepare("{__typename}");

    documents.prepare("{x:__typename}");

    assertThat(documents.prepare("{__typename}")).isSameAs(old);
    assertThat(documents.prepare(GET)).isNotSameAs(used);
  }

  @Test
  void keptDocumentsAreBoundedInCharactersToo() {
    Documents documents = Todos.documents(Limits.builder().maxDocumentChars(100).build());
    PreparedDocument first = documents.prepare(GET);
    List<String> long100 =
        IntStream.range(0, 16)
            .mapToObj(i -> "{x%02d:__typename}#%s".formatted(i, "-".repeat(83)))
            .toList();
    assertThat(long100).allMatch(text -> text.length() == 100);

    long100.forEach(documents::prepare);

    assertThat(documents.prepare(GET)).isNotSameAs(first);
  }

  @Test
  void aRefusedDocumentIsNotKept() {
    Documents documents = Todos.documents(Limits.builder().cachedDocuments(1).build());
    PreparedDocument kept = documents.prepare(GET);

    catchThrowableOfType(RequestRefusedException.class, () -> documents.prepare("{nope}"));

    assertThat(documents.prepare(GET)).isSameAs(kept);
  }

  private static List<DataError> errors(Limits limits, String document) {
    RequestRefusedException refused =
        catchThrowableOfType(
            RequestRefusedException.class, () -> Todos.documents(limits).prepare(document));
    assertThat(refused).as("refusal of the document").isNotNull();
    return refused.errors();
  }

  private static Arguments refused(String document, String message, int line, int column) {
    return Arguments.of(document, message, new DataError.Location(line, column));
  }

  private static Arguments first(String name, String document, String told) {
    return Arguments.of(Named.of(name, document), told);
  }
}
