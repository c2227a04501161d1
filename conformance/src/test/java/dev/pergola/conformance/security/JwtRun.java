package dev.pergola.conformance.security;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Refusal;
import dev.pergola.auth.cognito.SettingsException;
import dev.pergola.conformance.report.Report;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Runs the cases of one document. */
final class JwtRun {

  private final JwtDocument document;
  private final JwtBackends backends;

  private JwtRun(JwtDocument document, JwtBackends backends) {
    this.document = document;
    this.backends = backends;
  }

  static Report of(JwtDocument document) {
    try (JwtBackends backends = new JwtBackends(document.jwks(), document.clock())) {
      List<JsonNode> cases = document.cases();
      // The keys are at hand and the classes loaded before anything is timed.
      backends.with(document.config()).authenticate(authorization(cases.get(0)));
      return Cases.run("jwt", cases, new JwtRun(document, backends)::mismatch);
    }
  }

  private Optional<String> mismatch(JsonNode one) {
    JwtExpectation expectation = new JwtExpectation(one.path("expect"));
    JwtTarget target;
    try {
      target = backends.with(document.config(), one.path("config"));
    } catch (SettingsException unusable) {
      // There is no backend with such settings, so it takes no token.
      return expectation.mismatch(
          Authentication.refused(Refusal.DENIED, String.valueOf(unusable.getMessage())));
    }
    long start = System.nanoTime();
    Authentication answer = target.authenticate(authorization(one));
    long nanos = System.nanoTime() - start;
    return expectation
        .mismatch(answer)
        .or(() -> expectation.mismatch(nanos))
        .or(() -> expectation.mismatch(target, answer));
  }

  /** The header's values: the token, or what the case puts around it. */
  private static List<String> authorization(JsonNode one) {
    String token = one.path("token").asString("");
    JsonNode value = one.path("authorization");
    if (value.isMissingNode()) {
      return List.of(token);
    }
    List<JsonNode> values =
        value.isArray()
            ? StreamSupport.stream(value.spliterator(), false).toList()
            : List.of(value);
    return values.stream().map(text -> text.stringValue().replace("{token}", token)).toList();
  }
}
