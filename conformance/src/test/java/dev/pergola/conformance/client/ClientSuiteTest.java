package dev.pergola.conformance.client;

import dev.pergola.storage.Store;
import dev.pergola.storage.dynamodb.LocalDynamoDb;
import dev.pergola.storage.memory.EmbeddedStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The unmodified {@code aws-amplify} client against a backend with the default behaviour: over
 * plain HTTP and over TLS, and on DynamoDB. Most of the suite is waiting, so all run side by side.
 */
class ClientSuiteTest {

  private static final Path SUITE = Path.of("client").toAbsolutePath();
  private static final int TESTS = 214;

  @Test
  void everyTestPasses(@TempDir Path folder) throws Exception {
    NodeSuite.demand(SUITE, "aws-amplify");
    NodeSuite.mint(folder);
    Path keystore = folder.resolve("tls.p12");
    Path certificate = folder.resolve("tls.pem");
    makeCertificate(folder, keystore, certificate);
    Map<String, String> trust = Map.of("NODE_EXTRA_CA_CERTS", certificate.toString());

    try (ClientHost plain = start(folder, "plain", Optional.empty(), EmbeddedStore.inMemory());
        ClientHost secure =
            start(folder, "secure", Optional.of(keystore), EmbeddedStore.inMemory());
        ClientHost dynamoDb =
            start(folder, "dynamodb", Optional.empty(), LocalDynamoDb.store("client-").build())) {
      List<NodeSuite> suites =
          List.of(
              NodeSuite.start(SUITE, folder, plain, "plain", Map.of()),
              NodeSuite.start(SUITE, folder, secure, "secure", trust),
              NodeSuite.start(SUITE, folder, dynamoDb, "dynamodb", Map.of()));

      for (NodeSuite suite : suites) {
        suite.assertPassed(TESTS);
      }
    }
  }

  private static ClientHost start(Path folder, String name, Optional<Path> keystore, Store store)
      throws Exception {
    return ClientHost.start(NodeSuite.settings(folder, name, keystore), store);
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
    NodeSuite.run(folder, generate.toArray(String[]::new));
    List<String> export = new ArrayList<>(List.of(keytool, "-exportcert", "-rfc"));
    export.addAll(store);
    export.addAll(List.of("-file", certificate.toString()));
    NodeSuite.run(folder, export.toArray(String[]::new));
  }
}
