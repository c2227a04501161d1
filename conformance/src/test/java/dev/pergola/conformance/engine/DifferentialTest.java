package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.ModelType;
import dev.pergola.request.DataError;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Filter;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.memory.EmbeddedStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Plans give what the GraphQL engine gives: the same bytes of data and errors at the same places,
 * for random documents over random records, broken ones among them.
 */
class DifferentialTest {

  private static final int DOCUMENTS_PER_SET = 50;

  /** In the order of the store's keys, which is the order of a listing. */
  private static final List<String> IDS = List.of("k0", "k1", "k2", "k3", "k4", "k5");

  private final Map<ModelType, Map<String, Row>> records =
      Map.of(Things.THING, new LinkedHashMap<>(), Things.BAG, new LinkedHashMap<>());
  private final EmbeddedStore store = EmbeddedStore.inMemory();
  private final Bench bench = new Bench(Things.SCHEMA, store, builder -> builder);
  private final StockEngine stock = new StockEngine(records);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void plansGiveWhatTheEngineGives() {
    int sets = Campaign.size(2_000, 200_000) / DOCUMENTS_PER_SET;
    long seed = Campaign.seed();
    int withErrors = 0;
    int withRecords = 0;
    for (long set = seed; set < seed + sets; set++) {
      Random random = new Random(set);
      replaceRecords(random);
      for (int i = 0; i < DOCUMENTS_PER_SET; i++) {
        RandomDocument document = new RandomDocument(random, IDS);
        StockEngine.Result expected = stock.run(document);

        Answer answer = bench.run(KEY, document.text(), document.variables());

        String place =
            "seed %d, document %d: %s with %s"
                .formatted(set, i, document.text(), document.variables());
        assertThat(data(answer)).as(place).isEqualTo(expected.data());
        assertThat(answer.response().errors().stream().map(DataError::path).toList())
            .as(place)
            .isEqualTo(expected.paths());
        withErrors += expected.paths().isEmpty() ? 0 : 1;
        withRecords +=
            expected.data().contains("\":[{") || expected.data().contains("\":{") ? 1 : 0;
      }
    }
    // Or there would be nothing to compare.
    assertThat(withErrors).isGreaterThan(sets * DOCUMENTS_PER_SET / 10);
    assertThat(withRecords).isGreaterThan(sets * DOCUMENTS_PER_SET / 2);
  }

  /** The bytes of {@code data} as they were written, in their order. */
  private static String data(Answer answer) {
    String text = answer.text();
    String begin = "{\"data\":";
    assertThat(text).startsWith(begin);
    int errors = text.lastIndexOf(",\"errors\":[{\"path\"");
    return text.substring(begin.length(), errors < 0 ? text.length() - 1 : errors);
  }

  private void replaceRecords(Random random) {
    records.forEach(
        (model, rows) -> {
          rows.clear();
          for (String id : IDS) {
            if (random.nextInt(3) == 0) {
              delete(model, id);
            } else {
              rows.put(id, Things.row(model, id, random));
              put(model, rows.get(id));
            }
          }
        });
  }

  private void put(ModelType model, Row row) {
    store.put(new PutRequest(model.table(), row, Filter.all())).toCompletableFuture().join();
  }

  private void delete(ModelType model, String id) {
    store
        .delete(new DeleteRequest(model.table(), new RowKey(List.of(id)), Filter.all()))
        .toCompletableFuture()
        .join();
  }
}
