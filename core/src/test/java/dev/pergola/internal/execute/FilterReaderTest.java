package dev.pergola.internal.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.plan.Todos;
import dev.pergola.model.Field;
import dev.pergola.request.Limits;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Row;
import graphql.execution.CoercedVariables;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter language (spec: runtime A8), each case as the records that it finds. */
class FilterReaderTest {

  /** Two ordinary records, one that holds a null in every field, one that lacks every field. */
  private static final List<Row> RECORDS =
      List.of(
          row(
              "id",
              "a",
              "title",
              "apple",
              "done",
              true,
              "stars",
              1L,
              "rating",
              1.5,
              "due",
              "2024-01-01T00:00:00Z",
              "state",
              "OPEN",
              "tags",
              List.of("x", "y"),
              "steps",
              List.of("one")),
          row(
              "id",
              "b",
              "title",
              "Ärger\uD83D\uDE00",
              "done",
              false,
              "stars",
              5L,
              "rating",
              5.0,
              "due",
              "2024-02-01T00:00:00Z",
              "state",
              "SHUT",
              "tags",
              List.of(),
              "steps",
              List.of()),
          row(
              "id", "n", "title", null, "done", null, "stars", null, "rating", null, "due", null,
              "state", null, "tags", null, "steps", null),
          row("id", "z"));

