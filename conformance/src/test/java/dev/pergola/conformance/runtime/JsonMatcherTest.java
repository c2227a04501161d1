package dev.pergola.conformance.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.MissingNode;

class JsonMatcherTest {

  @ParameterizedTest(name = "{0} takes {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1                                   | 1
          9                                   | 9.0
          1.50                                | 1.5
          "a"                                 | "a"
          true                                | true
          null                                | null
          ""                                  | ""
          {}                                  | {"a":1}
          {"a":1}                             | {"a":1,"b":2}
          {"a":{"b":null}}                    | {"a":{"b":null,"c":1}}
          []                                  | []
          [1,"x",{"a":1}]                     | [1,"x",{"a":1,"b":2}]
          "$any"                              | null
          "$any"                              | [1]
          "$nonNull"                          | false
          "$nonNull"                          | {}
          "$uuid"                             | "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
          "$dateTime"                         | "2026-11-22T10:00:00.000Z"
          "$length:0"                         | []
          "$length:2"                         | [1,null]
          "$prefix:ab"                        | "abc"
          "$prefix:"                          | ""
          "$contains:b c"                     | "a b c"
          "$regex:(?i)TOKEN"                  | "bad token"
          "$regex:^a$"                        | "a"
          "$unknown"                          | "$unknown"
          {"$unordered":[1,2,3]}              | [3,1,2]
          {"$unordered":[{"a":1},{}]}         | [{"a":1},{"a":2}]
          {"$unordered":[{},{"a":1}]}         | [{"a":1},{"a":2}]
          {"$unordered":[1,1,2]}              | [1,2,1]
          {"$unordered":[]}                   | []
          {"$json":{"b":[1,{"c":null}]}}      | "{ \\"b\\" : [1.0, {\\"c\\":null}] }"
          {"$json":"plain"}                   | "\\"plain\\""
          {"$json":123}                       | "123"
          {"a":{"$unordered":["$any","x"]}}   | {"a":["x","y"]}
          {"$json":1,"b":2}                   | {"$json":1,"b":2}
          """)
  void takesWhatTheExpectationStandsFor(String expected, String came) {
    assertThat(JsonMatcher.match(Json.read(expected), Json.read(came), "data")).isEmpty();
  }

  @ParameterizedTest(name = "{0} refuses {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1                                   | 2
          1                                   | "1"
          "1"                                 | 1
          1                                   | true
          "a"                                 | "A"
          "a"                                 | "a "
          "a"                                 | null
          true                                | false
          false                               | null
          null                                | 0
          null                                | ""
          null                                | {}
          {}                                  | null
          {}                                  | []
          {"a":1}                             | {}
          {"a":null}                          | {}
          {"a":1}                             | {"A":1}
          {"a":1}                             | [1]
          {"a":{"b":1}}                       | {"a":{"b":2}}
          []                                  | null
          []                                  | [1]
          []                                  | {}
          [1,2]                               | [2,1]
          [1]                                 | [1,1]
          [1,1]                               | [1]
          [null]                              | []
          "$nonNull"                          | null
          "$uuid"                             | "3F2504E0-4F89-41D3-9A0C-0305E82C3301"
          "$uuid"                             | "3f2504e0-4f89-11d3-9a0c-0305e82c3301"
          "$uuid"                             | "3f2504e04f8941d39a0c0305e82c3301"
          "$uuid"                             | " 3f2504e0-4f89-41d3-9a0c-0305e82c3301"
          "$uuid"                             | null
          "$dateTime"                         | "2026-11-22T10:00:00Z"
          "$dateTime"                         | "2026-11-22T10:00:00.000+00:00"
          "$dateTime"                         | "2026-02-30T10:00:00.000Z"
          "$dateTime"                         | "2026-11-22"
          "$dateTime"                         | 1700000000000
          "$length:2"                         | [1]
          "$length:2"                         | [1,2,3]
          "$length:2"                         | "ab"
          "$length:0"                         | null
          "$length:0"                         | {}
          "$prefix:ab"                        | "xab"
          "$prefix:"                          | null
          "$prefix:1"                         | 12
          "$contains:b"                       | "aBc"
          "$contains:b"                       | ["b"]
          "$contains:"                        | null
          "$regex:^b"                         | "ab"
          "$regex:null"                       | null
          "$unknown"                          | "known"
          "$anything"                         | "x"
          "$uuid "                            | "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
          {"$unordered":[1,2]}                | [1,2,3]
          {"$unordered":[1,2,3]}              | [1,2]
          {"$unordered":[1,1,2]}              | [1,2,2]
          {"$unordered":[{"a":1},{"a":1}]}    | [{"a":1},{"a":2}]
          {"$unordered":[1]}                  | 1
          {"$unordered":[]}                   | {}
          {"$unordered":[]}                   | null
          {"$json":{"a":1}}                   | "{\\"a\\":1,\\"b\\":2}"
          {"$json":{"a":1}}                   | {"a":1}
          {"$json":[1,2]}                     | "[2,1]"
          {"$json":123}                       | "\\"123\\""
          {"$json":123}                       | 123
          {"$json":"x"}                       | "x"
          {"$json":null}                      | null
          {"$json":1}                         | "1 1"
          """)
  void refusesEverythingElse(String expected, String came) {
    assertThat(JsonMatcher.match(Json.read(expected), Json.read(came), "data")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"1", "null", "'\"$any\"'", "'{}'", "'[]'", "'{\"$unordered\":[]}'"})
  void nothingIsNoValueEvenForAny(String expected) {
    assertThat(JsonMatcher.match(Json.read(expected), MissingNode.getInstance(), "data"))
        .contains(new Mismatch("data", Json.show(Json.read(expected)), "nothing"));
  }

  @Test
  void namesThePlaceAndBothValues() {
    String expected = "{\"listPosts\":{\"items\":[{\"id\":\"1\"},{\"id\":\"2\",\"title\":\"b\"}]}}";
    String came = "{\"listPosts\":{\"items\":[{\"id\":\"1\"},{\"id\":\"2\",\"title\":null}]}}";

    assertThat(JsonMatcher.match(Json.read(expected), Json.read(came), "data"))
        .map(Mismatch::toString)
        .contains("data.listPosts.items.1.title: expected \"b\", came null");
  }

  @Test
  void namesTheExpectationThatNoElementFits() {
    assertThat(
            JsonMatcher.match(
                Json.read("{\"$unordered\":[{\"id\":\"1\"},{\"id\":\"9\"}]}"),
                Json.read("[{\"id\":\"1\"},{\"id\":\"2\"}]"),
                "data"))
        .contains(
            new Mismatch("data", "in any order {\"id\":\"9\"}", "[{\"id\":\"1\"},{\"id\":\"2\"}]"));
  }

  @ParameterizedTest
  @CsvSource({"'\"$length:x\"'", "'\"$length:\"'", "'\"$regex:(\"'", "'{\"$unordered\":1}'"})
  void aWordThatMakesNoSenseIsAFaultOfTheScenario(String expected) {
    assertThatThrownBy(
            () -> JsonMatcher.match(Json.read(expected), Json.read("[\"x\"]").get(0), "data"))
        .isInstanceOf(MalformedScenarioException.class);
  }
}
