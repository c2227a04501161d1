package dev.pergola.storage.memory;

import dev.pergola.storage.Loaded;
import dev.pergola.storage.RowBatch;
import dev.pergola.storage.StoreLoad;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** A load, handed to the writer call by call. */
final class OpenLoad implements StoreLoad {

  private final Writer writer;
  private final Load load;
  private final AtomicBoolean closed = new AtomicBoolean();

  OpenLoad(Writer writer, Load load) {
    this.writer = writer;
    this.load = load;
  }

  @Override
  public CompletionStage<Loaded> add(RowBatch batch) {
    return closed.get()
        ? closedLoad()
        : writer.submit(database -> new Loaded(load.add(database, batch)));
  }

  @Override
  public CompletionStage<Loaded> finish() {
    return closed.get()
        ? closedLoad()
        : writer.submit(database -> new Loaded(load.finish(database)));
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      // Should the store be closed by now, the next one on the file takes the rest out.
      var unused =
          writer
              .submit(
                  database -> {
                    load.discard(database);
                    return Boolean.TRUE;
                  })
              .exceptionally(failure -> Boolean.FALSE);
    }
  }

  private static CompletionStage<Loaded> closedLoad() {
    return CompletableFuture.failedFuture(Failures.closedLoad());
  }
}
