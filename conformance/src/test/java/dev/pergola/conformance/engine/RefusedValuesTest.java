package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pergola.client.DataException;
import dev.pergola.client.ModelClient;
import dev.pergola.dsl.Schema;
import dev.pergola.graphql.HostGraphQl;
import dev.pergola.request.DataRequest;
import dev.pergola.request.SubscriptionRefusedException;
import dev.pergola.sdl.SdlReader;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A refusal repeats the value that was sent, but never one of a protected field (spec: security 4):
 * every type, on every way in, for a field with a rule of its own and for its neighbour without.
 */
class RefusedValuesTest {

  /** Stands in every value that is sent, and in nothing else. */
  private static final String MARK = "4242";

  private static final String SDL =
      """
      type Note @model @auth(rules: [{allow: private}]) {
        open: TYPE OPEN_INDEX
        shut: TYPE @auth(rules: [{allow: groups, groups: ["Admins"]}]) SHUT_INDEX
        opens: [TYPE]
        shuts: [TYPE] @auth(rules: [{allow: groups, groups: ["Admins"]}])
        openPlace: Place
        shutPlace: Place @auth(rules: [{allow: groups, groups: ["Admins"]}])
        kind: String KIND_INDEX
        folderId: ID
        folder: Folder @belongsTo(references: ["folderId"])
      }
      type Folder @model @auth(rules: [{allow: private}]) {
        notes: [Note] @hasMany(references: ["folderId"])
      }
      type Place { inner: TYPE }
      enum Mood { GLAD SAD }
      """;

  private static final List<String> TYPES =
      List.of(
          "ID",
          "String",
          "Boolean",
          "Int",
          "Float",
          "AWSDate",
          "AWSTime",
          "AWSDateTime",
          "AWSTimestamp",
          "AWSEmail",
          "AWSJSON",
          "AWSPhone",
          "AWSURL",
          "AWSIPAddress",
          "Mood");

  private static final Set<String> NO_KEYS = Set.of("Boolean", "AWSJSON");

  /** The engine tells of a variable of these only what kind of value it is. */
  private static final Set<String> UNTOLD = Set.of("String", "Boolean");

  /** Their filters take what the type takes; those of the others take a text. */
  private static final Set<String> OWN_FILTERS =
      Set.of("ID", "Int", "Float", "AWSTimestamp", "Mood");

  /** The same of conditions on keys. */
  private static final Set<String> OWN_KEYS = Set.of("ID", "Int", "Float");

  /** The engine blames the object around the value, and of objects nothing is repeated. */
  private static final Set<String> WHOLE = Set.of("no object", "no operators", "default input");

  private static final List<Way> LITERALS =
      List.of(
          new Way("create", "mutation{createNote(input:{FIELD:LITERAL}){id}}"),
          new Way("update", "mutation{updateNote(input:{id:1,FIELD:LITERAL}){id}}"),
          new Way("beside", "mutation{x:createNote(input:{kind:\"k\",FIELD:LITERAL}){id}}"),
          new Way("element", "mutation{createNote(input:{FIELDs:[null,LITERAL]}){id}}"),
          new Way("one for a list", "mutation{createNote(input:{FIELDs:LITERAL}){id}}"),
          new Way("nested", "mutation{createNote(input:{FIELDPlace:{inner:LITERAL}}){id}}"),
          new Way("no object", "mutation{createNote(input:{FIELDPlace:LITERAL}){id}}"),
          new Way("default", "mutation($v:TYPE=LITERAL){createNote(input:{FIELD:$v}){id}}"),
          new Way(
              "mistyped default", "mutation($v:Mood=LITERAL){createNote(input:{FIELD:$v}){id}}"),
          new Way(
              "default input",
              "mutation($v:CreateNoteInput={FIELD:LITERAL}){createNote(input:$v){id}}"),
          new Way("filter", "{listNotes(filter:{FIELD:{eq:LITERAL}}){items{id}}}"),
          new Way("no operators", "{listNotes(filter:{FIELD:LITERAL}){items{id}}}"),
          new Way("in or", "{listNotes(filter:{or:[{FIELD:{eq:LITERAL}}]}){items{id}}}"),
          new Way("in not", "{listNotes(filter:{not:{FIELD:{ne:LITERAL}}}){items{id}}}"),
          new Way(
              "condition", "mutation{updateNote(input:{id:1},condition:{FIELD:{eq:LITERAL}}){id}}"),
          new Way(
              "delete's condition",
              "mutation{deleteNote(input:{id:1},condition:{FIELD:{eq:LITERAL}}){id}}"),
          new Way(
              "relation",
              "{listFolders{items{...on Folder{notes(filter:{FIELD:{eq:LITERAL}}){items{id}}}}}}"),
          new Way(
              "fragment",
              "{listFolders{items{...F}}}"
                  + " fragment F on Folder{notes(filter:{FIELD:{eq:LITERAL}}){items{id}}}"),
          new Way("subscription", "subscription{onCreateNote(filter:{FIELD:{eq:LITERAL}}){id}}"),
          new Way("key", "{notesByFIELD(FIELD:LITERAL){items{id}}}"),
          new Way("sort key", "{notesByKindFIELD(kind:\"k\",FIELD:{eq:LITERAL}){items{id}}}"),
          new Way(
              "range of keys",
              "{notesByKindFIELD(kind:\"k\",FIELD:{between:[LITERAL,LITERAL]}){items{id}}}"));

