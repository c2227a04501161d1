package dev.pergola.conformance.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.pergola.conformance.report.Result;
import dev.pergola.conformance.report.Result.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The token corpus: kept, generated anew, or from outside. */
class JwtConformanceTest {

  private static final Path FOLDER = Path.of("security");
  private static final CorpusFile FILE = CorpusFile.of("jwt", "jwt.json");

  @Test
  void documentPasses() {
    FILE.assertPassed(JwtRun.of(JwtDocument.read(FILE.path())));
  }

  @Test
  @DisabledIfSystemProperty(named = "conformance.jwt", matches = ".+")
  void freshDocumentPassesWhereNodeIsInstalled() throws Exception {
    FILE.assertPassed(JwtRun.of(JwtDocument.parse(generate(), Instant.now())));
  }

  @Test
  void wrongExpectationFails() {
    JwtDocument kept = JwtDocument.read(FOLDER.resolve("jwt.json"));
    String swapped =
        kept.json()
            .toString()
            .replace("\"outcome\":\"accept\"", "\"outcome\":\"?\"")
            .replace("\"outcome\":\"reject\"", "\"outcome\":\"accept\"");

    assertThat(JwtRun.of(JwtDocument.parse(swapped, kept.written())).results())
        .extracting(Result::status)
        .containsOnly(Status.FAILED);
  }

  private static String generate() throws IOException, InterruptedException {
    Process node;
    try {
      node =
          new ProcessBuilder("node", FOLDER.resolve("gen.mjs").toString(), "jwt")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException notInstalled) {
      return abort("node is not installed");
    }
    String document = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(node.exitValue()).isZero();
    return document;
  }
}
