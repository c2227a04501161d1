package dev.pergola.conformance.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.conformance.report.Report;
import dev.pergola.conformance.report.Result;
import dev.pergola.conformance.report.Result.Status;
import dev.pergola.transport.servlet.Container;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The corpus of sockets in each container: kept, or from outside. */
class WsConformanceTest {

  private static final CorpusFile FILE = CorpusFile.of("ws", "ws.jsonl");

  private static final Map<Container, CompletableFuture<Report>> RUNS =
      new EnumMap<>(Container.class);

  /** Most of the corpus is waiting, so that all containers go through it side by side. */
  @BeforeAll
  static void begin() {
    List<JsonNode> cases = FILE.cases();
    for (Container container : Container.values()) {
      RUNS.put(
          container,
          CompletableFuture.supplyAsync(
              () -> WsRun.of(container, cases), run -> new Thread(run, container.name()).start()));
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void casesPass(Container container) {
    FILE.assertPassed(RUNS.get(container).join());
  }

  @Test
  void theWordsThatTheKeptCasesDoNotUseAreUnderstood() {
    String open =
        """
        {"id":"%1$s","connect":{"path":"/graphql/realtime","subprotocols":["graphql-ws","header-{H64:alice}"],
          "origin":"{ORIGIN_OK}"},
         "steps":[{"send":{"type":"connection_init"}},{"recv":"connection_ack","within":5000},
          {"send":{"id":"a","type":"start","payload":{"data":"{\\"query\\":\\"subscription{onCreateVault{id label}}\\"}",
           "extensions":{"authorization":"{H:%2$s}"}}}},
          {"recv":"start_ack","id":"a","within":5000},%3$s],
         "expect":{"serverAlive":true}}
        """
            .replace("\n", "");
    String create =
        """
        {"http":{"as":"alice","query":"mutation{createVault(input:{label:\\"l\\"}){id label}}"}}""";

    Report report =
        WsRun.of(
            Container.TOMCAT,
            CorpusFile.cases(
                List.of(
                    open.formatted(
                        "pause",
                        "alice",
                        "{\"pauseRead\":300}," + create + ",{\"recv\":\"data\",\"id\":\"a\"}"),
                    open.formatted(
                        "silent",
                        "alice",
                        "{\"drop\":\"silent\"}," + create + ",{\"none\":\"data\",\"during\":300}"),
                    open.formatted("open", "alice", "{\"openOnly\":5},{\"control\":\"probe\"}"),
                    open.formatted(
                        "revoke",
                        "alice",
                        "{\"admin\":{\"revoke\":\"alice\"}},{\"recv\":\"error\",\"id\":\"a\"}"),
                    open.formatted("close", "alice", "{\"admin\":\"close\"},{\"close\":[1001]}")
                        .replace("\"serverAlive\":true", ""))));

    assertThat(report.results())
        .extracting(Result::toString)
        .allMatch(one -> one.startsWith("passed"));
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

    Report report =
        WsRun.of(
            Container.TOMCAT,
            CorpusFile.cases(
                List.of(
                    wrong.formatted("acked", "true"),
                    wrong.formatted("outcome", "\"ok\""),
                    wrong.formatted("neverContains", "[\"errorCode\"]"),
                    wrong
                        .replace("connection_error", "connection_ack")
                        .formatted("acked", "false")
                        .replace("5000", "100"))));

    assertThat(report.results()).hasSize(4).extracting(Result::status).containsOnly(Status.FAILED);
  }
}