  private static final String ALL = "a b n z";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {title:{eq:"apple"}}                       | a
          {title:{eq:"Apple"}}                       |
          {title:{ne:"apple"}}                       | b n z
          {title:{eq:null}}                          | n
          {title:{ne:null}}                          | a b z
          {title:{lt:"b"}}                           | a
          {title:{le:"apple"}}                       | a
          {title:{gt:"apple"}}                       | b
          {title:{ge:"apple"}}                       | a b
          {title:{between:["a","b"]}}                | a
          {title:{between:["apple","apple"]}}        | a
          {title:{contains:"ppl"}}                   | a
          {title:{contains:""}}                      | a b
          {title:{notContains:"ppl"}}                | b n z
          {title:{beginsWith:"app"}}                 | a
          {title:{beginsWith:"_%"}}                  |
          {title:{attributeExists:true}}             | a b n
          {title:{attributeExists:false}}            | z
          {title:{attributeType:string}}             | a b
          {title:{attributeType:_null}}              | n
          {title:{attributeType:number}}             |
          {title:{size:{eq:5}}}                      | a
          {title:{size:{ne:5}}}                      | b
          {title:{size:{eq:6}}}                      | b
          {title:{size:{gt:5}}}                      | b
          {title:{size:{between:[5,6]}}}             | a b
          {title:{size:{ge:5,lt:6}}}                 | a
          {id:{eq:"a"}}                              | a
          {id:{eq:1}}                                |
          {id:{beginsWith:"z"}}                      | z
          {id:{size:{eq:1}}}                         | a b n z
          {stars:{eq:1}}                             | a
          {stars:{ne:1}}                             | b n z
          {stars:{lt:5}}                             | a
          {stars:{le:5}}                             | a b
          {stars:{gt:1}}                             | b
          {stars:{ge:2}}                             | b
          {stars:{between:[1,4]}}                    | a
          {stars:{eq:null}}                          | n
          {stars:{attributeExists:true}}             | a b n
          {stars:{attributeType:number}}             | a b
          {rating:{eq:5}}                            | b
          {rating:{gt:1.49999}}                      | a b
          {rating:{between:[1.5,2]}}                 | a
          {done:{eq:true}}                           | a
          {done:{ne:true}}                           | b n z
          {done:{eq:null}}                           | n
          {done:{attributeType:bool}}                | a b
          {state:{eq:OPEN}}                          | a
          {state:{ne:OPEN}}                          | b n z
          {due:{gt:"2024-01-15"}}                    | b
          {due:{beginsWith:"2024-01"}}               | a
          {tags:{contains:"x"}}                      | a
          {tags:{notContains:"x"}}                   | b n z
          {tags:{size:{eq:0}}}                       | b
          {tags:{size:{eq:2}}}                       | a
          {tags:{attributeType:list}}                | a b
          {owner:{attributeExists:false}}            | a b n z
          {extra:{eq:"x"}}                           |
          """)
  void anOperatorFindsItsRecords(String filter, @Nullable String found) {
    assertThat(find(filter)).isEqualTo(found == null ? "" : found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {stars:{ge:1,lt:5}}                                  | a
          {stars:{ge:1},title:{contains:"e"}}                  | a b
          {and:[{stars:{ge:1}},{title:{eq:"apple"}}]}          | a
          {or:[{title:{eq:"apple"}},{stars:{eq:5}}]}           | a b
          {not:{title:{eq:"apple"}}}                           | b n z
          {not:{title:{ne:"apple"}}}                           | a
          {not:{stars:{gt:1}}}                                 | a n z
          {not:{not:{title:{eq:"apple"}}}}                     | a
          {not:{or:[{title:{eq:"apple"}},{stars:{eq:5}}]}}     | n z
          {not:{and:[{stars:{ge:1}},{stars:{lt:5}}]}}          | b n z
          {and:[{or:[{id:{eq:"a"}},{id:{eq:"b"}}]},{not:{id:{eq:"a"}}}]} | b
          {or:[{and:[{id:{eq:"a"}},{id:{eq:"b"}}]},{id:{eq:"z"}}]}       | z
          {title:{eq:"apple"},or:[{id:{eq:"a"}},{id:{eq:"b"}}]}          | a
          {title:{eq:"apple"},not:{id:{eq:"a"}}}               |
          {and:{id:{eq:"a"}}}                                  | a
          """)
  void logicCombines(String filter, @Nullable String found) {
    assertThat(find(filter)).isEqualTo(found == null ? "" : found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{and:[]}",
        "{or:[]}",
        "{not:{}}",
        "{and:null}",
        "{or:null}",
        "{not:null}",
        "{and:[null,{}]}",
        "{or:[null,{}]}",
        "{or:[{},{id:{eq:\"a\"}}]}",
        "{not:{or:[{}]}}",
        "{not:{and:[{not:{}}]}}",
        "{title:{}}",
        "{title:null}",
        "{title:{size:null}}",
        "{title:{size:{}}}",
        "{title:{attributeExists:null}}",
        "{title:{attributeType:null}}",
      })
  void whatSaysNothingAsksNothing(String filter) {
    assertThat(find(filter)).isEqualTo(ALL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {stars:{between:[1]}}             | Invalid filter on 'stars': between expects exactly two elements.
          {stars:{between:[1,2,3]}}         | Invalid filter on 'stars': between expects exactly two elements.
          {stars:{between:[]}}              | Invalid filter on 'stars': between expects exactly two elements.
          {stars:{between:5}}               | Invalid filter on 'stars': between expects exactly two elements.
          {stars:{between:null}}            | Invalid filter on 'stars': between expects exactly two elements.
          {stars:{between:[2,1]}}           | Invalid filter on 'stars': between requires the lower bound first.
          {title:{between:["b","a"]}}       | Invalid filter on 'title': between requires the lower bound first.
          {stars:{between:[1,null]}}        | Invalid filter on 'stars': between does not take null.
          {title:{lt:null}}                 | Invalid filter on 'title': lt does not take null.
          {title:{beginsWith:null}}         | Invalid filter on 'title': beginsWith does not take null.
          {tags:{contains:null}}            | Invalid filter on 'tags': contains does not take null.
          {tags:{notContains:null}}         | Invalid filter on 'tags': notContains does not take null.
          {title:{size:{eq:null}}}          | Invalid filter on 'title': size.eq does not take null.
          {title:{size:{between:[2,1]}}}    | Invalid filter on 'title': between requires the lower bound first.
          {title:{size:{between:[1]}}}      | Invalid filter on 'title': between expects exactly two elements.
          """)
  void aBadOperandIsAnError(String filter, String message) {
    FieldException refused = catchThrowableOfType(FieldException.class, () -> find(filter));

    assertThat(refused.errorType()).isEqualTo("DynamoDB:DynamoDbException");
    assertThat(refused.text()).isEqualTo(message);
  }

  @Test
  void operatorsAreCounted() {
    Limits limits = Limits.builder().maxFilterConditions(3).build();

    assertThat(find("{title:{ne:\"1\"},and:[{stars:{gt:0,lt:9}}]}", limits)).isEqualTo("a b");
    FieldException refused =
        catchThrowableOfType(
            FieldException.class,
            () -> find("{title:{ne:\"1\"},and:[{stars:{gt:0,lt:9,ne:7}}]}", limits));
    assertThat(refused.errorType()).isEqualTo("Unrecognized Filter");
    assertThat(refused.text())
        .isEqualTo("Unable to process the filter expression: more than 3 conditions");
  }

  @Test
  void valuesOfOneInAreCounted() {
    Limits limits = Limits.builder().maxInValues(3).build();

    assertThat(ofEvents(Map.of("in", List.of("a", "b", "c")), limits)).isNull();
    assertThat(ofEvents(Map.of("in", List.of("a", "b", "c", "d")), limits))
        .isEqualTo("Unable to process the filter expression: more than 3 values in 'in'");
    assertThat(ofEvents(Map.of("notIn", List.of("a", "b", "c", "d")), limits))
        .isEqualTo("Unable to process the filter expression: more than 3 values in 'notIn'");
  }

  @Test
  void theFilterOfASubscriptionIsKeptAndThereforeShort() {
    String half = "x".repeat(4_096);

    assertThat(ofEvents(Map.of("eq", half, "ne", half), Limits.defaults())).isNull();
    assertThat(ofEvents(Map.of("eq", half, "ne", half + "y"), Limits.defaults()))
        .isEqualTo("Unable to process the filter expression: more than 8192 characters");
    assertThat(ofEvents(Map.of("in", List.of(half, half, "y")), Limits.defaults()))
        .isEqualTo("Unable to process the filter expression: more than 8192 characters");
    assertThat(
            FilterReader.read(
                Map.of("title", Map.of("eq", half + half + half)), Todos.MODEL, Limits.defaults()))
        .as("that of a request is forgotten")
        .isInstanceOf(Filter.Compare.class);
  }

  /** What is wrong with a filter of events. */
  private static @Nullable String ofEvents(Map<String, Object> ofTitle, Limits limits) {
    FieldException refused =
        catchThrowableOfType(
            FieldException.class,
            () -> FilterReader.readOfEvents(Map.of("title", ofTitle), Todos.MODEL, limits));
    return refused == null ? null : refused.text();
  }

  @Test
  void levelsAreCounted() {
    Limits limits = Limits.builder().maxFilterDepth(3).build();

    assertThat(find("{and:[{not:{id:{eq:\"a\"}}}]}", limits)).isEqualTo("b n z");
    FieldException refused =
        catchThrowableOfType(
            FieldException.class, () -> find("{and:[{or:[{not:{id:{eq:\"a\"}}}]}]}", limits));
    assertThat(refused.errorType()).isEqualTo("Unrecognized Filter");
    assertThat(refused.text())
        .isEqualTo("Unable to process the filter expression: more than 3 levels");
  }

  @ParameterizedTest
  @CsvSource({
    "eq,      false",
    "ne, true",
    "lt, false",
    "beginsWith, false",
    "contains, false",
    "notContains, true",
  })
  void aFieldThatNoRecordHasIsAbsent(String operator, boolean holds) {
    Predicate<Row> filter =
        FilterReader.read(Map.of("nowhere", Map.of(operator, "x")), Todos.MODEL, Limits.defaults())
            .toPredicate();

    assertThat(RECORDS).allMatch(row -> filter.test(row) == holds);
  }

  @Test
  void noArgumentAsksNothing() {
    assertThat(FilterReader.read(null, Todos.MODEL, Limits.defaults())).isEqualTo(Filter.all());
  }

  private static String find(String filter) {
    return find(filter, Limits.defaults());
  }

  /** The records that a listing with this filter finds, by their ids. */
  private static String find(String filter, Limits limits) {
    RootField.OnModel listing =
        (RootField.OnModel)
            Todos.plan("{listTodos(filter:" + filter + "){items{id}}}", Map.of()).roots().get(0);
    Object argument = listing.arguments().values(CoercedVariables.emptyVariables()).get("filter");
    Predicate<Row> predicate = FilterReader.read(argument, Todos.MODEL, limits).toPredicate();
    return RECORDS.stream()
        .filter(predicate)
        .map(row -> String.valueOf(row.value(0)))
        .collect(Collectors.joining(" "));
  }

  private static Row row(@Nullable Object... namesAndValues) {
    Row.Builder row = Row.builder(Todos.MODEL.table());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Field field = Todos.MODEL.field((String) namesAndValues[i]).orElseThrow();
      row.set(field.position(), namesAndValues[i + 1]);
    }
    return row.build();
  }
}
