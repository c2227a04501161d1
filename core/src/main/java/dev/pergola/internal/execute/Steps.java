package dev.pergola.internal.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The root fields of an operation, side by side or one after the other. */
public final class Steps {

  private Steps() {}

  /** Queries: every step starts at once. */
  public static <T> CompletableFuture<List<T>> together(
      List<Supplier<CompletableFuture<T>>> steps) {
    if (steps.size() == 1) {
      return steps.get(0).get().thenApply(List::of);
    }
    List<CompletableFuture<T>> all = steps.stream().map(Supplier::get).toList();
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(done -> all.stream().map(CompletableFuture::join).toList());
  }

  /** Mutations: a step starts when the one before has ended (spec: runtime A3). */
  public static <T> CompletableFuture<List<T>> inOrder(List<Supplier<CompletableFuture<T>>> steps) {
    List<T> results = new ArrayList<>(steps.size());
    CompletableFuture<List<T>> done = CompletableFuture.completedFuture(results);
    for (Supplier<CompletableFuture<T>> step : steps) {
      done =
          done.thenCompose(
              before ->
                  step.get()
                      .thenApply(
                          result -> {
                            results.add(result);
                            return results;
                          }));
    }
    return done;
  }
}
