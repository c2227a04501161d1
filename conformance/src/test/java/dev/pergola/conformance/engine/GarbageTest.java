package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.pergola.dsl.Schema;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever is sent gets an answer: documents and variables that were valid before they were cut,
 * doubled, mixed and misspelt at random.
 */
class GarbageTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Todo")
              .field("title", a.string().required())
              .field("stars", a.integer())
              .field("rating", a.floating())
              .field("due", a.datetime())
              .field("extra", a.json())
              .field("tags", a.string().array())
              .field("state", a.enumOf("OPEN", "SHUT"))
              .authorization(allow.publicApiKey(), allow.owner()),
          a.model("Diary").field("text", a.string()).authorization(allow.owner()));

  private static final List<String> VALID =
      List.of(
          "query Q($i:ID!,$n:Int,$f:ModelTodoFilterInput,$t:String,$c:Boolean!,$d:Boolean=true)"
              + "{a:getTodo(id:$i){...F} l:listTodos(limit:$n,filter:$f,nextToken:$t)"
              + "{items{id title @skip(if:$c)} nextToken @include(if:$d)}}"
              + " fragment F on Todo{id tags ...on Todo{extra}}",
          "mutation M($i:CreateTodoInput!,$k:ModelTodoConditionInput)"
              + "{c:createTodo(input:$i,condition:$k){id title stars}}",
          "mutation{updateTodo(input:{id:\"1\",title:\"\"\"block\n \"\"\",stars:-1,rating:1.5e3,"
              + "tags:[\"x\",null],state:OPEN,due:\"2024-02-29T00:00:00Z\",extra:\"{}\"}){id}}",
          "mutation{deleteTodo(input:{id:1},condition:{not:{or:[{stars:{between:[1,2]}},{}]}}){__typename}}",
          "{listTodos(filter:{title:{beginsWith:\"a\",size:{gt:1}},and:[{id:{ne:null}}]}){items{id}}}",
          "query A{__typename} query B{__type(name:\"Todo\"){fields{name type{name}}}}",
          "{__schema{queryType{name} types{name kind} directives{name args{name}}}}",
          "{getDiary(id:1){text owner} listDiaries{items{text}}} # comment",
          "subscription S($c:Boolean){onCreateTodo{id title @skip(if:$c)} ...F}"
              + " fragment F on Subscription{a @include(if:$c){id}}");

  private static final List<String> TOKENS =
      List.of(
          "{",
          "}",
          "(",
          ")",
          "[",
          "]",
          ":",
          "!",
          "$",
          "@",
          "...",
          "|",
          "&",
          "=",
          ",",
          "#",
          "\"",
          "\"\"\"",
          "\\",
          "\n",
          "\uFEFF",
          "\u0000",
          "é",
          "\uD83D",
          "\uD83D\uDE00",
          "on",
          "null",
          "true",
          "fragment",
          "query",
          "mutation",
          "subscription",
          "type",
          "schema",
          "extend",
          "__typename",
          "__schema{types{name}}",
          "id",
          "title",
          "$i",
          "$n",
          "@skip(if:true)",
          "@include(if:$c)",
          "1e999",
          "-0",
          "99999999999999999999",
          "1.0e-400",
          "\"\\u0000\"",
          "\"\\uD800\"",
          "\"\\x\"",
          "...F",
          "fragment F on Todo{...F}",
          "{and:[",
          "{not:{",
          "@deprecated",
          "a:b",
          "\r\n",
          "\t");

  private static final List<@Nullable Object> VALUES =
      Collections.unmodifiableList(
          Arrays.asList(
              null,
              "",
              "1",
              "text",
              "\uD83D",
              "x".repeat(2_000),
              0,
              -1,
              1,
              1.5,
              Double.NaN,
              Double.POSITIVE_INFINITY,
              Long.MIN_VALUE,
              new BigDecimal("1e99999999"),
              true,
              false,
              List.of(),
              List.of(1, "2"),
              Map.of(),
              Map.of("eq", "x"),
              Map.of("id", 1),
              Map.of("title", "t", "stars", "many"),
              Map.of("title", Map.of("between", List.of(2, 1))),
              Map.of("title", Map.of("size", Map.of("between", List.of()))),
              Map.of("and", List.of(Map.of("or", List.of()))),
              Map.of("stars", Map.of("attributeType", "number"), "not", Map.of()),
              Map.of("title", "t", "tags", List.of("a", List.of("b")))));

  @Test
  void everythingGetsAnAnswer() {
    int rounds = Campaign.size(10_000, 1_000_000);
    long seed = Campaign.seed();
    int valid = 0;
    try (Bench bench = new Bench(SCHEMA)) {
      for (long round = seed; round < seed + rounds; round++) {
        Random random = new Random(round);
        DataRequest request =
            DataRequest.of(document(random))
                .withVariables(variables(random))
                .withOperationName(operationName(random));
        String place = "seed %d: %s with %s".formatted(round, request.query(), request.variables());
        Answer answer = answer(bench, request, random, place);
        for (DataError error : answer.response().errors()) {
          assertThat(error.errorType()).as(place).isNotEqualTo("InternalFailure");
          assertThat(error.message())
              .as(place)
              .hasSizeLessThan(700)
              .doesNotContain("Exception", "java.", "graphql.", "Internal error");
        }
        valid += answer.response().data() == null ? 0 : 1;
      }
      assertThat(bench.run(KEY, "{__typename}").data()).isEqualTo("{'__typename':'Query'}");
    }
    // Or nothing but the parser would have been tried.
    assertThat(valid).isGreaterThan(rounds / 50);
  }

  private static Answer answer(Bench bench, DataRequest request, Random random, String place) {
    try {
      return bench.run(random.nextBoolean() ? KEY : Callers.ALICE, request);
    } catch (RuntimeException | Error thrown) {
      return fail(place, thrown);
    }
  }

  private static String document(Random random) {
    String document = Things.pick(VALID, random);
    int edits = random.nextInt(5);
    for (int i = 0; i < edits; i++) {
      document = edited(document, random);
    }
    return document;
  }

  private static String edited(String document, Random random) {
    int from = random.nextInt(document.length() + 1);
    int to = Math.min(document.length(), from + random.nextInt(12));
    String before = document.substring(0, from);
    String after = document.substring(to);
    return switch (random.nextInt(6)) {
      case 0 -> before + after;
      case 1 -> before + document.substring(from, to).repeat(1 + random.nextInt(30)) + after;
      case 2 -> before + Things.pick(TOKENS, random) + after;
      case 3 -> before + Things.pick(TOKENS, random).repeat(1 + random.nextInt(200)) + after;
      case 4 -> {
        String other = Things.pick(VALID, random);
        yield before + other.substring(random.nextInt(other.length()));
      }
      default -> before + (char) random.nextInt(0x3000) + after;
    };
  }

  private static Map<String, @Nullable Object> variables(Random random) {
    Map<String, @Nullable Object> variables = new HashMap<>();
    variables.put("i", random.nextBoolean() ? Map.of("title", "t") : "1");
    variables.put("c", false);
    int edits = random.nextInt(4);
    for (int i = 0; i < edits; i++) {
      variables.put(
          Things.pick(List.of("i", "n", "f", "t", "c", "d", "k", "zz"), random), value(random, 3));
    }
    return variables;
  }

  private static @Nullable Object value(Random random, int depth) {
    int kind = depth == 0 ? 9 : random.nextInt(8);
    if (kind == 0) {
      List<@Nullable Object> list = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        list.add(value(random, depth - 1));
      }
      return list;
    }
    if (kind == 1) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        map.put(
            Things.pick(
                List.of("id", "title", "stars", "and", "or", "not", "eq", "between", "__proto__"),
                random),
            value(random, depth - 1));
      }
      return map;
    }
    return Things.pick(VALUES, random);
  }

  private static @Nullable String operationName(Random random) {
    return Things.pick(Arrays.asList(null, null, null, null, "Q", "A", "", "nope"), random);
  }
}