  private static final List<Way> VARIABLES =
      List.of(
          new Way("value", "mutation($v:TYPE){createNote(input:{FIELD:$v}){id}}"),
          new Way("element", "mutation($v:TYPE){createNote(input:{FIELDs:[$v]}){id}}"),
          new Way("list", "mutation($v:[TYPE]){createNote(input:{FIELDs:$v}){id}}", "[]"),
          new Way("nested", "mutation($v:TYPE){createNote(input:{FIELDPlace:{inner:$v}}){id}}"),
          new Way(
              "place", "mutation($v:PlaceInput){createNote(input:{FIELDPlace:$v}){id}}", "inner"),
          new Way("input", "mutation($v:CreateNoteInput!){createNote(input:$v){id}}", "FIELD"),
          new Way(
              "list in input",
              "mutation($v:CreateNoteInput!){createNote(input:$v){id}}",
              "FIELDs",
              "[]"),
          new Way("update", "mutation($v:UpdateNoteInput!){updateNote(input:$v){id}}"),
          new Way(
              "filter",
              "query($v:ModelNoteFilterInput){listNotes(filter:$v){items{id}}}",
              "FIELD",
              "eq"),
          new Way(
              "in and",
              "query($v:ModelNoteFilterInput){listNotes(filter:$v){items{id}}}",
              "and",
              "[]",
              "FIELD",
              "eq"),
          new Way(
              "condition",
              "mutation($v:ModelNoteConditionInput){updateNote(input:{id:1},condition:$v){id}}",
              "FIELD",
              "eq"),
          new Way(
              "in a fragment",
              "query($v:ModelNoteFilterInput){listFolders{items{...F}}}"
                  + " fragment F on Folder{notes(filter:$v){items{id}}}",
              "FIELD",
              "eq"),
          new Way(
              "subscription",
              "subscription($v:ModelSubscriptionNoteFilterInput){onCreateNote(filter:$v){id}}",
              "FIELD",
              "eq"),
          new Way("key", "query($v:TYPE!){notesByFIELD(FIELD:$v){items{id}}}"),
          new Way(
              "sort key", "query($v:TYPE){notesByKindFIELD(kind:\"k\",FIELD:{eq:$v}){items{id}}}"));

  private static final Map<String, Bench> BENCHES = new HashMap<>();

  @AfterAll
  static void close() {
    BENCHES.values().forEach(Bench::close);
    BENCHES.clear();
  }

  static Stream<Arguments> literals() {
    return TYPES.stream().flatMap(type -> ways(LITERALS, type));
  }

  static Stream<Arguments> variables() {
    return TYPES.stream().flatMap(type -> ways(VARIABLES, type));
  }

  /** The engine of a host serves no subscriptions. */
  static Stream<Arguments> hostVariables() {
    return variables().filter(arguments -> !((Way) arguments.get()[1]).subscribes());
  }

  private static Stream<Arguments> ways(List<Way> ways, String type) {
    return ways.stream()
        .filter(way -> !way.name().contains("key") || !NO_KEYS.contains(type))
        // A variable of the field's type may stand in a condition only where that takes the type.
        .filter(way -> !way.query().contains("eq:$v") || OWN_KEYS.contains(type))
        .map(way -> Arguments.of(type, way));
  }

