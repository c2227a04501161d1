package dev.pergola.conformance.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The HTTP corpus: kept, or from outside. */
class HttpConformanceTest {

  private static final String FROM_OUTSIDE = "conformance.http";
  private static final Path KEPT = Path.of("security", "http.jsonl");

  @Test
  @DisabledIfSystemProperty(named = FROM_OUTSIDE, matches = ".+")
  void keptCasesPass() throws IOException {
    HttpRun run = HttpRun.of(Files.readAllLines(KEPT));
    run.print(System.out);

    assertThat(run.failed()).isEmpty();
    assertThat(run.notSupported()).isEmpty();
    assertThat(run.passed()).isNotEmpty();
  }

  @Test
  @EnabledIfSystemProperty(named = FROM_OUTSIDE, matches = ".+")
  void casesFromOutsidePass() throws IOException {
    HttpRun run = HttpRun.of(Files.readAllLines(given(System.getProperty(FROM_OUTSIDE))));
    run.print(System.out);

    assertThat(run.failed()).isEmpty();
    assertThat(run.passed()).isNotEmpty();
  }

  @Test
  void whatIsNotAsExpectedFails() throws IOException {
    List<String> swapped =
        Files.readAllLines(KEPT).stream()
            .map(line -> line.replaceAll("\"http\":\\[[0-9,]*]", "\"http\":[418]"))
            .toList();

    HttpRun run = HttpRun.of(swapped);

    assertThat(run.passed()).isEmpty();
    assertThat(run.failed()).hasSameSizeAs(swapped);
  }

  @Test
  void whatIsNoHttpIsRefusedWithoutATrace() {
    List<String> cases =
        List.of(
            raw("method", "G<T /graphql HTTP/1.1\\r\\nhost: x\\r\\n\\r\\n"),
            raw("line", "\\u0000\\u0001\\r\\n\\r\\n"),
            raw("host", "POST /graphql HTTP/1.1\\r\\n\\r\\n"),
            raw("path", "POST /graphql/{{} HTTP/1.1\\r\\nhost: x\\r\\n\\r\\n"),
            raw(
                "lengths",
                "POST /graphql HTTP/1.1\\r\\nhost: x\\r\\ncontent-length: 3\\r\\n"
                    + "content-length: 4\\r\\n\\r\\nabcd"),
            raw(
                "both",
                "POST /graphql HTTP/1.1\\r\\nhost: x\\r\\nx-api-key: {API_KEY}\\r\\n"
                    + "content-type: application/json\\r\\ncontent-length: 4\\r\\n"
                    + "transfer-encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n"),
            raw(
                "header",
                "POST /graphql HTTP/1.1\\r\\nhost: x\\r\\nx: "
                    + "h".repeat(20_000)
                    + "\\r\\n\\r\\n"));

    HttpRun run = HttpRun.of(cases);

    assertThat(run.failed()).isEmpty();
    assertThat(run.passed()).hasSameSizeAs(cases);
  }

  private static String raw(String id, String text) {
    return """
        {"id": "%s", "rawText": "%s", "expect": {"http": [400, 404, 414, 431]}}"""
        .formatted(id, text);
  }

  /** A relative path is meant from where Maven was started: here, or one folder up. */
  private static Path given(String path) {
    Path here = Path.of(path);
    return Files.exists(here) ? here : Path.of("..").resolve(path);
  }
}
