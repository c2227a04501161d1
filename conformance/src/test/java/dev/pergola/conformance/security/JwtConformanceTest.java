package dev.pergola.conformance.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The token corpus: kept, generated anew, or from outside. */
class JwtConformanceTest {

  private static final String FROM_OUTSIDE = "conformance.jwt";
  private static final Path FOLDER = Path.of("security");

  @Test
  @DisabledIfSystemProperty(named = FROM_OUTSIDE, matches = ".+")
  void keptDocumentPasses() {
    assertPasses(JwtDocument.read(FOLDER.resolve("jwt.json")));
  }

  @Test
  @DisabledIfSystemProperty(named = FROM_OUTSIDE, matches = ".+")
  void freshDocumentPassesWhereNodeIsInstalled() throws Exception {
    assertPasses(JwtDocument.parse(generate(), Instant.now()));
  }

  @Test
  @EnabledIfSystemProperty(named = FROM_OUTSIDE, matches = ".+")
  void documentFromOutsidePasses() {
    assertPasses(JwtDocument.read(given(System.getProperty(FROM_OUTSIDE))));
  }

  @Test
  void wrongExpectationFails() {
    JwtDocument kept = JwtDocument.read(FOLDER.resolve("jwt.json"));
    String swapped =
        kept.json()
            .toString()
            .replace("\"outcome\":\"accept\"", "\"outcome\":\"?\"")
            .replace("\"outcome\":\"reject\"", "\"outcome\":\"accept\"");

    JwtRun run = JwtRun.of(JwtDocument.parse(swapped, kept.written()));

    assertThat(run.passed()).isEmpty();
    assertThat(run.failed()).hasSameSizeAs(kept.cases());
  }

  private static void assertPasses(JwtDocument document) {
    JwtRun run = JwtRun.of(document);
    run.print(System.out);

    assertThat(run.failed()).isEmpty();
    assertThat(run.passed()).isNotEmpty();
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

  /** A relative path is meant from where Maven was started: here, or one folder up. */
  private static Path given(String path) {
    Path here = Path.of(path);
    return Files.exists(here) ? here : Path.of("..").resolve(path);
  }
}
