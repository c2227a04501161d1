package dev.pergola.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.conformance.security.TargetCallers;
import dev.pergola.conformance.security.TargetModels;
import dev.pergola.model.Behavior;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The authorization corpus: what strangers try, step by step, on fresh records each time. {@code
 * -Dconformance.authz=FILE} runs another one.
 */
class AuthzFlowsTest {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Path KEPT = Path.of("security", "authz.jsonl");

  /** What the records hold that are somebody's own. */
  private static final List<String> CONTENT = List.of("1111", "2222", "label-", "s3cret");

  static Stream<JsonNode> cases() throws IOException {
    String other = System.getProperty("conformance.authz", "");
    Path file = other.isEmpty() ? KEPT : Path.of(other);
    return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).map(MAPPER::readTree);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void holds(JsonNode flow) {
    try (Bench bench = new Bench(TargetModels.SCHEMA, Behavior.SAFE)) {
      for (TargetModels.Seed seed : TargetModels.seeds()) {
        assertThat(bench.run(TargetCallers.identity(seed.who()), seed.document()).errors())
            .isEmpty();
      }
      String before = stored(bench);
      for (JsonNode step : flow.get("steps")) {
        String expected = step.get("expect").asString();
        String caller = step.get("as").asString();
        Answer answer =
            bench.run(TargetCallers.identity(caller), TargetCallers.fill(step.get("q").asString()));
        String after = stored(bench);
        judge(expected, caller, answer, after.equals(before));
        // What was to succeed is how it is from then on.
        before = expected.equals("ok") ? after : before;
      }
    }
  }

  private static void judge(String expected, String caller, Answer answer, boolean unchanged) {
    String[] words = expected.split(":", 2);
    switch (words[0]) {
      case "ok" -> assertThat(answer.errors()).isEmpty();
      case "unchanged" -> {
        assertThat(answer.errors()).isEmpty();
        assertThat(unchanged).isTrue();
      }
      case "noContent" -> assertThat(answer.text()).doesNotContain(CONTENT);
      case "deny", "denyNoContent" -> {
        assertThat(answer.error()).startsWith("Unauthorized at ");
        assertNothing(answer);
        assertThat(unchanged).isTrue();
      }
      case "errorNoContent" -> {
        assertThat(answer.errors()).hasSize(1);
        assertNothing(answer);
        assertThat(unchanged).isTrue();
      }
      case "onlyOwn" -> {
        JsonNode items = answer.json().get("data").iterator().next().get("items");
        assertThat(items).isNotEmpty();
        items.forEach(
            item ->
                item.path("owner")
                    .asStringOpt()
                    .ifPresent(owner -> assertThat(owner).isEqualTo(caller)));
      }
      case "empty" -> {
        assertThat(answer.text()).doesNotContain(CONTENT);
        answer
            .json()
            .get("data")
            .forEach(one -> assertThat(one.isNull() || one.path("items").isEmpty()).isTrue());
      }
      case "present" -> {
        assertThat(answer.errors()).isEmpty();
        answer.json().get("data").forEach(one -> assertThat(one.isNull()).isFalse());
      }
      case "fieldNullOrDenied" -> {
        assertThat(answer.text()).doesNotContain(CONTENT);
        answer.json().get("data").forEach(one -> assertThat(one.get(words[1]).isNull()).isTrue());
      }
      // An answer that does not depend on the hidden field would do too; ours is a refusal.
      case "denyOrNeutral" -> assertThat(answer.error()).startsWith("Unauthorized at ");
      case "pathDenied" ->
          assertThat(answer.error())
              .startsWith("Unauthorized at " + words[1].replace('.', '/') + ":");
      case "lacks" -> assertThat(answer.text()).doesNotContain(words[1]);
      case "parity" -> assertThat(answer.text()).doesNotContain(CONTENT);
      default -> throw new IllegalArgumentException("Unknown word: " + expected);
    }
  }

  private static void assertNothing(Answer answer) {
    answer.json().get("data").forEach(one -> assertThat(one.isNull()).isTrue());
    assertThat(answer.text()).doesNotContain(CONTENT);
  }

  private static String stored(Bench bench) {
    return bench
        .run(
            Callers.ADMIN,
            "{listPosts(limit:1000){items{id title owner secretNote updatedAt}}"
                + " listVaults(limit:1000){items{id label pin amount owner updatedAt}}"
                + " listTeams{items{id name members}} listBlogs{items{id name}}}")
        .data();
  }
}
