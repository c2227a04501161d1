package dev.pergola.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.storage.Comparison;
import dev.pergola.storage.ConditionFailedException;
import dev.pergola.storage.Filter;
import dev.pergola.storage.KeyCondition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many threads: writes to a row come one after the other, and no read shows half of one. */
interface ConcurrencyCases {

  int THREADS = 8;
  int ROUNDS = 60;

  @Test
  default void ofManyCreatesOneWins(Bench bench) throws Exception {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);

    List<List<String>> wins =
        together(
            thread ->
                () -> {
                  List<String> won = new ArrayList<>();
                  for (int i = 0; i < ROUNDS; i++) {
                    String id = "row " + i;
                    if (create(sheet, id, "thread " + thread)) {
                      won.add(id);
                    }
                  }
                  return won;
                });

    List<String> all = wins.stream().flatMap(List::stream).toList();
    assertThat(all).hasSize(ROUNDS).doesNotHaveDuplicates();
    for (int thread = 0; thread < THREADS; thread++) {
      for (String id : wins.get(thread)) {
        assertThat(sheet.get(id)).isEqualTo(Contents.of("id", id, "text", "thread " + thread));
      }
    }
  }

  @Test
  default void noIncrementIsLost(Bench bench) throws Exception {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    sheet.put("id", "1", "number", 0L);

    List<Integer> increments =
        together(
            thread ->
                () -> {
                  int done = 0;
                  while (done < ROUNDS / 4) {
                    long now = number(sheet);
                    if (setNumber(sheet, now, now + 1)) {
                      done++;
                    }
                  }
                  return done;
                });

    int sum = increments.stream().mapToInt(Integer::intValue).sum();
    assertThat(sum).isEqualTo(THREADS * (ROUNDS / 4));
    assertThat(sheet.get("1")).isEqualTo(Contents.of("id", "1", "number", (long) sum));
  }

  @Test
  default void everyThreadSeesItsOwnWritesAndThoseThatEndedBefore(Bench bench) throws Exception {
    Sheet sheet = bench.prepare(TableDraft.INDEXED);

    together(
        thread ->
            () -> {
              String owner = "owner " + thread;
              for (int i = 0; i < ROUNDS; i++) {
                String id = owner + " row " + i;
                sheet.put("id", id, "owner", owner, "rank", (long) i);

                assertThat(sheet.get(id)).isNotNull();
                assertThat(sheet.query("byOwner", KeyCondition.all(owner)).rows()).hasSize(i + 1);
                assertThat(sheet.scan().rows()).hasSizeGreaterThan(i);
              }
              return null;
            });

    assertThat(sheet.scan().rows()).hasSize(THREADS * ROUNDS);
  }

  @Test
  default void noReadShowsHalfOfAWrite(Bench bench) throws Exception {
    Sheet sheet = bench.prepare(TableDraft.INDEXED);
    sheet.put("id", "1", "owner", "a", "place", "a", "text", "a");
    AtomicBoolean done = new AtomicBoolean();

    together(
        thread ->
            () -> {
              if (thread == 0) {
                for (int i = 0; i < ROUNDS * 4; i++) {
                  String name = i % 2 == 0 ? "b" : "a";
                  Bench.await(
                      sheet.update(
                          Sheet.key("1"),
                          Filter.all(),
                          "owner",
                          name,
                          "place",
                          name,
                          "text",
                          name.repeat(100)));
                }
                done.set(true);
              }
              while (!done.get()) {
                assertWhole(Objects.requireNonNull(sheet.get("1")));
                for (String owner : List.of("a", "b")) {
                  for (Map<String, @Nullable Object> row :
                      sheet.query("byOwner", KeyCondition.all(owner)).rows()) {
                    assertWhole(row);
                    assertThat(row.get("owner")).isEqualTo(owner);
                  }
                }
              }
              return null;
            });

    assertThat(sheet.scan().rows()).hasSize(1);
  }

  private static long number(Sheet sheet) {
    Map<String, @Nullable Object> row = Objects.requireNonNull(sheet.get("1"));
    return new BigDecimal(String.valueOf(row.get("number"))).longValueExact();
  }

  private static void assertWhole(Map<String, @Nullable Object> row) {
    assertThat(row.get("place")).isEqualTo(row.get("owner"));
    assertThat(String.valueOf(row.get("text"))).startsWith(String.valueOf(row.get("owner")));
  }

  private static boolean create(Sheet sheet, String id, String text) {
    try {
      Bench.await(sheet.create(Filter.all(), "id", id, "text", text));
      return true;
    } catch (ConditionFailedException e) {
      return false;
    }
  }

  private static boolean setNumber(Sheet sheet, long from, long to) {
    Filter unchanged = new Filter.Compare(sheet.column("number"), Comparison.EQ, from);
    try {
      Bench.await(sheet.update(Sheet.key("1"), unchanged, "number", to));
      return true;
    } catch (ConditionFailedException e) {
      return false;
    }
  }

  /** Runs one task in each of the threads, all at the same time, and gives what they come to. */
  static <T> List<T> together(IntFunction<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Future<T>> futures = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        Callable<T> task = tasks.apply(thread);
        futures.add(
            threads.submit(
                () -> {
                  start.await();
                  return task.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get(60, TimeUnit.SECONDS));
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError("A thread failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
