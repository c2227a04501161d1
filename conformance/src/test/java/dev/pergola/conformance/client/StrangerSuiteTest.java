package dev.pergola.conformance.client;

import dev.pergola.storage.memory.EmbeddedStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that know nothing of AppSync, as they come from npm: {@code graphql-ws} over {@code
 * graphql-transport-ws}, and {@code graphql-sse}.
 */
class StrangerSuiteTest {

  private static final Path SUITE = Path.of("stranger").toAbsolutePath();
  private static final int TESTS = 13;

  @Test
  void everyTestPasses(@TempDir Path folder) throws Exception {
    NodeSuite.demand(SUITE, "graphql-ws");
    NodeSuite.mint(folder);

    try (ClientHost host =
        ClientHost.start(
            NodeSuite.settings(folder, "stranger", Optional.empty()), EmbeddedStore.inMemory())) {
      NodeSuite.start(SUITE, folder, host, "stranger", Map.of()).assertPassed(TESTS);
    }
  }
}
