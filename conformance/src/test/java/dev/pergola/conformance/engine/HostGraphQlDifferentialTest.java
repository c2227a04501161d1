package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.graphql.HostGraphQl;
import dev.pergola.internal.json.Json;
import dev.pergola.model.ModelType;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.Filter;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.memory.EmbeddedStore;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The two doors of a backend give the same: {@code execute}, and the engine of a host, for random
 * documents over random records, broken ones among them.
 */
class HostGraphQlDifferentialTest {

  private static final int DOCUMENTS_PER_SET = 50;
  private static final List<String> IDS = List.of("k0", "k1", "k2", "k3", "k4", "k5");

  private final EmbeddedStore store = EmbeddedStore.inMemory();
  private final Bench bench = new Bench(Things.SCHEMA, store, builder -> builder);
  private final GraphQL host = bench.backend().graphQl().builder().build();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void bothDoorsGiveTheSame() {
    int sets = Campaign.size(1_000, 100_000) / DOCUMENTS_PER_SET;
    long seed = Campaign.seed();
    int withErrors = 0;
    int withRecords = 0;
    for (long set = seed; set < seed + sets; set++) {
      Random random = new Random(set);
      replaceRecords(random);
      for (int i = 0; i < DOCUMENTS_PER_SET; i++) {
        RandomDocument document = new RandomDocument(random, IDS);
        DataResponse expected =
            bench
                .backend()
                .execute(DataRequest.of(document.text()).withVariables(document.variables()), KEY)
                .join();

        ExecutionResult given = run(document);

        String place =
            "seed %d, document %d: %s with %s"
                .formatted(set, i, document.text(), document.variables());
        assertThat(text(given.getData())).as(place).isEqualTo(text(expected.data()));
        assertThat(given.getErrors().stream().map(HostGraphQlDifferentialTest::told).toList())
            .as(place)
            .containsExactlyInAnyOrderElementsOf(
                expected.errors().stream().map(HostGraphQlDifferentialTest::told).toList());
        withErrors += expected.errors().isEmpty() ? 0 : 1;
        withRecords += text(expected.data()).contains("\":{") ? 1 : 0;
      }
    }
    // Or there would be nothing to compare.
    assertThat(withErrors).isGreaterThan(sets * DOCUMENTS_PER_SET / 10);
    assertThat(withRecords).isGreaterThan(sets * DOCUMENTS_PER_SET / 2);
  }

  private ExecutionResult run(RandomDocument document) {
    return host.execute(
        ExecutionInput.newExecutionInput(document.text())
            .variables(document.variables())
            .graphQLContext(Map.of(HostGraphQl.CALLER, KEY))
            .build());
  }

  private static String text(Object data) {
    return new String(Json.writeBytes(data), StandardCharsets.UTF_8);
  }

  private static String told(DataError error) {
    return error.path() + " " + error.message();
  }

  private static String told(GraphQLError error) {
    return error.getPath() + " " + error.getMessage();
  }

  private void replaceRecords(Random random) {
    for (ModelType model : List.of(Things.THING, Things.BAG)) {
      for (String id : IDS) {
        store
            .put(new PutRequest(model.table(), Things.row(model, id, random), Filter.all()))
            .toCompletableFuture()
            .join();
      }
    }
  }
}
