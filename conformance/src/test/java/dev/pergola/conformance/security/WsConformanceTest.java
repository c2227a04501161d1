package dev.pergola.conformance.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The corpus of sockets, in Tomcat: kept, or from outside. */
class WsConformanceTest {

  private static final String FROM_OUTSIDE = "conformance.ws";
  private static final Path KEPT = Path.of("security", "ws.jsonl");

  @Test
  @DisabledIfSystemProperty(named = FROM_OUTSIDE, matches = ".+")
  void keptCasesPass() throws IOException {
    WsRun run = WsRun.of(Files.readAllLines(KEPT));
    run.print(System.out);

    assertThat(run.failed()).isEmpty();
    assertThat(run.notSupported()).isEmpty();
    assertThat(run.passed()).isNotEmpty();
  }

  @Test
  @EnabledIfSystemProperty(named = FROM_OUTSIDE, matches = ".+")
  void casesFromOutsidePass() throws IOException {
    WsRun run = WsRun.of(Files.readAllLines(given(System.getProperty(FROM_OUTSIDE))));
    run.print(System.out);

    assertThat(run.failed()).isEmpty();
    assertThat(run.passed()).isNotEmpty();
  }

  @Test
  void whatIsNotAsExpectedFails() {
    String wrong =
        """
        {"id":"wrong","connect":{"path":"/graphql/realtime","subprotocols":["graphql-ws"]},
         "steps":[{"send":{"type":"connection_init"}},{"recv":"connection_error","within":5000}],
         "expect":{"%s":%s}}
        """
            .replace("\n", "");

    WsRun run =
        WsRun.of(
            List.of(
                wrong.formatted("acked", "true"),
                wrong.formatted("outcome", "\"ok\""),
                wrong.formatted("neverContains", "[\"errorCode\"]"),
                wrong
                    .replace("connection_error", "connection_ack")
                    .formatted("acked", "false")
                    .replace("5000", "100")));

    assertThat(run.failed()).hasSize(4);
    assertThat(run.passed()).isEmpty();
  }

  /** A relative path is meant from where Maven was started: here, or one folder up. */
  private static Path given(String path) {
    Path here = Path.of(path);
    return Files.exists(here) ? here : Path.of("..").resolve(path);
  }
}
