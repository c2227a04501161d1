package dev.pergola.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suite's host as a program of its own, as its README starts it. */
class ClientHostTest {

  private static final String LISTENING = "Listening on ";

  @Test
  void saysWhereItListensAndHasWrittenItsOutputsByThen(@TempDir Path folder) throws Exception {
    Path jwks = Files.writeString(folder.resolve("jwks.json"), "{\"keys\":[]}");
    Path outputs = folder.resolve("outputs.json");
    Process host =
        start(
            "--port",
            "0",
            "--jwks",
            jwks.toString(),
            "--api-key",
            NodeSuite.KEY,
            "--outputs",
            outputs.toString());
    try (BufferedReader said = host.inputReader(StandardCharsets.UTF_8)) {
      String line = said.readLine();
      while (line != null && !line.startsWith(LISTENING)) {
        line = said.readLine();
      }
      assertThat(line).isNotNull();
      String url = line.substring(LISTENING.length());

      String answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(url))
                      .header("content-type", "application/json")
                      .header("x-api-key", NodeSuite.KEY)
                      .POST(BodyPublishers.ofString("{\"query\":\"{ __typename }\"}"))
                      .build(),
                  BodyHandlers.ofString())
              .body();

      assertThat(answer).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
      assertThat(outputs)
          .content()
          .contains(url.replace("http:", "HTTP:"), NodeSuite.KEY, "\"localclient\"");
    } finally {
      host.destroyForcibly();
    }
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    Process host = start("--port", "0");
    String said = new String(host.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(host.waitFor()).isEqualTo(2);
    assertThat(said).isEqualTo("--jwks is missing.\n");
  }

  private static Process start(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ClientHost.class.getName()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder host = new ProcessBuilder(command);
    return arguments.length > 2
        ? host.redirectError(ProcessBuilder.Redirect.DISCARD).start()
        : host.start();
  }
}
