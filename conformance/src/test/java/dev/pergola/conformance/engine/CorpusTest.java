package dev.pergola.conformance.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pergola.auth.Identity;
import dev.pergola.conformance.security.TargetCallers;
import dev.pergola.request.DataResponse;
import dev.pergola.wire.HttpAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The GraphQL corpus: documents and variables that stop, blow up or deceive a GraphQL server, each
 * in process and over HTTP. {@code -Dconformance.graphql=FILE} runs another one.
 */
class CorpusTest {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Path KEPT = Path.of("security", "graphql.jsonl");
  private static final Set<String> WORDS =
      Set.of(
          "outcome",
          "http",
          "maxMs",
          "maxBytes",
          "sideEffects",
          "itemsWhere",
          "maxItems",
          "distinctIds",
          "echo",
          "mustNotContain",
          "neverContains");
  private static final List<String> NEVER =
      List.of("Exception", "at java.", "at graphql.", "org.h2", "SQLState", ".java:");

  /** The corpus names times for an idle machine. */
  private static final int SHARED_MACHINE = 5;

  private static final String OUTSIDE = System.getProperty("conformance.graphql", "");

  /** By their settings. */
  private static final Map<String, CorpusTarget> TARGETS = new HashMap<>();

  static Stream<CorpusCase> cases() throws IOException {
    Path file = OUTSIDE.isEmpty() ? KEPT : Path.of(OUTSIDE);
    return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).map(CorpusCase::of);
  }

  @BeforeAll
  static void start() {
    control(target("{}"));
  }

  @AfterAll
  static void stop() {
    TARGETS.values().forEach(CorpusTarget::close);
    TARGETS.clear();
  }

  private static CorpusTarget target(String config) {
    return TARGETS.computeIfAbsent(
        config, settings -> new CorpusTarget(CorpusSettings.of(MAPPER.readTree(settings))));
  }

  /** Cases from outside may use words that nobody here would check; ours may not. */
  private static CorpusTarget targetOf(CorpusCase one) {
    List<String> unknown = new ArrayList<>(one.expect().propertyNames());
    unknown.removeAll(WORDS);
    unknown.addAll(CorpusSettings.unknown(one.config()));
    assumeTrue(unknown.isEmpty() || OUTSIDE.isEmpty(), () -> "not supported: " + unknown);
    assertThat(unknown).isEmpty();
    return target(one.config().isMissingNode() ? "{}" : one.config().toString());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inProcess(CorpusCase one) {
    assumeTrue(one.hasMapOfVariables(), "no variables that a map could hold");
    CorpusTarget target = targetOf(one);
    Identity identity = TargetCallers.identity(one.as());
    String before = target.stored();
    long began = System.nanoTime();

    DataResponse response = target.inProcess(identity, one.inProcess());

    byte[] json = response.toJson();
    judge(target, one, json, System.nanoTime() - began, before);
    assertThat(Answer.of(response)).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void overHttp(CorpusCase one) {
    CorpusTarget target = targetOf(one);
    Identity identity = TargetCallers.identity(one.as());
    String before = target.stored();
    long began = System.nanoTime();

    HttpAnswer answer = target.overHttp(identity, one.body());

    judge(target, one, answer.body(), System.nanoTime() - began, before);
    assertThat(answer.status()).isLessThan(500);
    JsonNode statuses = one.expect().path("http");
    if (!statuses.isMissingNode()) {
      assertThat(statuses.valueStream().map(JsonNode::asInt)).contains(answer.status());
    }
  }

  private static void judge(
      CorpusTarget target, CorpusCase one, byte[] json, long nanos, String before) {
    JsonNode expect = one.expect();
    String text = new String(json, UTF_8);
    JsonNode answer = MAPPER.readTree(text);
    boolean errors = !answer.path("errors").isEmpty();
    boolean data = answer.path("data").isObject();
    switch (expect.path("outcome").asString("safe")) {
      case "ok" -> assertThat(data && !errors).as(text).isTrue();
      case "reject" -> assertThat(errors && !data).as(text).isTrue();
      case "errors" -> assertThat(errors).as(text).isTrue();
      default -> assertThat(errors || data).as(text).isTrue();
    }
    assertThat(text).doesNotContain("InternalFailure");
    // The kinds of errors may be named after exceptions; nothing else is.
    assertThat(text.replaceAll("\"(errorType|__type)\":\"[^\"]*\"", "")).doesNotContain(NEVER);
    if (expect.has("maxBytes")) {
      assertThat(json).hasSizeLessThanOrEqualTo(expect.get("maxBytes").asInt());
    }
    if (expect.has("maxMs")) {
      assertThat(TimeUnit.NANOSECONDS.toMillis(nanos))
          .isLessThanOrEqualTo(expect.get("maxMs").asLong() * SHARED_MACHINE);
    }
    if (expect.has("sideEffects")) {
      assertThat(target.stored()).isEqualTo(before);
    }
    if (expect.has("itemsWhere")) {
      checkItems(one, answer);
    }
    for (String word : List.of("mustNotContain", "neverContains")) {
      expect.path(word).forEach(never -> assertThat(text).doesNotContain(never.asString()));
    }
    List<JsonNode> lists = answer.path("data").findValues("items");
    if (expect.has("maxItems")) {
      lists.forEach(
          list -> assertThat(list.size()).isLessThanOrEqualTo(expect.get("maxItems").asInt()));
    }
    if (expect.has("distinctIds")) {
      lists.forEach(list -> assertThat(list.findValues("id")).doesNotHaveDuplicates());
    }
    if (expect.has("echo")) {
      checkEcho(one, answer);
    }
    control(target);
  }

  /** What was sent comes back: the text of the case, under the name that its path ends in. */
  private static void checkEcho(CorpusCase one, JsonNode answer) {
    String path = one.expect().get("echo").asString();
    String name = path.substring(path.lastIndexOf('.') + 1);
    List<JsonNode> sent = MAPPER.readTree(one.variables()).findValues(name);
    assertThat(sent).isNotEmpty();
    if (answer.path("errors").isEmpty()) {
      assertThat(answer.path("data").findValues(name)).isNotEmpty().allMatch(sent::contains);
    }
  }

  /** {@code body includes the text}, {@code title startsWith the text}: of variable {@code s}. */
  private static void checkItems(CorpusCase one, JsonNode answer) {
    String[] words = one.expect().get("itemsWhere").asString().split(" ");
    String operand = MAPPER.readTree(one.variables()).get("s").asString();
    assertThat(words[1]).isIn("includes", "startsWith");
    answer
        .path("data")
        .path("listPosts")
        .path("items")
        .forEach(
            item -> {
              String value = item.get(words[0]).asString();
              assertThat(
                      words[1].equals("includes")
                          ? value.contains(operand)
                          : value.startsWith(operand))
                  .as(value)
                  .isTrue();
            });
  }

  /** An ordinary request is served as ever. */
  private static void control(CorpusTarget target) {
    assertThat(
            new String(
                target
                    .overHttp(
                        Callers.KEY,
                        "{\"query\":\"{getPost(id:\\\"seed-1\\\"){id}}\"}".getBytes(UTF_8))
                    .body(),
                UTF_8))
        .isEqualTo("{\"data\":{\"getPost\":{\"id\":\"seed-1\"}}}");
  }
}
