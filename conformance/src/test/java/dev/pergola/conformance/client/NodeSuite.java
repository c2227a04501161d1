package dev.pergola.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pergola.conformance.schema.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tests of a folder, run by Node's own runner in a process beside this one. */
final class NodeSuite {

  static final String KEY = "da2-localkey0000000000000000";

  private static final Path CLIENT = Path.of("client").toAbsolutePath();
  private static final Pattern PASSED = Pattern.compile("(?m)^# pass (\\d+)$");
  private static final int MINUTES = 15;

  private final Process node;
  private final Path log;

  private NodeSuite(Process node, Path log) {
    this.node = node;
    this.log = log;
  }

  /** Skips the calling test where Node cannot run; fails it where Node has to be there. */
  static void demand(Path suite, String installed) throws IOException, InterruptedException {
    Optional<String> missing =
        Node.missing(
            suite.resolve("node_modules").resolve(installed), "conformance/" + suite.getFileName());
    if (Node.required()) {
      assertThat(missing).as("Node is required, and it cannot run").isEmpty();
    }
    assumeThat(missing).as("The suite is skipped, since Node cannot run").isEmpty();
  }

  /** Makes a user pool: its keys and the tokens of its users, in {@code keys} below a folder. */
  static void mint(Path folder) throws IOException, InterruptedException {
    run(folder, "node", CLIENT.resolve("mint.mjs").toString(), "keys");
  }

  /** What a host is to be told that serves the suites with the keys below this folder. */
  static Settings settings(Path folder, String name, Optional<Path> keystore) {
    return new Settings(
        0, folder.resolve("keys/jwks.json"), KEY, folder.resolve(name + ".json"), keystore);
  }

  /** Starts the tests against a host; their output goes to a file of this name. */
  static NodeSuite start(
      Path suite, Path folder, ClientHost host, String name, Map<String, String> environment)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "node",
                "--test",
                "--test-force-exit",
                "--test-concurrency=1",
                "--test-reporter=tap"));
    try (var tests = Files.list(suite.resolve("test"))) {
      tests.map(Path::toString).sorted().forEach(command::add);
    }
    Path log = folder.resolve(name + ".log");
    ProcessBuilder node =
        new ProcessBuilder(command)
            .directory(suite.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    node.environment().putAll(environment);
    node.environment()
        .putAll(
            Map.of(
                "ENDPOINT", host.url().toString(),
                "API_KEY", KEY,
                "OUTPUTS", folder.resolve(name + ".json").toString(),
                "TOKENS", folder.resolve("keys/tokens.json").toString()));
    return new NodeSuite(node.start(), log);
  }

  /** Waits for the end, at which as many have passed. */
  void assertPassed(int tests) throws IOException, InterruptedException {
    boolean ended = node.waitFor(MINUTES, TimeUnit.MINUTES);
    String said = Files.readString(log);
    if (!ended) {
      node.destroyForcibly();
    }
    String failed =
        said.lines().filter(line -> line.matches(" *(not ok|error:).*")).toList().toString();
    assertThat(ended).as("the suite ended in time; %s", failed).isTrue();
    assertThat(node.exitValue()).as("%s of %s", failed, log.getFileName()).isZero();
    Matcher passed = PASSED.matcher(said);
    assertThat(passed.find()).isTrue();
    assertThat(Integer.parseInt(passed.group(1))).isEqualTo(tests);
  }

  static void run(Path folder, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as("%s said: %s", command[0], said).isZero();
  }
}
