package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.ADMIN;
import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.conformance.engine.Callers.EDITOR;
import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.Introspection;
import dev.pergola.request.Limits;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Requests as a whole: operations, variables, introspection, the shape of errors, limits. */
class RequestTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Todo")
              .field("title", a.string().required())
              .field("stars", a.integer())
              .field("rating", a.floating())
              .field("done", a.bool())
              .field("due", a.datetime())
              .field("state", a.enumOf("OPEN", "SHUT"))
              .field("tags", a.string().array())
              .authorization(allow.publicApiKey()));

  /** What graphql-js asks for, less deprecated input values. */
  private static final String STANDARD_INTROSPECTION =
      """
      query IntrospectionQuery {
        __schema {
          queryType { name } mutationType { name } subscriptionType { name }
          types { ...FullType }
          directives { name description locations args { ...InputValue } }
        }
      }
      fragment FullType on __Type {
        kind name description
        fields(includeDeprecated: true) {
          name description args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason
        }
        inputFields { ...InputValue }
        interfaces { ...TypeRef }
        enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
        possibleTypes { ...TypeRef }
      }
      fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
      fragment TypeRef on __Type {
        kind name
        ofType { kind name ofType { kind name ofType { kind name ofType { kind name
          ofType { kind name ofType { kind name ofType { kind name } } } } } } }
      }
      """;

  private final Bench bench = new Bench(SCHEMA);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void anErrorOfAFieldHasAllMembers() {
    JsonNode error =
        bench.run(ALICE, "{\n  x: getTodo(id: 1) { id }\n}").json().get("errors").get(0);

    assertThat(error.toString())
        .isEqualTo(
            "{\"path\":[\"x\"],\"data\":null,\"errorType\":\"Unauthorized\",\"errorInfo\":null,"
                + "\"locations\":[{\"line\":2,\"column\":3,\"sourceName\":null}],"
                + "\"message\":\"Not Authorized to access getTodo on type Query\"}");
  }

  @Test
  void anErrorOfARequestHasThree() {
    Answer answer = bench.run(KEY, "{nope}");

    assertThat(answer.json().toString())
        .isEqualTo(
            "{\"data\":null,\"errors\":[{\"path\":null,"
                + "\"locations\":[{\"line\":1,\"column\":2,\"sourceName\":null}],"
                + "\"message\":\"Validation error of type FieldUndefined: Field 'nope' in type"
                + " 'Query' is undefined @ 'nope'\"}]}");
  }

  @Test
  void theOperationIsTheNamedOne() {
    DataRequest two = DataRequest.of("query A{a:__typename} query B{b:__typename}");

    assertThat(bench.run(KEY, two.withOperationName("B")).data()).isEqualTo("{'b':'Query'}");
    assertThat(bench.run(KEY, two).error())
        .isEqualTo(": Must provide operation name if query contains multiple operations.");
    assertThat(bench.run(KEY, two.withOperationName("")).error())
        .isEqualTo(": Must provide operation name if query contains multiple operations.");
    assertThat(bench.run(KEY, two.withOperationName("C")).error())
        .isEqualTo(": Unknown operation named 'C'.");
    assertThat(bench.run(KEY, DataRequest.of("{__typename}").withOperationName("C")).error())
        .isEqualTo(": Unknown operation named 'C'.");
    assertThat(bench.run(KEY, "fragment F on Todo{id}").errors()).hasSize(1);
  }

  static Stream<Arguments> badVariables() {
    String parse = ": Variable '%s' has an invalid value. Unable to parse `%s` as a valid %s.";
    return Stream.of(
        Arguments.of("n", "x", parse.formatted("n", "x", "Int")),
        Arguments.of("n", 1.5, parse.formatted("n", "1.5", "Int")),
        Arguments.of("n", 3_000_000_000L, parse.formatted("n", "3000000000", "Int")),
        Arguments.of("n", true, parse.formatted("n", "true", "Int")),
        Arguments.of("n", List.of(1, 2), parse.formatted("n", "[...]", "Int")),
        Arguments.of("n", Map.of("pin", 1), parse.formatted("n", "{...}", "Int")),
        Arguments.of("n", new BigDecimal("1e10000000"), parse.formatted("n", "1E+10000000", "Int")),
        Arguments.of("n", "x".repeat(100_000), parse.formatted("n", "x".repeat(63) + "…", "Int")),
        Arguments.of("f", "1.5", parse.formatted("f", "1.5", "Float")),
        Arguments.of("f", Double.NaN, parse.formatted("f", "NaN", "Float")),
        Arguments.of("f", new BigDecimal("1e400"), parse.formatted("f", "1E+400", "Float")),
        Arguments.of(
            "d",
            "2024-02-30T00:00:00Z",
            parse.formatted("d", "2024-02-30T00:00:00Z", "DateTime Object")),
        Arguments.of("id", Map.of("gt", ""), parse.formatted("id", "{...}", "ID")),
        Arguments.of("id", 1.5, parse.formatted("id", "1.5", "ID")),
        Arguments.of("id", null, ": Variable 'id' has coerced Null value for NonNull type 'ID!'"),
        Arguments.of(
            "b",
            "yes",
            ": Variable 'b' has an invalid value. Expected a Boolean input, but it was a 'String'"),
        Arguments.of(
            "s",
            "GONE",
            ": Variable 's' has an invalid value. Invalid input for enum 'TodoState'. No value found"
                + " for name 'GONE'"),
        Arguments.of(
            "s",
            "G".repeat(5_000),
            ": Variable 's' has an invalid value. Invalid input for enum 'TodoState'. No value found"
                + " for name '"
                + "G".repeat(64)
                + "…'"),
        Arguments.of(
            "i",
            Map.of("title", Map.of("pin", 1)),
            ": Variable 'i' has an invalid value. Expected a String input, but it was a 'Map'"),
        Arguments.of(
            "i",
            Map.of(),
            ": Variable 'i' has coerced Null value for NonNull type 'String!' (field 'title')"),
        Arguments.of(
            "i",
            Map.of("title", "t", "nope", 1),
            ": The variables input contains a field name 'nope' that is not defined for input object"
                + " type 'CreateTodoInput'"),
        Arguments.of(
            "i",
            List.of(),
            ": Variable 'i' has an invalid value. Expected type 'Map' but was 'List'. Variables for"
                + " input objects must be an instance of type 'Map'."));
  }

  @ParameterizedTest
  @MethodSource("badVariables")
  void aVariableThatDoesNotFitRefusesTheRequest(
      String name, @Nullable Object value, String message) {
    Map<String, @Nullable Object> variables =
        new HashMap<>(Map.of("id", "1", "i", Map.of("title", "first")));
    variables.put(name, value);

    Answer answer =
        bench.run(
            KEY,
            "mutation($i:CreateTodoInput!,$id:ID!,$n:Int,$f:Float,$d:AWSDateTime,$b:Boolean,$s:TodoState)"
                + "{createTodo(input:$i){id}"
                + " updateTodo(input:{id:$id,stars:$n,rating:$f,due:$d,done:$b,state:$s}){id}}",
            variables);

    assertThat(answer.error()).isEqualTo(message);
    assertThat(answer.json().get("data").isNull()).isTrue();
    assertThat(bench.run(KEY, "{listTodos{items{id}}}").data())
        .isEqualTo("{'listTodos':{'items':[]}}");
  }

  @Test
  void anArgumentThatDoesNotFitRefusesTheRequestBeforeItRuns() {
    // Valid: the default makes the variable fit; the null that is sent does not.
    String document =
        "mutation($t:String=\"d\"){a:createTodo(input:{id:1,title:\"t\"}){id}"
            + " b:createTodo(input:{title:$t}){id}}";

    Answer answer = bench.run(KEY, document, Collections.singletonMap("t", null));

    assertThat(answer.error())
        .isEqualTo(": Variable 't' has coerced Null value for NonNull type 'String!'");
    assertThat(answer.response().errors().get(0).locations())
        .containsExactly(new DataError.Location(1, document.lastIndexOf("$t") + 1));
    assertThat(answer.json().get("data").isNull()).isTrue();
    assertThat(bench.run(KEY, "{getTodo(id:1){id}}").data()).isEqualTo("{'getTodo':null}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "query($s:ID=\"1\"){getTodo(id:$s){id}}                                     | ID!",
        "mutation($s:ID=\"1\"){deleteTodo(input:{id:$s}){id}}                       | ID!",
      })
  void aNullVariableIsNamedWhereverItStands(String document, String type) {
    Answer answer = bench.run(KEY, document, Collections.singletonMap("s", null));

    assertThat(answer.error())
        .isEqualTo(": Variable 's' has coerced Null value for NonNull type '%s'".formatted(type));
    assertThat(answer.response().errors().get(0).locations())
        .containsExactly(new DataError.Location(1, document.lastIndexOf("$s") + 1));
  }

  // What a caller without generics can do.
  @SuppressWarnings({"unchecked", "rawtypes"})
  @Test
  void whatIsNoRequestIsRefusedAtOnce() {
    Map odd = Map.of(1, "x");
    DataRequest request = DataRequest.of("{__typename}");

    assertThatThrownBy(() -> DataRequest.of(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageStartingWith("The query is null");
    assertThatThrownBy(() -> request.withVariables(odd))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name is 1");
    assertThatThrownBy(() -> bench.backend().subscribe(request, (Identity) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("identity");
    assertThat(bench.run(KEY, request.withVariables(Map.of("v", List.of(odd)))).error())
        .startsWith(": A map in the variables has a key that is no string");
  }

  @Test
  void wholeNumbersFitFloatsAndOneValueFitsAList() {
    Answer answer =
        bench.run(
            KEY,
            "mutation($f:Float,$n:Int,$t:[String]){createTodo(input:{title:\"t\",rating:$f,stars:$n,tags:$t})"
                + "{rating stars tags}}",
            Map.of("f", 3, "n", 3.0, "t", "one"));

    assertThat(answer.data()).isEqualTo("{'createTodo':{'rating':3.0,'stars':3,'tags':['one']}}");
  }

  @Test
  void theStandardIntrospectionQueryIsAnswered() {
    Answer answer = bench.run(KEY, STANDARD_INTROSPECTION);

    assertThat(answer.errors()).isEmpty();
    List<String> types =
        answer
            .at("/__schema/types")
            .valueStream()
            .map(type -> type.get("name").asString())
            .toList();
    assertThat(types)
        .contains("Todo", "TodoState", "ModelTodoConnection", "CreateTodoInput", "AWSDateTime");
    assertThat(answer.at("/__schema/subscriptionType/name").asString()).isEqualTo("Subscription");
  }

  @Test
  void introspectionStandsBesideModelFields() {
    Answer answer =
        bench.run(
            KEY,
            "query($n:String!,$off:Boolean!){t:__type(name:$n){...T name @skip(if:$off) kind}"
                + " listTodos{items{id}} __typename s:__schema{queryType{name}}}"
                + " fragment T on __Type{fields{name}}",
            Map.of("n", "ModelTodoConnection", "off", true));

    assertThat(answer.data())
        .isEqualTo(
            "{'t':{'fields':[{'name':'items'},{'name':'nextToken'}],'kind':'OBJECT'},"
                + "'listTodos':{'items':[]},'__typename':'Query','s':{'queryType':{'name':'Query'}}}");
    assertThat(bench.run(KEY, "{__type(name:\"Nope\"){name}}").data()).isEqualTo("{'__type':null}");
  }

  @Test
  void introspectionMayBeClosed() {
    String refused = ": Introspection is not allowed for this caller.";
    try (Bench closed = new Bench(SCHEMA, builder -> builder.introspection(Introspection.off()));
        Bench groups =
            new Bench(
                SCHEMA, builder -> builder.introspection(Introspection.forGroups("Editors")))) {
      for (String query :
          new String[] {
            "{__schema{types{name}}}",
            "{x:__type(name:\"Todo\"){name}}",
            "{...F} fragment F on Query{__schema{types{name}}}",
            "{listTodos{items{id}} ...{__schema{types{name}}}}",
          }) {
        for (Identity caller : new Identity[] {KEY, ALICE, EDITOR}) {
          assertThat(closed.run(caller, query).error()).as(query).isEqualTo(refused);
        }
        assertThat(groups.run(KEY, query).error()).isEqualTo(refused);
        assertThat(groups.run(ALICE, query).error()).isEqualTo(refused);
        assertThat(closed.run(ADMIN, query).errors()).isEmpty();
        assertThat(groups.run(EDITOR, "{__schema{types{name}}}").errors()).isEmpty();
      }
      assertThat(closed.run(KEY, "{__typename listTodos{__typename}}").errors()).isEmpty();
    }
  }

  @Test
  void aRequestThatOnlyLeavesOutIsEmpty() {
    assertThat(bench.run(KEY, "{listTodos @skip(if:true){items{id}}}").data()).isEqualTo("{}");
  }

  @Test
  void anAnswerHasABound() {
    Limits few = Limits.builder().maxResultNodes(50).build();
    Limits small = Limits.builder().maxResponseBytes(2_000).build();
    try (Bench nodes = new Bench(SCHEMA, builder -> builder.limits(few));
        Bench bytes = new Bench(SCHEMA, builder -> builder.limits(small))) {
      String fill =
          IntStream.range(0, 60)
              .mapToObj(
                  i ->
                      "t%d:createTodo(input:{title:\"%s\"}){__typename}"
                          .formatted(i, "t".repeat(40)))
              .collect(Collectors.joining(" ", "mutation{", "}"));
      assertThat(nodes.backend().execute(DataRequest.of(fill), KEY).join().errors())
          .singleElement()
          .satisfies(
              error ->
                  assertThat(error.message()).isEqualTo("The response holds more than 50 values."));
      bytes.backend().execute(DataRequest.of(fill), KEY).join();

      byte[] json =
          bytes
              .backend()
              .execute(DataRequest.of("{listTodos{items{id title}}}"), KEY)
              .join()
              .toJson();

      assertThat(new String(json))
          .isEqualTo(
              "{\"data\":null,\"errors\":[{\"path\":null,\"data\":null,\"errorType\":\"ResponseTooLarge\","
                  + "\"errorInfo\":null,\"locations\":null,"
                  + "\"message\":\"The response is larger than 2000 bytes.\"}]}");
    }
  }

  @Test
  void manyRootFieldsAreRefusedBeforeAnyRuns() {
    String creates =
        IntStream.range(0, 101)
            .mapToObj(i -> "t%d:createTodo(input:{title:\"t\"}){id}".formatted(i))
            .collect(Collectors.joining(" ", "mutation{", "}"));

    assertThat(bench.run(KEY, creates).error())
        .isEqualTo(": The operation has more than 100 root fields.");
    assertThat(bench.run(KEY, "{listTodos{items{id}}}").data())
        .isEqualTo("{'listTodos':{'items':[]}}");
  }

  @Test
  void textThatIsNotUnicodeIsRefused() {
    assertThat(
            bench
                .run(
                    KEY,
                    "mutation($t:String!){createTodo(input:{title:$t}){id}}",
                    Map.of("t", "half \uD83D"))
                .error())
        .isEqualTo(": A string in the variables holds half a surrogate pair.");
    assertThat(bench.run(KEY, "mutation{createTodo(input:{title:\"\\uD83D\"}){id}}").errors())
        .hasSize(1);
    assertThat(bench.run(KEY, "mutation{createTodo(input:{title:\"half \uD83D\"}){id}}").errors())
        .hasSize(1);
    assertThat(bench.run(KEY, "{listTodos{items{id}}}").data())
        .isEqualTo("{'listTodos':{'items':[]}}");
  }
}
