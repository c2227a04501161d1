package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.Table;
import dev.pergola.request.DataRequest;
import dev.pergola.request.Limits;
import dev.pergola.request.SubscriptionRefusedException;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.RowSize;
import dev.pergola.storage.memory.EmbeddedStore;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every limit of a request: what stands at it is answered, what stands beyond it is refused before
 * the work that the limit guards (spec: security 2). The rest of that table is about HTTP and is
 * tested there.
 */
class LimitsTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Todo")
              .field("title", a.string())
              .field("tags", a.string().array())
              .field("rating", a.floating())
              .field("parentId", a.id())
              .field("parent", a.belongsTo("Todo", "parentId"))
              .field("parts", a.hasMany("Todo", "parentId"))
              .authorization(allow.publicApiKey()));

  /** Those of a whole backend, which no single request can stand at; each has a test of its own. */
  private static final Set<String> OF_THE_BACKEND =
      Set.of(
          "maxConcurrentRequests",
          "maxQueued",
          "cachedDocuments",
          "requestTimeout",
          "handlerTimeout");

  /** Those that shorten an answer and refuse nothing, and those of an answer's or record's size. */
  private static final Set<String> BELOW =
      Set.of(
          "maxValidationErrors",
          "pageSize",
          "maxPageSize",
          "maxScanRows",
          "maxItemBytes",
          "maxResponseBytes");

  /** Of stores whose service counts units; the tests of the DynamoDB store test it. */
  private static final String OF_THE_SERVICE = "maxCapacityUnits";

  /** Those of subscriptions: one stands below, {@link SubscriptionsTest} tests the others. */
  private static final Set<String> OF_SUBSCRIPTIONS =
      Set.of(
          "maxWaitingEvents",
          "maxWaitingBytes",
          "maxEventBytes",
          "maxEventFilterChars",
          "maxInValues",
          "maxSubscriptionAge");

  static Stream<Case> cases() {
    return Stream.of(
        text(
            "maxDocumentChars",
            102_400,
            n -> pad("{listTodos{items{id}}}", n),
            "102400 characters"),
        // A bracket, an operation and an input around the texts are tokens as well.
        text("maxDocumentTokens", 10_000, n -> tagged("\"\"".repeat(n - 20)), "10000 tokens"),
        text(
                "maxNesting",
                120,
                n -> "{listTodos(filter:" + not(n - 2) + "){nextToken}}",
                "120 brackets")
            .with(limits -> limits.maxFilterDepth(200)),
        text(
            "maxNumberDigits",
            400,
            n -> "mutation{createTodo(input:{rating:0." + "0".repeat(n - 1) + "}){id}}",
            "400 digits"),
        text(
            "maxNameLength",
            255,
            n -> "{" + "n".repeat(n) + ":listTodos{nextToken}}",
            "255 characters"),
        text("maxFragments", 100, LimitsTest::fragments, "100 fragments"),
        operations(50),
        text("maxDepth", 30, n -> "{getTodo(id:1)" + nested("parent", n - 1) + "}", "depth"),
        text(
            "maxFields", 2_000, n -> "{getTodo(id:1){" + many(n - 1, "id") + "}}", "allowed 2,000"),
        text(
            "maxRootFields",
            100,
            n -> "{" + many(n, "listTodos{nextToken}") + "}",
            "100 root fields"),
        text(
            "maxDirectives",
            200,
            n -> "{getTodo(id:1){" + many(n, "id @skip(if:false)") + "}}",
            "200 directives"),
        text(
                "maxDirectivesPerPlace",
                2,
                n ->
                    "{getTodo(id:1){id "
                        + "@skip(if:false) @include(if:true) @x ".substring(0, n == 2 ? 34 : 37)
                        + "}}",
                "2 directives")
            .with(limits -> limits.maxDirectivesPerPlace(2)),
        variables("maxVariables", 500, LimitsTest::named, "500 variables"),
        variables(
            "maxVariableNodes",
            20_000,
            n -> Map.of("t", Collections.nCopies(n - 1, "x")),
            "20000 values"),
        variables("maxVariableDepth", 64, n -> Map.of("unused", lists(n)), "64 levels"),
        text(
            "maxFilterConditions",
            250,
            n -> "{listTodos(filter:{or:[" + "{title:{ne:\"x\"}}".repeat(n) + "]}){nextToken}}",
            "250 conditions"),
        text(
            "maxFilterDepth",
            20,
            n -> "{listTodos(filter:" + not(n) + "){nextToken}}",
            "20 levels"),
        text(
                "maxResolverCalls",
                3,
                n -> "{listTodos(limit:" + n + "){items{parts{items{id}}}}}",
                "too many records")
            .with(limits -> limits.maxResolverCalls(3)),
        text("maxResultNodes", 3, n -> "{listTodos(limit:" + n + "){items{id}}}", "3 values")
            .with(limits -> limits.maxResultNodes(3)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatStandsAtALimitIsAnswered(Case one) {
    try (Bench bench = bench(one.settings())) {
      Answer answer = bench.run(KEY, one.request(one.limit()));

      assertThat(answer.errors()).isEmpty();
      assertThat(answer.json().get("data").isNull()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatStandsBeyondALimitIsRefused(Case one) {
    try (Bench bench = bench(one.settings())) {
      Answer answer = bench.run(KEY, one.request(one.limit() + 1));

      assertThat(answer.errors()).isNotEmpty().allSatisfy(e -> assertThat(e).contains(one.told()));
      assertThat(bench.run(KEY, "{listTodos(filter:{title:{eq:\"t\"}}){items{id}}}").data())
          .as("nothing was written")
          .isEqualTo("{'listTodos':{'items':[]}}");
    }
  }

  @Test
  void everyLimitIsTested() {
    Set<String> tested = new TreeSet<>(OF_THE_BACKEND);
    tested.addAll(BELOW);
    tested.addAll(OF_SUBSCRIPTIONS);
    tested.add(OF_THE_SERVICE);
    cases().map(Case::name).forEach(tested::add);

    assertThat(tested)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Limits.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .map(Method::getName)
                .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"in", "notIn"})
  void anInTakesAsManyValuesAsItMay(String operator) {
    int most = Limits.defaults().maxInValues();
    try (Bench bench = bench(limits -> limits)) {
      assertThat(subscription(bench, operator, most)).isCompleted();
      assertThat(subscription(bench, operator, most + 1))
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableOfType(ExecutionException.class)
          .havingCause()
          .isInstanceOfSatisfying(
              SubscriptionRefusedException.class,
              refused ->
                  assertThat(refused.errors().get(0).message())
                      .contains("more than 100 values in '" + operator + "'"));
    }
    try (Bench bench = bench(limits -> limits.maxInValues(2))) {
      assertThat(subscription(bench, operator, 2)).isCompleted();
      assertThat(subscription(bench, operator, 3)).isCompletedExceptionally();
    }
  }

  private static CompletableFuture<Void> subscription(Bench bench, String operator, int values) {
    String list = "\"x\" ".repeat(values);
    return bench
        .backend()
        .subscribe(
            DataRequest.of(
                "subscription{onCreateTodo(filter:{title:{%s:[%s]}}){id}}"
                    .formatted(operator, list)),
            KEY)
        .started()
        .toCompletableFuture();
  }

  @Test
  void validationErrorsAreCut() {
    try (Bench bench = bench(limits -> limits.maxValidationErrors(20))) {
      assertThat(bench.run(KEY, "{" + many(20, "nope") + "}").errors()).hasSize(20);
      assertThat(bench.run(KEY, "{" + many(21, "nope") + "}").errors()).hasSize(20);
    }
  }

  @Test
  void pagesAreAsLongAsAskedForWithinTheGreatest() {
    try (Bench bench = bench(limits -> limits.pageSize(2).maxPageSize(4))) {
      assertThat(size(bench, "")).isEqualTo(2);
      assertThat(size(bench, "(limit:4)")).isEqualTo(4);
      assertThat(size(bench, "(limit:5)")).isEqualTo(4);
      assertThat(bench.run(KEY, "{listTodos(limit:0){items{id}}}").error())
          .contains("greater than or equal to 1");
    }
  }

  @Test
  void aPageEndsWhereNoMoreMayBeLookedAt() {
    try (Bench bench = bench(limits -> limits.maxScanRows(6))) {
      assertThat(
              bench
                  .run(KEY, "{listTodos{items{id} nextToken}}")
                  .at("/listTodos/nextToken")
                  .isNull())
          .isTrue();
    }
    try (Bench bench = bench(limits -> limits.maxScanRows(5))) {
      Answer cut = bench.run(KEY, "{listTodos{items{id} nextToken}}");

      assertThat(cut.at("/listTodos/items")).hasSize(5);
      assertThat(cut.at("/listTodos/nextToken").isNull()).isFalse();
    }
  }

  @Test
  void anAnswerIsAsLongAsItMayBe() {
    DataRequest request = DataRequest.of("{listTodos{items{id createdAt}}}");
    byte[] whole;
    try (Bench bench = bench(limits -> limits)) {
      whole = bench.backend().execute(request, KEY).join().toJson();
    }
    try (Bench bench = bench(limits -> limits.maxResponseBytes(whole.length))) {
      assertThat(bench.backend().execute(request, KEY).join().toJson()).isEqualTo(whole);
    }
    try (Bench bench = bench(limits -> limits.maxResponseBytes(whole.length - 1))) {
      assertThat(new String(bench.backend().execute(request, KEY).join().toJson()))
          .contains("\"data\":null", "The response is larger than");
    }
  }

  @ParameterizedTest
  @CsvSource({"create, 8", "update, 9"})
  void aRecordIsAsLargeAsItMayBe(String operation, int id) {
    String write =
        "mutation{x:%sTodo(input:{id:%d,title:\"".formatted(operation, id) + "%s\"}){id}}";
    Table table =
        SCHEMA.resolve(Set.of(Mode.API_KEY), Behavior.SAFE).model("Todo").orElseThrow().table();
    int length = 500;
    EmbeddedStore store = EmbeddedStore.inMemory();
    long size;
    try (Bench bench = new Bench(SCHEMA, store, builder -> builder)) {
      fill(bench);
      assertThat(bench.run(KEY, write.formatted("t".repeat(length))).errors()).isEmpty();
      size =
          RowSize.of(
              table,
              store
                  .get(new GetRequest(table, new RowKey(List.of(String.valueOf(id)))))
                  .toCompletableFuture()
                  .join()
                  .orElseThrow());
    }
    try (Bench bench = bench(limits -> limits.maxItemBytes((int) size))) {
      String record = "{getTodo(id:%d){title}}".formatted(id);
      String before = bench.run(KEY, record).data();

      assertThat(bench.run(KEY, write.formatted("t".repeat(length + 1))).error())
          .isEqualTo(
              "DynamoDB:DynamoDbException at x: Item size has exceeded the maximum allowed size");
      assertThat(bench.run(KEY, record).data()).isEqualTo(before);
      assertThat(bench.run(KEY, write.formatted("t".repeat(length))).errors()).isEmpty();
    }
  }

  /** A backend with six records. */
  private static Bench bench(UnaryOperator<Limits.Builder> settings) {
    Limits limits = settings.apply(Limits.builder()).build();
    Bench bench = new Bench(SCHEMA, builder -> builder.limits(limits));
    fill(bench);
    return bench;
  }

  private static void fill(Bench bench) {
    for (int id : new int[] {1, 2, 3, 4, 5, 9}) {
      bench
          .backend()
          .execute(
              DataRequest.of("mutation{createTodo(input:{id:%d}){__typename}}".formatted(id)), KEY)
          .join();
    }
  }

  private static int size(Bench bench, String arguments) {
    return bench
        .run(KEY, "{listTodos%s{items{id}}}".formatted(arguments))
        .at("/listTodos/items")
        .size();
  }

  private static String pad(String document, int length) {
    return document + "#".repeat(length - document.length());
  }

  private static String tagged(String texts) {
    return "mutation{createTodo(input:{title:\"t\",tags:["
        + texts.replace("\"\"", "\"\" ")
        + "]}){id}}";
  }

  private static String fragments(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> " fragment F%d on Todo{id}".formatted(i))
        .collect(
            Collectors.joining(
                "",
                IntStream.range(0, count)
                    .mapToObj(i -> "...F" + i)
                    .collect(Collectors.joining(" ", "{getTodo(id:1){", "}}")),
                ""));
  }

  private static String not(int levels) {
    return "{not:".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
  }

  private static String nested(String field, int levels) {
    return ("{" + field).repeat(levels - 1) + "{id" + "}".repeat(levels);
  }

  private static String many(int count, String field) {
    return IntStream.range(0, count)
        .mapToObj(i -> "f" + i + ":" + field)
        .collect(Collectors.joining(" "));
  }

  private static Map<String, Object> named(int count) {
    return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "v" + i, i -> i));
  }

  private static Object lists(int levels) {
    Object value = List.of();
    for (int i = 1; i < levels; i++) {
      value = List.of(value);
    }
    return value;
  }

  private static Case text(String name, int limit, Documents documents, String told) {
    return new Case(name, limit, n -> DataRequest.of(documents.of(n)), told, limits -> limits);
  }

  private static Case operations(int limit) {
    return new Case(
        "maxOperations",
        limit,
        n ->
            DataRequest.of(
                    IntStream.range(0, n)
                        .mapToObj(i -> "query Q%d{getTodo(id:1){id}}".formatted(i))
                        .collect(Collectors.joining(" ")))
                .withOperationName("Q7"),
        "50 operations",
        limits -> limits);
  }

  private static Case variables(String name, int limit, Variables variables, String told) {
    String document = "mutation($t:[String]){createTodo(input:{title:\"t\",tags:$t}){id}}";
    return new Case(
        name,
        limit,
        n -> DataRequest.of(document).withVariables(variables.of(n)),
        told,
        limits -> limits);
  }

  private interface Documents {
    String of(int size);
  }

  private interface Variables {
    Map<String, ? extends @Nullable Object> of(int size);
  }

  private interface Requests {
    DataRequest of(int size);
  }

  /**
   * A limit with requests of any size.
   *
   * @param name the limit
   * @param limit its value, the default unless the settings change it
   * @param told what the refusal says
   */
  private record Case(
      String name,
      int limit,
      Requests requests,
      String told,
      UnaryOperator<Limits.Builder> settings) {

    DataRequest request(int size) {
      return requests.of(size);
    }

    Case with(UnaryOperator<Limits.Builder> changed) {
      return new Case(name, limit, requests, told, changed);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
