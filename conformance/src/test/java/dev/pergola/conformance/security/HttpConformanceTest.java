package dev.pergola.conformance.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.conformance.report.Report;
import dev.pergola.conformance.report.Result;
import dev.pergola.conformance.report.Result.Status;
import dev.pergola.transport.servlet.Container;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The HTTP corpus in each container: kept, or from outside. */
class HttpConformanceTest {

  private static final CorpusFile FILE = CorpusFile.of("http", "http.jsonl");

  @ParameterizedTest
  @EnumSource(Container.class)
  void casesPass(Container container) {
    FILE.assertPassed(HttpRun.of(container, FILE.cases()));
  }

  @Test
  void whatIsNotAsExpectedFails() {
    List<String> swapped =
        new CorpusFile(Path.of("security", "http.jsonl"), false)
            .lines().stream()
                .map(line -> line.replaceAll("\"http\":\\[[0-9,]*]", "\"http\":[418]"))
                .toList();

    Report report = HttpRun.of(Container.TOMCAT, CorpusFile.cases(swapped));

    assertThat(report.count(Status.PASSED)).isZero();
    assertThat(report.count(Status.FAILED)).isEqualTo(swapped.size());
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
                    + "h".repeat(100_000)
                    + "\\r\\n\\r\\n"));

    assertThat(HttpRun.of(Container.TOMCAT, CorpusFile.cases(cases)).results())
        .extracting(Result::status)
        .containsOnly(Status.PASSED);
  }

  private static String raw(String id, String text) {
    return """
        {"id": "%s", "rawText": "%s", "expect": {"http": [400, 404, 414, 431]}}"""
        .formatted(id, text);
  }
}
