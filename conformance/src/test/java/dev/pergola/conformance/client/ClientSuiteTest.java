package dev.pergola.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pergola.conformance.schema.Node;
import dev.pergola.storage.memory.EmbeddedStore;
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
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The unmodified {@code aws-amplify} client against a backend with the default behaviour, over
 * plain HTTP and over TLS. Most of the suite is waiting, so both run side by side.
 */
class ClientSuiteTest {

  private static final Path SUITE = Path.of("client").toAbsolutePath();
  private static final String KEY = "da2-localkey0000000000000000";
  private static final Pattern PASSED = Pattern.compile("(?m)^# pass (\\d+)$");
  private static final int TESTS = 213;
  private static final int MINUTES = 15;

  @Test
  void everyTestPasses(@TempDir Path folder) throws Exception {
    Optional<String> missing =
        Node.missing(SUITE.resolve("node_modules/aws-amplify"), "conformance/client");
    if (Node.required()) {
      assertThat(missing).as("Node is required, and it cannot run").isEmpty();
    }
    assumeThat(missing).as("The client's suite is skipped, since Node cannot run").isEmpty();
    run(folder, "node", SUITE.resolve("mint.mjs").toString(), "keys");
    Path keystore = folder.resolve("tls.p12");
    Path certificate = folder.resolve("tls.pem");
    makeCertificate(folder, keystore, certificate);

    try (ClientHost plain = start(folder, "plain.json", Optional.empty());
        ClientHost secure = start(folder, "secure.json", Optional.of(keystore))) {
      Process overHttp = suite(folder, plain, "plain", Map.of());
      Process overTls =
          suite(folder, secure, "secure", Map.of("NODE_EXTRA_CA_CERTS", certificate.toString()));

      assertPassed(overHttp, folder.resolve("plain.log"));
      assertPassed(overTls, folder.resolve("secure.log"));
    }
  }

  private static ClientHost start(Path folder, String outputs, Optional<Path> keystore)
      throws IOException, LifecycleException {
    Settings settings =
        new Settings(0, folder.resolve("keys/jwks.json"), KEY, folder.resolve(outputs), keystore);
    return ClientHost.start(settings, EmbeddedStore.inMemory());
  }

  private static Process suite(
      Path folder, ClientHost host, String name, Map<String, String> environment)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "node",
                "--test",
                "--test-force-exit",
                "--test-concurrency=1",
                "--test-reporter=tap"));
    try (var tests = Files.list(SUITE.resolve("test"))) {
      tests.map(Path::toString).sorted().forEach(command::add);
    }
    ProcessBuilder node =
        new ProcessBuilder(command)
            .directory(SUITE.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    node.environment().putAll(environment);
    node.environment()
        .putAll(
            Map.of(
                "ENDPOINT", host.url().toString(),
                "API_KEY", KEY,
                "OUTPUTS", folder.resolve(name + ".json").toString(),
                "TOKENS", folder.resolve("keys/tokens.json").toString()));
    return node.start();
  }

  private static void assertPassed(Process node, Path log) throws Exception {
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
    assertThat(Integer.parseInt(passed.group(1))).isEqualTo(TESTS);
  }

  private static void makeCertificate(Path folder, Path keystore, Path certificate)
      throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> store =
        List.of("-keystore", keystore.toString(), "-storepass", "changeit", "-alias", "tls");
    List<String> generate =
        new ArrayList<>(List.of(keytool, "-genkeypair", "-keyalg", "RSA", "-keysize", "2048"));
    generate.addAll(store);
    generate.addAll(
        List.of(
            "-storetype", "PKCS12",
            "-dname", "CN=localhost",
            "-ext", "SAN=dns:localhost,ip:127.0.0.1",
            "-validity", "2"));
    run(folder, generate.toArray(String[]::new));
    List<String> export = new ArrayList<>(List.of(keytool, "-exportcert", "-rfc"));
    export.addAll(store);
    export.addAll(List.of("-file", certificate.toString()));
    run(folder, export.toArray(String[]::new));
  }

  private static void run(Path folder, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as("%s said: %s", command[0], said).isZero();
  }
}
