package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.ADMIN;
import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.conformance.engine.Callers.BOB;
import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.READ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.PergolaBuilder;
import dev.pergola.auth.AuthorizationDecision;
import dev.pergola.dsl.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who is told of decisions: a developer in the answer, and the host's listener. */
class DecisionsToldTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Employee")
              .field("name", a.string())
              .field("ssn", a.string().authorization(allow.owner(), allow.group("Admins").to(READ)))
              .authorization(allow.owner(), allow.authenticated().to(READ)),
          a.query("ping")
              .returns(a.string())
              .handler(a.handler.function(call -> "pong"))
              .authorization(allow.group("Admins")));

  private static final String CREATE =
      "mutation{createEmployee(input:{id:1,name:\"A\",ssn:\"secret\"}){id}}";

  @Test
  void anAnswerExplainsNothingUnlessTold() {
    try (Bench bench = new Bench(SCHEMA)) {
      bench.run(ALICE, CREATE);

      for (String query : List.of("{getEmployee(id:1){ssn}}", "{ping}", "{nonsense}")) {
        Answer answer = bench.run(BOB, query);
        assertThat(answer.response().toMap()).doesNotContainKey("extensions");
        assertThat(answer.json().has("extensions")).isFalse();
      }
    }
  }

  @Test
  void anExplanationNamesRulesClaimsAndFieldsAndNoValues() {
    try (Bench bench = bench(builder -> builder.explainAuthorization(true))) {
      bench.run(ALICE, CREATE);

      Answer answer = bench.run(BOB, "{getEmployee(id:1){name ssn}}");

      assertThat(explained(answer))
          .containsExactly(
              "get Employee for userPools: allowed, as a rule matches"
                  + " [ownerDefinedIn owner (claim sub::username with field owner): matches some records]"
                  + " [authenticated: matches]"
                  + " [group Admins (claim cognito:groups with [Admins]): does not match: the caller is in no such group]",
              "read Employee.name for userPools: allowed, as it has no check of its own",
              "read Employee.ssn for userPools: allowed where a rule matches the record, as a rule matches"
                  + " [ownerDefinedIn owner (claim sub::username with field owner): matches some records]"
                  + " [group Admins (claim cognito:groups with [Admins]): does not match: the caller is in no such group]");
      assertThat(answer.dataBesideErrors()).isEqualTo("{'getEmployee':{'name':'A','ssn':null}}");
      assertThat(answer.json().get("extensions").toString()).doesNotContain("secret", "sub-bob");
    }
  }

  @Test
  void aRefusalIsExplained() {
    try (Bench bench = bench(builder -> builder.explainAuthorization(true))) {
      assertThat(explained(bench.run(KEY, "{listEmployees{items{name}}}")))
          .singleElement()
          .asString()
          .startsWith("list Employee for apiKey: denied, as no rule is for callers of this mode")
          .contains("[authenticated: not tried: it is for callers of mode userPools]");
      assertThat(explained(bench.run(BOB, "{ping}")))
          .containsExactly(
              "query ping for userPools: denied, as no rule matches"
                  + " [group Admins (claim cognito:groups with [Admins]): does not match: the caller is in no such group]");
      assertThat(explained(bench.run(ADMIN, "{ping}")))
          .containsExactly("query ping for admin: allowed, as the admin passes every rule");
      assertThat(explained(bench.run(BOB, "mutation{deleteEmployee(input:{id:1}){id}}")))
          .singleElement()
          .asString()
          .startsWith(
              "delete Employee for userPools: allowed where a rule matches the record, as a rule matches"
                  + " [ownerDefinedIn owner");
    }
  }

  @Test
  void aListenerHearsEachDecision() {
    List<AuthorizationDecision> heard = new CopyOnWriteArrayList<>();
    try (Bench bench = bench(builder -> builder.onDecision(heard::add))) {
      bench.run(ALICE, CREATE);
      bench.run(BOB, "{getEmployee(id:1){name ssn}}");
      bench.run(KEY, "{listEmployees{items{name}}}");
    }

    assertThat(heard)
        .extracting(AuthorizationDecision::identity)
        .containsExactly(ALICE, BOB, BOB, KEY);
    assertThat(heard)
        .extracting(DecisionsToldTest::line)
        .containsExactly(
            "create Employee ALLOWED by [ownerDefinedIn owner]",
            "get Employee ALLOWED by [ownerDefinedIn owner, authenticated]",
            "read Employee.ssn ALLOWED_WHERE by [ownerDefinedIn owner]",
            "list Employee DENIED by []");
    assertThat(heard)
        .extracting(AuthorizationDecision::allowed)
        .containsExactly(true, true, true, false);
  }

  @Test
  void aListenerThatThrowsChangesNothing() {
    try (Bench bench =
        bench(
            builder ->
                builder.onDecision(
                    decision -> {
                      throw new IllegalStateException("audit is down");
                    }))) {
      assertThat(bench.run(ALICE, CREATE).data()).isEqualTo("{'createEmployee':{'id':'1'}}");
      assertThat(bench.run(KEY, "{getEmployee(id:1){ssn}}").error()).startsWith("Unauthorized");
    }
  }

  private static Bench bench(UnaryOperator<PergolaBuilder> settings) {
    return new Bench(SCHEMA, settings);
  }

  private static String line(AuthorizationDecision heard) {
    String place = heard.field() == null ? heard.type() : heard.type() + "." + heard.field();
    return "%s %s %s by %s".formatted(heard.operation(), place, heard.outcome(), heard.rules());
  }

  /** Each entry of {@code extensions.authorization} in one line. */
  private static List<String> explained(Answer answer) {
    List<String> lines = new ArrayList<>();
    for (JsonNode entry : answer.json().get("extensions").get("authorization")) {
      StringBuilder line = new StringBuilder();
      line.append(text(entry, "operation")).append(' ').append(text(entry, "on"));
      line.append(" for ").append(text(entry, "caller"));
      line.append(": ").append(text(entry, "decision"));
      line.append(", as ").append(text(entry, "because"));
      for (JsonNode rule : entry.path("rules")) {
        line.append(" [").append(text(rule, "rule"));
        if (rule.has("compared")) {
          line.append(" (").append(text(rule, "compared")).append(')');
        }
        line.append(": ").append(text(rule, "outcome")).append(']');
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static String text(JsonNode object, String member) {
    return object.get(member).asString();
  }
}
