package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.ADMIN;
import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.conformance.engine.Callers.BOB;
import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import dev.pergola.request.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of records (spec: runtime A6 to A8, security 9). */
class ListTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Item").field("n", a.integer()).authorization(allow.publicApiKey()),
          a.model("Note").field("n", a.integer()).authorization(allow.owner()),
          a.model("Code")
              .field("id", a.id().required())
              .field("n", a.integer())
              .authorization(allow.publicApiKey(), allow.owner()));

  private static final String BAD_TOKEN =
      "DynamoDB:UserIllegalArgumentException at listItems: Invalid pagination token given.";

  private final List<Bench> benches = new ArrayList<>();

  @AfterEach
  void close() {
    benches.forEach(Bench::close);
  }

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void pagesTogetherAreTheWhole(Behavior behavior) {
    Bench bench = items(behavior, 25);

    for (int limit : new int[] {1, 2, 5, 7, 24, 25, 26, 100}) {
      List<Page> pages = pages(bench, "listItems", null, limit);

      assertThat(pages.stream().flatMap(page -> page.ids().stream()))
          .as("limit %d", limit)
          .hasSize(25)
          .doesNotHaveDuplicates();
      assertThat(pages.get(pages.size() - 1).token()).isNull();
    }
  }

  @Test
  void aPageIsFilledWithWhatMatches() {
    Bench bench = items(Behavior.SAFE, 40);

    List<Page> pages = pages(bench, "listItems", "{n:{ge:20}}", 5);

    assertThat(pages).extracting(page -> page.ids().size()).containsExactly(5, 5, 5, 5);
  }

  @Test
  void thereIsNoTokenBehindTheLastMatch() {
    Bench bench = items(Behavior.SAFE, 10);

    assertThat(pages(bench, "listItems", null, 10)).hasSize(1);
    assertThat(pages(bench, "listItems", null, 5)).hasSize(2);
    assertThat(pages(bench, "listItems", "{n:{eq:3}}", 1)).hasSize(1);
    assertThat(pages(bench, "listItems", "{n:{eq:404}}", 1)).hasSize(1);
  }

  @Test
  void theOriginalCountsTheRowsItReads() {
    Bench bench = items(Behavior.APPSYNC, 40);

    List<Page> pages = pages(bench, "listItems", "{n:{ge:20}}", 5);

    assertThat(pages).hasSizeBetween(8, 9).allMatch(page -> page.ids().size() <= 5);
    assertThat(pages.stream().mapToInt(page -> page.ids().size()).sum()).isEqualTo(20);
  }

  @Test
  void aListingLooksAtSoManyRowsAndNoMore() {
    Bench bench = bench(builder -> builder.limits(Limits.builder().maxScanRows(10).build()));
    fill(bench, 35);

    List<Page> pages = pages(bench, "listItems", "{n:{eq:404}}", 5);

    assertThat(pages).hasSizeBetween(4, 5).allMatch(page -> page.ids().isEmpty());
  }

  @Test
  void theListingsOfARequestShareWhatItMayLookAt() {
    Bench bench = bench(builder -> builder.limits(Limits.builder().maxScanRows(10).build()));
    fill(bench, 35);

    Answer answer = bench.run(KEY, "{a:listItems{items{id}} b:listItems{items{id}}}");

    assertThat(answer.items("a", "id")).hasSize(5);
    assertThat(answer.items("b", "id")).hasSize(5);
  }

  @Test
  void aPageHasAHundredRowsUnlessSaidOtherwise() {
    Bench bench = items(Behavior.SAFE, 120);

    Answer answer = bench.run(KEY, "{listItems{items{id} nextToken}}");

    assertThat(answer.items("listItems", "id")).hasSize(100);
    assertThat(answer.at("/listItems/nextToken").isString()).isTrue();
  }

  @Test
  void aGreatLimitIsCut() {
    Bench bench =
        bench(builder -> builder.limits(Limits.builder().pageSize(2).maxPageSize(4).build()));
    fill(bench, 10);

    assertThat(bench.run(KEY, "{listItems(limit:2147483647){items{id}}}").items("listItems", "id"))
        .hasSize(4);
    assertThat(bench.run(KEY, "{listItems(limit:null){items{id}}}").items("listItems", "id"))
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void aLimitBelowOneIsAnError(int limit) {
    Bench bench = items(Behavior.SAFE, 3);

    Answer answer = bench.run(KEY, "{listItems(limit:" + limit + "){items{id}}}");

    assertThat(answer.error())
        .isEqualTo(
            "DynamoDB:DynamoDbException at listItems: Value '%d' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1"
                .formatted(limit));
    assertThat(answer.dataBesideErrors()).isEqualTo("{'listItems':null}");
  }

  @Test
  void aTokenIsBoundToItsListing() {
    Bench bench = items(Behavior.SAFE, 10);
    bench.run(ADMIN, "mutation{createCode(input:{id:1}){id}}");
    String token = token(bench, "{n:{ge:0}}");

    assertThat(next(bench, "listItems", "{n:{ge:0}}", token).errors()).isEmpty();
    assertThat(next(bench, "listItems", "{n:{ge:1}}", token).error()).isEqualTo(BAD_TOKEN);
    assertThat(next(bench, "listItems", "null", token).error()).isEqualTo(BAD_TOKEN);
    assertThat(next(bench, "listCodes", "{n:{ge:0}}", token).error())
        .isEqualTo(BAD_TOKEN.replace("Items", "Codes"));
  }

  @Test
  void anotherLimitIsFineWithAToken() {
    Bench bench = items(Behavior.SAFE, 10);
    String token = token(bench, "null");

    Answer answer =
        bench.run(
            KEY,
            "query($t:String){listItems(limit:9,nextToken:$t){items{id}}}",
            Map.of("t", token));

    assertThat(answer.items("listItems", "id")).hasSize(7);
  }

  @Test
  void aTokenIsBoundToItsCaller() {
    Bench bench = bench(builder -> builder);
    for (int i = 0; i < 5; i++) {
      bench.run(ALICE, "mutation{createNote(input:{n:" + i + "}){id}}");
      bench.run(BOB, "mutation{createNote(input:{n:" + i + "}){id}}");
    }
    Answer first = bench.run(ALICE, "{listNotes(limit:2){items{id} nextToken}}");
    Map<String, Object> token = Map.of("t", first.at("/listNotes/nextToken").asString());
    String second = "query($t:String){listNotes(limit:2,nextToken:$t){items{id}}}";

    assertThat(bench.run(ALICE, second, token).items("listNotes", "id")).hasSize(2);
    assertThat(bench.run(BOB, second, token).error())
        .isEqualTo(BAD_TOKEN.replace("Items", "Notes"));
  }

  @Test
  void theOriginalsTokenIsBoundToTheListingOnly() {
    Bench bench = items(Behavior.APPSYNC, 10);
    String token = token(bench, "{n:{ge:0}}");

    assertThat(next(bench, "listItems", "{n:{ge:1}}", token).errors()).isEmpty();
    assertThat(next(bench, "listCodes", "null", token).error())
        .isEqualTo(BAD_TOKEN.replace("Items", "Codes"));
  }

  @Test
  void aTokenEndsAfterADay() {
    Bench bench = items(Behavior.SAFE, 10);
    String token = token(bench, "null");

    bench.pass(Duration.ofHours(24));
    assertThat(next(bench, "listItems", "null", token).errors()).isEmpty();
    bench.pass(Duration.ofMillis(1));
    assertThat(next(bench, "listItems", "null", token).error()).isEqualTo(BAD_TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAA", "eyJwayI6InNlZWQtMiJ9", "null", "\u0000", "%00", "é"})
  void aForgedTokenIsAnError(String token) {
    Bench bench = items(Behavior.SAFE, 3);

    assertThat(next(bench, "listItems", "null", token).error()).isEqualTo(BAD_TOKEN);
  }

  @Test
  void aTokenOfARecordThatIsGoneGoesOn() {
    Bench bench = items(Behavior.SAFE, 10);
    Answer first = bench.run(KEY, "{listItems(limit:3){items{id} nextToken}}");
    String token = first.at("/listItems/nextToken").asString();
    for (String id : first.items("listItems", "id")) {
      bench.run(KEY, "mutation{deleteItem(input:{id:\"" + id + "\"}){id}}");
    }

    assertThat(next(bench, "listItems", "null", token).items("listItems", "id")).hasSize(7);
  }

  @Test
  void aListingOfOneKeyFindsItsRecord() {
    Bench bench = bench(builder -> builder);
    for (int i = 0; i < 5; i++) {
      bench.run(KEY, "mutation{createCode(input:{id:" + i + ",n:" + i + "}){id}}");
    }

    assertThat(bench.run(KEY, "{listCodes(id:3){items{id} nextToken}}").data())
        .isEqualTo("{'listCodes':{'items':[{'id':'3'}],'nextToken':null}}");
    assertThat(bench.run(KEY, "{listCodes(id:3,sortDirection:DESC){items{id}}}").data())
        .isEqualTo("{'listCodes':{'items':[{'id':'3'}]}}");
    assertThat(bench.run(KEY, "{listCodes(id:3,filter:{n:{ne:3}}){items{id}}}").data())
        .isEqualTo("{'listCodes':{'items':[]}}");
    assertThat(bench.run(KEY, "{listCodes(id:404){items{id}}}").data())
        .isEqualTo("{'listCodes':{'items':[]}}");
    assertThat(bench.run(ALICE, "{listCodes(id:3){items{id}}}").data())
        .isEqualTo("{'listCodes':{'items':[]}}");
    assertThat(bench.run(KEY, "{listCodes(id:null){items{id}}}").items("listCodes", "id"))
        .hasSize(5);
    assertThat(bench.run(KEY, "{listCodes(id:\"\"){items{id}}}").error())
        .startsWith("DynamoDB:DynamoDbException at listCodes");
  }

  @Test
  void keyArgumentsAreJudgedBeforeRules() {
    Bench bench = bench(builder -> builder);
    String message =
        "InvalidArgumentsError at listCodes: When providing argument 'sortDirection' you must also"
            + " provide argument 'id'.";

    assertThat(bench.run(KEY, "{listCodes(sortDirection:DESC){items{id}}}").error())
        .isEqualTo(message);
    assertThat(
            bench.run(Callers.user("nobody"), "{listCodes(sortDirection:ASC){items{id}}}").error())
        .isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{n:{between:[5]}} | DynamoDB:DynamoDbException at listItems: Invalid filter on 'n': between expects exactly two elements.",
        "{n:{lt:null}}     | DynamoDB:DynamoDbException at listItems: Invalid filter on 'n': lt does not take null.",
      })
  void aBadFilterIsAnErrorOfItsField(String filter, String message) {
    Bench bench = items(Behavior.SAFE, 3);

    assertThat(bench.run(KEY, "{listItems(filter:" + filter + "){items{id}}}").error())
        .isEqualTo(message);
  }

  @Test
  void filtersHaveABound() {
    Bench bench = items(Behavior.SAFE, 3);
    List<Map<String, Object>> many =
        IntStream.range(0, 251)
            .<Map<String, Object>>mapToObj(i -> Map.of("n", Map.of("ne", i)))
            .toList();
    Map<String, Object> deep = Map.of();
    for (int i = 0; i < 20; i++) {
      deep = Map.of("not", deep);
    }
    String query = "query($f:ModelItemFilterInput){listItems(filter:$f){items{id}}}";

    assertThat(bench.run(KEY, query, Map.of("f", Map.of("and", many.subList(0, 250)))).errors())
        .isEmpty();
    assertThat(bench.run(KEY, query, Map.of("f", Map.of("and", many))).error())
        .isEqualTo(
            "Unrecognized Filter at listItems: Unable to process the filter expression: more than 250 conditions");
    assertThat(bench.run(KEY, query, Map.of("f", deep)).error())
        .isEqualTo(
            "Unrecognized Filter at listItems: Unable to process the filter expression: more than 20 levels");
  }

  private Bench items(Behavior behavior, int count) {
    Bench bench = bench(builder -> builder.behavior(behavior));
    fill(bench, count);
    return bench;
  }

  private Bench bench(java.util.function.UnaryOperator<dev.pergola.PergolaBuilder> settings) {
    Bench bench = new Bench(SCHEMA, settings);
    benches.add(bench);
    return bench;
  }

  private static void fill(Bench bench, int count) {
    for (int from = 0; from < count; from += 50) {
      String creates =
          IntStream.range(from, Math.min(count, from + 50))
              .mapToObj(i -> "i%d:createItem(input:{id:%d,n:%d}){id}".formatted(i, i, i))
              .collect(Collectors.joining(" ", "mutation{", "}"));
      assertThat(bench.run(KEY, creates).errors()).isEmpty();
    }
  }

  private static String token(Bench bench, String filter) {
    return bench
        .run(KEY, "{listItems(limit:3,filter:" + filter + "){nextToken}}")
        .at("/listItems/nextToken")
        .asString();
  }

  private static Answer next(Bench bench, String listing, String filter, String token) {
    return bench.run(
        KEY,
        "query($t:String){%s(filter:%s,nextToken:$t){items{id}}}".formatted(listing, filter),
        Map.of("t", token));
  }

  private static List<Page> pages(Bench bench, String listing, @Nullable String filter, int limit) {
    String query =
        "query($t:String){%s(limit:%d,filter:%s,nextToken:$t){items{id} nextToken}}"
            .formatted(listing, limit, filter);
    List<Page> pages = new ArrayList<>();
    String token = null;
    do {
      Map<String, @Nullable Object> variables = new HashMap<>();
      variables.put("t", token);
      Answer answer = bench.run(KEY, query, variables);
      assertThat(answer.errors()).isEmpty();
      token = answer.at("/" + listing + "/nextToken").stringValueOpt().orElse(null);
      pages.add(new Page(answer.items(listing, "id"), token));
    } while (token != null && pages.size() < 1_000);
    return pages;
  }

  private record Page(List<String> ids, @Nullable String token) {}
}