  @ParameterizedTest
  @MethodSource("literals")
  void aLiteralIsToldOnlyOfAFieldThatIsNotProtected(String type, Way way) {
    String open = refusal(type, way, "open");
    String shut = refusal(type, way, "shut");

    assertThat(open.contains(MARK)).isEqualTo(!WHOLE.contains(way.name()));
    assertThat(shut).startsWith("Validation error").doesNotContain(MARK);
    assertThat(shut.contains("…")).isEqualTo(open.contains(MARK));
  }

  @ParameterizedTest
  @MethodSource("variables")
  void aVariableIsToldOnlyOfAFieldThatIsNotProtected(String type, Way way) {
    boolean text = UNTOLD.contains(type) || way.filters() && !OWN_FILTERS.contains(type);
    // Subscriptions filter enums as texts.
    boolean told = !text && !(way.subscribes() && type.equals("Mood"));

    String open = refusal(type, way, "open");
    String shut = refusal(type, way, "shut");

    assertThat(open.contains(MARK)).isEqualTo(told);
    assertThat(shut).startsWith("Variable 'v' has an invalid value.").doesNotContain(MARK);
    assertThat(shut.contains("…")).isEqualTo(told);
  }

  @ParameterizedTest
  @MethodSource("hostVariables")
  void theEngineOfAHostIsToldTheSame(String type, Way way) {
    DataRequest request = way.request(type, "shut");

    ExecutionResult result =
        bench(type)
            .backend()
            .graphQl()
            .builder()
            .build()
            .execute(
                ExecutionInput.newExecutionInput()
                    .query(request.query())
                    .variables(values(request))
                    .graphQLContext(Map.of(HostGraphQl.CALLER, ALICE))
                    .build());

    assertThat(result.getErrors())
        .singleElement()
        .satisfies(
            error ->
                assertThat(error.toSpecification().toString())
                    .contains("Variable 'v' has an invalid value")
                    .doesNotContain(MARK));
  }

  @Test
  void aClientInProcessIsToldTheSame() {
    assertThat(ofClient("open")).contains("Unable to parse `4242-02-30` as a valid date.");
    assertThat(ofClient("shut"))
        .contains("Unable to parse `…` as a valid date.")
        .doesNotContain(MARK);
  }

  @Test
  void theFieldIsToldApartAndNotTheInput() {
    Bench bench = bench("AWSDate");
    String mutation = "mutation($v:CreateNoteInput!){createNote(input:$v){id}}";

    assertThat(
            bench
                .run(
                    ALICE,
                    mutation,
                    Map.of("v", Map.of("shut", "2024-02-29", "open", "2024-02-30")))
                .error())
        .isEqualTo(
            ": Variable 'v' has an invalid value. Unable to parse `2024-02-30` as a valid date.");
    assertThat(
            bench
                .run(
                    ALICE,
                    mutation,
                    Map.of("v", Map.of("open", "2024-02-29", "shut", "2024-02-30")))
                .error())
        .isEqualTo(": Variable 'v' has an invalid value. Unable to parse `…` as a valid date.");
    assertThat(
            bench
                .run(ALICE, "mutation{createNote(input:{shut:\"2024-02-30\",opens:[]}){id}}")
                .error())
        .isEqualTo(
            ": Validation error of type WrongType: argument 'input.shut' with value '…' is not a"
                + " valid 'AWSDate' @ 'createNote'");
    assertThat(
            bench("Mood")
                .run(
                    ALICE,
                    "mutation($v:Mood){createNote(input:{shut:$v}){id}}",
                    Map.of("v", "GLOOMY"))
                .error())
        .isEqualTo(
            ": Variable 'v' has an invalid value. Invalid input for enum 'Mood'. No value found for"
                + " name '…'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mutation{createNote(input:\"{shut:4242}\"){id}}",
        "mutation($v:CreateNoteInput=\"{shut:4242}\"){createNote(input:$v){id}}",
        "{listNotes(filter:\"shut=4242\"){items{id}}}",
        "{listNotes(filter:{and:\"shut=4242\"}){items{id}}}",
        "mutation{updateNote(input:{id:1},condition:\"shut=4242\"){id}}",
      })
  void aTextInThePlaceOfAnObjectIsNotToldWhereTheObjectHasAProtectedField(String query) {
    String answer = bench("Int").run(ALICE, query).error();

    assertThat(answer).startsWith(": Validation error").doesNotContain(MARK);
  }

