package dev.pergola.conformance.engine;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.READ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Identity;
import dev.pergola.conformance.security.TargetModels;
import dev.pergola.dsl.Schema;
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

  private static final Schema SCHEMA =
      a.schema(
          a.model("Blog")
              .field("name", a.string().required())
              .field("author", a.string())
              .field("posts", a.hasMany("Post", "blogId"))
              .authorization(
                  allow.ownerDefinedIn("author"),
                  allow.group("Admins"),
                  allow.authenticated().to(READ)),
          a.model("Post")
              .field("title", a.string().required())
              .field("publishedAt", a.datetime())
              .field("secretNote", a.string().authorization(allow.owner()))
              .field("owner", a.string())
              .field("blogId", a.id())
              .field("blog", a.belongsTo("Blog", "blogId"))
              .field("comments", a.hasMany("Comment", "postId"))
              .secondaryIndexes(a.index("blogId").sortKeys("publishedAt"))
              .authorization(allow.owner(), allow.group("Admins"), allow.publicApiKey().to(READ)),
          a.model("Comment")
              .field("content", a.string().required())
              .field("owner", a.string())
              .field("postId", a.id())
              .field("post", a.belongsTo("Post", "postId"))
              .authorization(allow.owner(), allow.group("Admins"), allow.authenticated().to(READ)),
          a.model("Vault")
              .field("label", a.string())
              .field("pin", a.string())
              .field("amount", a.integer())
              .field("owner", a.string())
              .authorization(allow.owner()),
          TargetModels.TEAM);

  static Stream<JsonNode> cases() throws IOException {
    String other = System.getProperty("conformance.authz", "");
    Path file = other.isEmpty() ? KEPT : Path.of(other);
    return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).map(MAPPER::readTree);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void holds(JsonNode flow) {
    try (Bench bench = new Bench(SCHEMA, Behavior.SAFE)) {
      seed(bench);
      String before = stored(bench);
      for (JsonNode step : flow.get("steps")) {
        String caller = step.get("as").asString();
        String query = step.get("q").asString().replace("{OWNER:alice}", Callers.stored("alice"));
        Answer answer = bench.run(identity(caller), query);
        judge(step.get("expect").asString(), caller, answer, stored(bench).equals(before));
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
        items.forEach(item -> assertThat(item.get("owner").asString()).isEqualTo(caller));
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
      default -> throw new IllegalArgumentException("Unknown word: " + expected);
    }
  }

  private static void assertNothing(Answer answer) {
    answer.json().get("data").forEach(one -> assertThat(one.isNull()).isTrue());
    assertThat(answer.text()).doesNotContain(CONTENT);
  }

  private static Identity identity(String caller) {
    return switch (caller) {
      case "apiKey" -> Callers.KEY;
      case "admin" -> Callers.member("admin", "Admins");
      default -> Callers.user(caller);
    };
  }

  private static void seed(Bench bench) {
    make(bench, "admin", "createBlog(input:{id:\"b1\",name:\"B\"})");
    for (int i = 1; i <= 30; i++) {
      make(
          bench,
          "admin",
          "createPost(input:{id:\"seed-%d\",title:\"P\",blogId:\"b1\",owner:\"x\"})".formatted(i));
    }
    for (String who : List.of("alice", "bob")) {
      String pin = who.equals("alice") ? "1111" : "2222";
      make(
          bench,
          who,
          "createVault(input:{id:\"vault-%s\",pin:\"%s\",label:\"label-%s\",amount:7})"
              .formatted(who, pin, who));
      make(
          bench,
          who,
          "createPost(input:{id:\"post-%s\",title:\"P\",secretNote:\"s3cret\"})".formatted(who));
    }
    make(bench, "hannah", "createTeam(input:{id:\"team-hannah\",name:\"T\",members:[\"hannah\"]})");
  }

  private static void make(Bench bench, String caller, String mutation) {
    assertThat(bench.run(identity(caller), "mutation{%s{id}}".formatted(mutation)).errors())
        .isEmpty();
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
