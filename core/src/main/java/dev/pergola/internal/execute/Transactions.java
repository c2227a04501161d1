package dev.pergola.internal.execute;

import dev.pergola.internal.execute.WriteOrder.Written;
import dev.pergola.storage.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Mutations that are made together or not at all. Each is checked as it would be alone, all of them
 * before anything is written; then they are one call of the store, and each is answered and told of
 * as it would be alone.
 */
final class Transactions {

  private static final RootResult NOTHING = new RootResult.Ready(null, List.of());

  private final Mutations mutations;
  private final Failures failures;

  Transactions(Mutations mutations, Failures failures) {
    this.mutations = mutations;
    this.failures = failures;
  }

  /**
   * What the mutations come to; never fails. The reason why none was made is the result of the one
   * that it is about, and the others have none.
   *
   * @param store the store as the transaction asks it
   */
  CompletableFuture<List<RootResult>> run(List<Call> calls, Store store) {
    List<Supplier<CompletableFuture<Checked>>> checks = new ArrayList<>(calls.size());
    calls.forEach(call -> checks.add(() -> check(call)));
    return Steps.together(checks).thenCompose(checked -> commit(calls, checked, store));
  }

  private CompletableFuture<Checked> check(Call call) {
    return started(
            () -> {
              call.scope().request().checkAlive();
              RootRunner.enter(call.root(), call.scope());
              return mutations.ready(call);
            })
        .thenApply(write -> new Checked(write, NOTHING))
        .exceptionally(thrown -> new Checked(null, failures.field(call.root(), thrown)));
  }

  private CompletableFuture<List<RootResult>> commit(
      List<Call> calls, List<Checked> checked, Store store) {
    List<ReadyWrite> writes =
        checked.stream().map(Checked::write).filter(Objects::nonNull).toList();
    if (writes.size() < calls.size()) {
      return CompletableFuture.completedFuture(checked.stream().map(Checked::refusal).toList());
    }
    return started(() -> mutations.all(writes, store))
        .thenCompose(done -> answers(calls, done))
        .exceptionally(thrown -> refusals(calls, Failures.cause(thrown)));
  }

  private List<RootResult> refusals(List<Call> calls, Throwable failure) {
    List<RootResult> results = new ArrayList<>(Collections.nCopies(calls.size(), NOTHING));
    if (failure instanceof RefusedWriteException refused) {
      int number = refused.number();
      results.set(number, failures.field(calls.get(number).root(), refused.reason()));
    } else {
      results.set(0, RootResult.failed(failures.of(failure).at(null, null)));
    }
    return results;
  }

  private CompletableFuture<List<RootResult>> answers(List<Call> calls, List<Written> done) {
    List<Supplier<CompletableFuture<RootResult>>> answers = new ArrayList<>(calls.size());
    for (int i = 0; i < calls.size(); i++) {
      Call call = calls.get(i);
      Written written = done.get(i);
      answers.add(
          () ->
              started(() -> mutations.told(call, written))
                  .exceptionally(thrown -> failures.field(call.root(), thrown)));
    }
    return Steps.together(answers);
  }

  private static <T> CompletableFuture<T> started(Supplier<CompletionStage<T>> work) {
    try {
      return work.get().toCompletableFuture();
    } catch (RuntimeException | Error thrown) {
      return CompletableFuture.failedFuture(thrown);
    }
  }

  /**
   * A mutation that was checked.
   *
   * @param write what is to be written; null if it is refused
   * @param refusal why, if it is
   */
  private record Checked(@Nullable ReadyWrite write, RootResult refusal) {}
}
