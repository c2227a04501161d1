package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.Schema;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.Store;
import dev.pergola.storage.memory.EmbeddedStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many callers at once. */
class ConcurrencyTest {

  private static final int CALLERS = 8;
  private static final int EACH = 60;
  private static final Schema SCHEMA =
      a.schema(a.model("Counter").field("n", a.integer()).authorization(allow.publicApiKey()));

  @Test
  void noUpdateIsLostInMemory() {
    noUpdateIsLost(EmbeddedStore.inMemory());
  }

  @Test
  void noUpdateIsLostOnAFile(@TempDir Path directory) {
    noUpdateIsLost(EmbeddedStore.file(directory.resolve("counters")));
  }

  /** Each caller raises the counter on the condition that it is as it was read. */
  private static void noUpdateIsLost(Store store) {
    try (Bench bench = new Bench(SCHEMA, store, builder -> builder)) {
      bench.run(KEY, "mutation{createCounter(input:{id:1,n:0}){id}}");

      everybody(
          caller -> {
            for (int i = 0; i < EACH; i++) {
              raise(bench);
            }
          });

      assertThat(bench.run(KEY, "{getCounter(id:1){n}}").at("/getCounter/n").asInt())
          .isEqualTo(CALLERS * EACH);
    }
  }

  @Test
  void everyRequestGetsItsOwnAnswer() {
    try (Bench bench = new Bench(SCHEMA)) {
      Set<String> ids = new HashSet<>();
      List<CompletableFuture<DataResponse>> all = new ArrayList<>();

      everybody(
          caller -> {
            for (int i = 0; i < EACH; i++) {
              int n = caller * EACH + i;
              String create =
                  "mutation($skip:Boolean!){x%d:createCounter(input:{id:\"c%d\",n:%d}){id n @skip(if:$skip)}}"
                      .formatted(caller, n, n);
              CompletableFuture<DataResponse> response =
                  bench
                      .backend()
                      .execute(
                          DataRequest.of(create)
                              .withVariables(java.util.Map.of("skip", i % 2 == 0)),
                          KEY);
              synchronized (all) {
                all.add(response);
              }
              String expected =
                  i % 2 == 0
                      ? "{x%d={id=c%d}}".formatted(caller, n)
                      : "{x%d={id=c%d, n=%d}}".formatted(caller, n, n);
              assertThat(response.join().data()).hasToString(expected);
            }
          });

      assertThat(all).hasSize(CALLERS * EACH);
      String token = null;
      do {
        Answer page =
            bench.run(
                KEY,
                "query($t:String){listCounters(limit:100,nextToken:$t){items{id} nextToken}}",
                token == null ? java.util.Map.of() : java.util.Map.of("t", token));
        ids.addAll(page.items("listCounters", "id"));
        token = page.at("/listCounters/nextToken").stringValueOpt().orElse(null);
      } while (token != null);
      assertThat(ids).hasSize(CALLERS * EACH);
    }
  }

  private static void raise(Bench bench) {
    boolean done = false;
    while (!done) {
      int n = bench.run(KEY, "{getCounter(id:1){n}}").at("/getCounter/n").asInt();
      Answer update =
          bench.run(
              KEY,
              "mutation{updateCounter(input:{id:1,n:%d},condition:{n:{eq:%d}}){n}}"
                  .formatted(n + 1, n));
      done = update.errors().isEmpty();
      if (!done) {
        assertThat(update.error()).contains("ConditionalCheckFailed");
      }
    }
  }

  private interface Work {
    void run(int caller);
  }

  private static void everybody(Work work) {
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      List<CompletableFuture<Void>> callers =
          IntStream.range(0, CALLERS)
              .mapToObj(caller -> CompletableFuture.runAsync(() -> work.run(caller), threads))
              .toList();
      callers.forEach(CompletableFuture::join);
    } finally {
      threads.shutdownNow();
    }
  }
}
