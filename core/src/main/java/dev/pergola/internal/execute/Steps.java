package dev.pergola.internal.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
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

  /**
   * Mutations: a step starts when the one before has ended (spec: runtime A3).
   *
   * @param goOn whether the next step may start, judged by the results so far, of which there is at
   *     least one
   * @return the results of the steps that have run
   */
  public static <T> CompletableFuture<List<T>> inOrder(
      List<Supplier<CompletableFuture<T>>> steps, Predicate<List<T>> goOn) {
    List<T> results = new ArrayList<>(steps.size());
    CompletableFuture<List<T>> done = CompletableFuture.completedFuture(results);
    for (int i = 0; i < steps.size(); i++) {
      int before = i;
      Supplier<CompletableFuture<T>> step = steps.get(i);
      done =
          done.thenCompose(
              far ->
                  far.size() < before || (before > 0 && !goOn.test(far))
                      ? CompletableFuture.completedFuture(far)
                      : step.get()
                          .thenApply(
                              result -> {
                                far.add(result);
                                return far;
                              }));
    }
    return done;
  }
}