  @Test
  void aDefaultThatIsGoodHidesNothing() {
    assertThat(
            bench("Int")
                .run(
                    ALICE,
                    "query($shut:Int=1,$n:Int){listNotes(limit:$n,filter:{shut:{eq:$shut}}){items{id}}}",
                    Map.of("n", 4242.5))
                .error())
        .contains("`4242.5`");
  }

  @Test
  void anArgumentOfAnOperationIsNoField() {
    Schema schema =
        a.schema(
            a.model("Note")
                .field("shut", a.date().authorization(allow.group("Admins")))
                .authorization(allow.authenticated()),
            a.query("echo")
                .argument("shut", a.date())
                .returns(a.string())
                .handler(a.handler.function(call -> "said"))
                .authorization(allow.authenticated()));
    try (Bench bench = new Bench(schema)) {
      assertThat(
              bench
                  .run(ALICE, "query($v:AWSDate){echo(shut:$v)}", Map.of("v", "2024-02-30"))
                  .error())
          .contains("`2024-02-30`");
      assertThat(bench.run(ALICE, "{echo(shut:\"2024-02-30\")}").error()).contains("2024-02-30");
    }
  }

  private static String ofClient(String field) {
    ModelClient<?> notes = bench("AWSDate").backend().client(ALICE).model("Note");
    return catchThrowableOfType(
            DataException.class, () -> notes.create(Map.of(field, "4242-02-30")).join())
        .errors()
        .toString();
  }

  /** The whole of what is answered. */
  private static String refusal(String type, Way way, String field) {
    DataRequest request = way.request(type, field);
    if (way.subscribes()) {
      CompletableFuture<Void> started =
          bench(type).backend().subscribe(request, ALICE).started().toCompletableFuture();
      return ((SubscriptionRefusedException)
              catchThrowableOfType(CompletionException.class, started::join).getCause())
          .errors()
          .get(0)
          .message();
    }
    Answer answer = bench(type).run(ALICE, request);
    assertThat(answer.response().errors()).isNotEmpty();
    return answer.errors().get(0).substring(2) + answer.json();
  }

  private static Bench bench(String type) {
    return BENCHES.computeIfAbsent(type, RefusedValuesTest::open);
  }

  private static Bench open(String type) {
    boolean keys = !NO_KEYS.contains(type);
    return new Bench(
        SdlReader.read(
            SDL.replace(
                    "OPEN_INDEX",
                    keys ? "@index(name: \"byOpen\", queryField: \"notesByopen\")" : "")
                .replace(
                    "SHUT_INDEX",
                    keys ? "@index(name: \"byShut\", queryField: \"notesByshut\")" : "")
                .replace("KIND_INDEX", keys ? kindIndex("open") + " " + kindIndex("shut") : "")
                .replace("TYPE", type)));
  }

  private static String kindIndex(String field) {
    return "@index(name: \"byKind%1$s\", sortKeyFields: [\"%1$s\"], queryField: \"notesByKind%1$s\")"
        .formatted(field);
  }

  @SuppressWarnings("NullAway")
  private static Map<String, Object> values(DataRequest request) {
    return new HashMap<>(request.variables());
  }

  /**
   * How a value gets to a field.
   *
   * @param steps what the variable holds the value in, from the outside: names, {@code []} a list
   */
  private record Way(String name, String query, List<String> steps) {

    Way(String name, String query, String... steps) {
      this(name, query, List.of(steps));
    }

    boolean filters() {
      return steps.contains("eq");
    }

    boolean subscribes() {
      return query.startsWith("subscription");
    }

    DataRequest request(String type, String field) {
      // No type takes it: a number with a fraction, or a text where such a number fits.
      Object value = type.equals("Float") ? "4242.5" : 4242.5;
      String literal = type.equals("Float") ? "\"4242.5\"" : "4242.5";
      DataRequest request =
          DataRequest.of(
              query.replace("TYPE", type).replace("FIELD", field).replace("LITERAL", literal));
      return query.contains("LITERAL") ? request : request.withVariables(held(value, field));
    }

    private Map<String, Object> held(Object value, String field) {
      Object held = value;
      for (int i = steps.size() - 1; i >= 0; i--) {
        String step = steps.get(i).replace("FIELD", field);
        held = step.equals("[]") ? List.of(held) : Map.of(step, held);
      }
      return name.equals("update")
          ? Map.of("v", Map.of("id", "1", field, held))
          : Map.of("v", held);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
