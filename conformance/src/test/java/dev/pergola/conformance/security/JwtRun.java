package dev.pergola.conformance.security;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Refusal;
import dev.pergola.auth.cognito.SettingsException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Runs the cases of one document and says what came of them. */
final class JwtRun {

  private final JwtDocument document;
  private final List<String> passed = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private final List<String> notSupported = new ArrayList<>();

  private JwtRun(JwtDocument document) {
    this.document = document;
  }

  static JwtRun of(JwtDocument document) {
    JwtRun run = new JwtRun(document);
    try (JwtBackends backends = new JwtBackends(document.jwks(), document.clock())) {
      List<JsonNode> cases = document.cases();
      // The keys are at hand and the classes loaded before anything is timed.
      backends.with(document.config()).authenticate(authorization(cases.get(0)));
      cases.forEach(one -> run.check(backends, one));
    }
    return run;
  }

  List<String> passed() {
    return passed;
  }

  List<String> failed() {
    return failed;
  }

  List<String> notSupported() {
    return notSupported;
  }

  void print(PrintStream out) {
    notSupported.forEach(line -> out.println("not supported " + line));
    failed.forEach(line -> out.println("FAILED " + line));
    out.printf(
        "jwt: %d passed, %d failed, %d not supported%n",
        passed.size(), failed.size(), notSupported.size());
  }

  private void check(JwtBackends backends, JsonNode one) {
    String id = one.path("id").asString();
    try {
      Optional<String> mismatch = mismatch(backends, one);
      if (mismatch.isEmpty()) {
        passed.add(id);
      } else {
        String line = "%s (%s): %s".formatted(id, one.path("why").asString(""), mismatch.get());
        failed.add(line.replaceAll("\\s+", " "));
      }
    } catch (NotSupportedException word) {
      notSupported.add(id + ": " + word.getMessage());
    }
  }

  private Optional<String> mismatch(JwtBackends backends, JsonNode one) {
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
