package dev.pergola.conformance.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {

  private static final String JSON =
      """
      {"models": {"Post": {"attributes": [{"type": "key", "fields": ["a", "b"]}, {"type": "auth",
        "rules": [{"allow": "owner", "operations": ["read", "create"]}, {"allow": "public"}]}]}},
       "enums": {}, "version": 1, "none": null, "same": [{"x": 1}, {"x": 1}]}
      """;

  @Test
  void namesThePathToEachValue() {
    assertThat(JsonLines.of(JSON))
        .containsExactly(
            "enums = {}",
            "models.Post.attributes[] = {fields=[\"a\", \"b\"], type=\"key\"}",
            "models.Post.attributes[] = {rules=[{allow=\"owner\", operations=[\"create\", \"read\"]}, {allow=\"public\"}], type=\"auth\"}",
            "none = null",
            "same[] x2 = {x=1}",
            "version = 1");
  }

  @Test
  void orderLeavesNoTraceWhereItSaysNothing() {
    String other =
        """
        {"version": 1, "none": null, "enums": {}, "models": {"Post": {"attributes": [
          {"rules": [{"allow": "public"}, {"operations": ["create", "read"], "allow": "owner"}],
           "type": "auth"}, {"type": "key", "fields": ["a", "b"]}]}}, "same": [{"x": 1}, {"x": 1}]}
        """;

    assertThat(JsonLines.of(other)).isEqualTo(JsonLines.of(JSON));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a\", \"b\" -> \"b\", \"a\"",
        "\"enums\": {},  -> ",
        "\"enums\": {} -> \"enums\": []",
        "\"version\": 1 -> \"version\": \"1\"",
        "null -> 0",
        "\"read\",  -> ",
        ", {\"allow\": \"public\"} -> ",
        ", {\"x\": 1} -> ",
        "\"Post\" -> \"post\""
      })
  void everyDifferenceShows(String change) {
    String[] parts = change.split(" -> ", 2);
    String other = JSON.replace(parts[0], parts[1]);

    assertThat(other).isNotEqualTo(JSON);
    assertThat(JsonLines.of(other)).isNotEqualTo(JsonLines.of(JSON));
  }
}
