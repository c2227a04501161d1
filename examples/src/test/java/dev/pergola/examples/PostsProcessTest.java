package dev.pergola.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example as a process of its own: how it ends is only seen from outside. */
@Timeout(60)
class PostsProcessTest {

  @TempDir private Path folder;
  private Path errors;

  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void nameFiles() {
    errors = folder.resolve("errors.txt");
  }

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void endsCleanlyWhenToldTo() throws Exception {
    Process example = start("--port=0");
    awaitLine(example, "Listening on ");

    example.destroy();

    assertThat(example.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(errors()).isEmpty();
  }

  @Test
  void refusesABadArgumentWithItsUsage() throws Exception {
    Process example = start("--port=http");

    assertThat(example.waitFor()).isEqualTo(2);
    assertThat(errors())
        .startsWith("--port is 'http'; it must be a port from 0 to 65535.")
        .contains("--store=FILE");
  }

  @Test
  void saysWhyItDidNotStart() throws Exception {
    try (PostsBackend first = PostsBackend.start(Options.parse(List.of("--port=0"), Map.of()))) {
      Process second = start("--port=" + first.url().getPort());

      assertThat(second.waitFor()).isEqualTo(1);
      assertThat(errors()).startsWith("The example did not start: ").contains("in use");
    }
  }

  @Test
  void showsItsUsage() throws Exception {
    Process example = start("--help");

    assertThat(example.waitFor()).isZero();
    assertThat(new String(example.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(Options.USAGE);
  }

  private Process start(String... arguments) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    PostsBackend.class.getName()),
                Stream.of(arguments))
            .toList();
    // A file, since the pipe of a process that has ended can no longer be read.
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    started.add(process);
    return process;
  }

  private static void awaitLine(Process process, String start) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    while (line != null && !line.startsWith(start)) {
      line = out.readLine();
    }
    assertThat(line).as("a line that starts with '%s'", start).isNotNull();
  }

  private String errors() throws IOException {
    return Files.readString(errors);
  }
}
