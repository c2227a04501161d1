package dev.pergola.storage.testkit;

import dev.pergola.model.Table;
import dev.pergola.storage.PrepareRequest;
import dev.pergola.storage.Prepared;
import dev.pergola.storage.Store;
import dev.pergola.storage.StoreException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The store under examination, and what the cases do with it. */
final class Bench {

  private static final long PATIENCE_SECONDS = 60;

  private final Store store;
  private final String suffix = UUID.randomUUID().toString().substring(0, 8);

  Bench(Store store) {
    this.store = store;
  }

  Store store() {
    return store;
  }

  /** A table name that no other case uses. */
  String unique(String name) {
    return name + suffix;
  }

  /** Prepares a table, under a name of this case's own. */
  Sheet prepare(TableDraft draft) {
    Table table = draft.build(this);
    prepare(table);
    return new Sheet(store, table);
  }

  Prepared prepare(Table... tables) {
    return await(store.prepare(new PrepareRequest(List.of(tables))));
  }

  /** What the stage comes to; its failure is thrown as it is. */
  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError("The stage failed with what is not a RuntimeException", e);
    } catch (TimeoutException e) {
      throw new AssertionError("The stage was not completed in " + PATIENCE_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("The case was interrupted", e);
    }
  }

  /** The failure of a call, which must come through the stage and be a StoreException. */
  static StoreException failure(Supplier<? extends CompletionStage<?>> call) {
    CompletionStage<?> stage;
    try {
      stage = call.get();
    } catch (RuntimeException e) {
      throw new AssertionError("The store threw instead of failing the stage", e);
    }
    Object result;
    try {
      result = await(stage);
    } catch (StoreException e) {
      return e;
    }
    throw new AssertionError("The call was expected to fail, and came to " + result);
  }
}
