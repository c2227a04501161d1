package dev.pergola.internal.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.auth.Identity;
import dev.pergola.internal.authorize.Authorizer;
import dev.pergola.internal.json.Json;
import dev.pergola.internal.plan.Plan;
import dev.pergola.internal.plan.Todos;
import dev.pergola.model.Behavior;
import dev.pergola.model.Field;
import dev.pergola.request.DataError;
import dev.pergola.request.Limits;
import dev.pergola.storage.Row;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShaperTest {

  private static final Visibility VISIBILITY =
      new Visibility(new Authorizer(Behavior.SAFE, List.of()), Identity.admin(), Behavior.SAFE);

  private static final int MANY = 1_000;

  private static final Row FULL =
      row(
          "id",
          "1",
          "title",
          "T",
          "done",
          true,
          "stars",
          3L,
          "rating",
          2.5,
          "due",
          "2024-02-29T12:00:00.000Z",
          "state",
          "OPEN",
          "tags",
          Arrays.asList("x", null),
          "steps",
          List.of("s"),
          "extra",
          Map.of("k", 1L),
          "owner",
          "sub-1::alice");

  private static final Row BARE = row("id", "2", "title", "U", "steps", List.of());

  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of(
            "{getTodo(id:1){id title done stars rating due state tags steps extra owner}}",
            one(FULL),
            "{'getTodo':{'id':'1','title':'T','done':true,'stars':3,'rating':2.5,"
                + "'due':'2024-02-29T12:00:00.000Z','state':'OPEN','tags':['x',null],'steps':['s'],"
                + "'extra':'{\\\"k\\\":1}','owner':'alice'}}"),
        Arguments.of(
            "{getTodo(id:1){stars done tags state rating due extra owner steps}}",
            one(BARE),
            "{'getTodo':{'stars':null,'done':null,'tags':null,'state':null,'rating':null,"
                + "'due':null,'extra':null,'owner':null,'steps':[]}}"),
        Arguments.of("{x:getTodo(id:1){id}}", one(null), "{'x':null}"),
        Arguments.of(
            "{getTodo(id:1){stars tags}}",
            one(row("id", "1", "stars", null, "tags", null)),
            "{'getTodo':{'stars':null,'tags':null}}"),
        Arguments.of(
            "{getTodo(id:1){__typename a:id b:id}}",
            one(FULL),
            "{'getTodo':{'__typename':'Todo','a':'1','b':'1'}}"),
        Arguments.of("{getTodo(id:1){id @skip(if:true)}}", one(FULL), "{'getTodo':{}}"),
        Arguments.of(
            "{l:listTodos{__typename i:items{id} n:nextToken}}",
            many("token", FULL, BARE),
            "{'l':{'__typename':'ModelTodoConnection','i':[{'id':'1'},{'id':'2'}],'n':'token'}}"),
        Arguments.of(
            "{listTodos{items{id} nextToken}}",
            many(null),
            "{'listTodos':{'items':[],'nextToken':null}}"),
        Arguments.of(
            "{listTodos{a:items{id} b:items{title}}}",
            many(null, FULL),
            "{'listTodos':{'a':[{'id':'1'}],'b':[{'title':'T'}]}}"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void givesWhatWasAskedFor(String document, RootResult result, String json) {
    Shaped shaped = shape(document, result);

    assertThat(shaped.json()).isEqualTo(json.replace('\'', '"'));
    assertThat(shaped.errors()).isEmpty();
  }

  static Stream<Arguments> broken() {
    String cannot = "Cannot return null for non-nullable type: '%s' within parent 'Todo' (%s)";
    return Stream.of(
        // A null in a non-null place: the object around it is null.
        broken(
            "{getTodo(id:1){id title}}",
            one(row("id", "1", "steps", List.of())),
            "{'getTodo':null}",
            error(cannot.formatted("String", "/getTodo/title"), "getTodo", "title")),
        broken(
            "{x:getTodo(id:1){y:title}}",
            one(row("id", "1", "title", null)),
            "{'x':null}",
            error(cannot.formatted("String", "/x/y"), "x", "y")),
        broken(
            "{getTodo(id:1){steps}}",
            one(row("id", "1", "title", "T")),
            "{'getTodo':null}",
            error(cannot.formatted("String", "/getTodo/steps"), "getTodo", "steps")),
        // Only what is asked for matters.
        broken("{getTodo(id:1){id}}", one(row("id", "1")), "{'getTodo':{'id':'1'}}"),
        // One record of a page does not take the others with it.
        broken(
            "{listTodos{items{id title} nextToken}}",
            many("t", FULL, row("id", "9"), BARE),
            "{'listTodos':{'items':[{'id':'1','title':'T'},null,{'id':'2','title':'U'}],'nextToken':'t'}}",
            error(
                cannot.formatted("String", "/listTodos/items[1]/title"),
                "listTodos",
                "items",
                1,
                "title")),
        // Everything that is wrong with a record is told.
        broken(
            "{getTodo(id:1){title id steps}}",
            one(row("id", "1")),
            "{'getTodo':null}",
            error(cannot.formatted("String", "/getTodo/title"), "getTodo", "title"),
            error(cannot.formatted("String", "/getTodo/steps"), "getTodo", "steps")),
        // Elements.
        broken(
            "{getTodo(id:1){steps}}",
            one(row("id", "1", "steps", Arrays.asList("a", null, "b", null))),
            "{'getTodo':null}",
            error(cannot.formatted("String", "/getTodo/steps[1]"), "getTodo", "steps", 1),
            error(cannot.formatted("String", "/getTodo/steps[3]"), "getTodo", "steps", 3)),
        broken(
            "{getTodo(id:1){id tags}}",
            one(row("id", "1", "tags", Arrays.asList("a", List.of(), null))),
            "{'getTodo':{'id':'1','tags':['a',null,null]}}",
            error(
                "Can't serialize value (/getTodo/tags[1]) : Unable to serialize `[...]` as a valid String.",
                "getTodo",
                "tags",
                1)),
        broken(
            "{getTodo(id:1){id tags}}",
            one(row("id", "1", "tags", "not a list")),
            "{'getTodo':{'id':'1','tags':null}}",
            error(
                "Can't resolve value (/getTodo/tags) : type mismatch error, expected type LIST",
                "getTodo",
                "tags")),
        broken(
            "{getTodo(id:1){id steps}}",
            one(row("id", "1", "steps", "not a list")),
            "{'getTodo':null}",
            error(
                "Can't resolve value (/getTodo/steps) : type mismatch error, expected type LIST",
                "getTodo",
                "steps")),
        // Values that do not fit their type any more.
        broken(
            "{getTodo(id:1){stars id}}",
            one(row("id", "1", "stars", "many")),
            "{'getTodo':{'stars':null,'id':'1'}}",
            error(
                "Can't serialize value (/getTodo/stars) : Unable to serialize `many` as a valid Int.",
                "getTodo",
                "stars")),
        broken(
            "{getTodo(id:1){due}}",
            one(row("id", "1", "due", "soon")),
            "{'getTodo':{'due':null}}",
            error(
                "Can't serialize value (/getTodo/due) : Unable to serialize `soon` as a valid DateTime Object.",
                "getTodo",
                "due")),
        broken(
            "{getTodo(id:1){title}}",
            one(row("id", "1", "title", Map.of("not", "a text"))),
            "{'getTodo':null}",
            error(
                "Can't serialize value (/getTodo/title) : Unable to serialize `{...}` as a valid String.",
                "getTodo",
                "title")));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aBrokenRecordIsToldAndContained(
      String document, RootResult result, String json, List<DataError> errors) {
    Shaped shaped = shape(document, result);

    assertThat(shaped.json()).isEqualTo(json.replace('\'', '"'));
    assertThat(shaped.errors()).isEqualTo(errors);
  }

  @Test
  void aValueThatIsReadyIsTakenAsItIs() {
    DataError told = DataError.ofField("no", "Unauthorized", List.of("getTodo"), null);

    Shaped shaped = shape("{getTodo(id:1){id}}", RootResult.failed(told));

    assertThat(shaped.json()).isEqualTo("{\"getTodo\":null}");
    assertThat(shaped.errors()).containsExactly(told);
  }

  @Test
  void valuesAreCountedTypeNamesAndElementsToo() {
    String document = "{listTodos{items{__typename id steps}}}";
    RootResult rows = many(null, FULL, row("id", "2", "steps", List.of("a", "b", "c")));

    assertThat(shape(document, rows, 8).errors()).isEmpty();
    assertThatThrownBy(() -> shape(document, rows, 7))
        .isInstanceOf(ResultTooLargeException.class)
        .hasMessage("The response holds more than 7 values.");
  }

  private static Shaped shape(String document, RootResult result) {
    return shape(document, result, MANY);
  }

  /** Shaped into maps and into bytes, which have to agree. */
  private static Shaped shape(String document, RootResult result, int maxNodes) {
    Plan plan = Todos.plan(document, Map.of());
    BothSinks sinks = new BothSinks(Integer.MAX_VALUE);
    Shaper shaper =
        new Shaper(sinks, VISIBILITY, Limits.builder().maxResultNodes(maxNodes).build());
    shaper.shape(plan, List.of(result));
    String json = new String(sinks.json.toBytes(), UTF_8);
    assertThat(Json.write(sinks.map.result())).isEqualTo(json);
    return new Shaped(json, shaper.errors());
  }

  private static RootResult one(@Nullable Row row) {
    return new RootResult.OneRecord(new Records(Arrays.asList(row), Gate.OPEN, List.of()));
  }

  private static RootResult many(@Nullable String token, Row... rows) {
    // As many as any document here asks for under different aliases.
    List<Records> items = Collections.nCopies(2, new Records(List.of(rows), Gate.OPEN, List.of()));
    return new RootResult.OnePage(
        new Pages(
            new int[] {0, rows.length}, items, new @Nullable String[] {token}, Pages.NO_FAILURES));
  }

  private static Row row(@Nullable Object... namesAndValues) {
    Row.Builder row = Row.builder(Todos.MODEL.table());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Field field = Todos.MODEL.field((String) namesAndValues[i]).orElseThrow();
      row.set(field.position(), namesAndValues[i + 1]);
    }
    return row.build();
  }

  private static DataError error(String message, Object... path) {
    return DataError.ofField(message, null, List.of(path), null);
  }

  private static Arguments broken(
      String document, RootResult result, String json, DataError... errors) {
    return Arguments.of(document, result, json, List.of(errors));
  }

  private record Shaped(String json, List<DataError> errors) {}
}
