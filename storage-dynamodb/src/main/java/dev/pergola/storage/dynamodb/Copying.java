package dev.pergola.storage.dynamodb;

import dev.pergola.storage.Cursor;
import dev.pergola.storage.Filter;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.ScanRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Copies tables into files while the writes of this store are held. */
final class Copying {

  /** Rows of a page; the service ends one earlier, at a megabyte. */
  private static final int PAGE = 10_000;

  private final Reads reads;
  private final Gate gate;

  /**
   * A copier.
   *
   * @param reads reads that see every write that was answered
   */
  Copying(Reads reads, Gate gate) {
    this.reads = reads;
    this.gate = gate;
  }

  /** The files, by the names of the tables, copied while writes are held. */
  CompletableFuture<Map<String, Spool>> copy(List<TableLayout> layouts) {
    return gate.hold()
        .thenCompose(quiet -> copyHeld(layouts))
        .whenComplete((done, failure) -> gate.release());
  }

  /** The same for a caller that holds writes itself. */
  CompletableFuture<Map<String, Spool>> copyHeld(List<TableLayout> layouts) {
    Map<String, Spool> spools = new LinkedHashMap<>();
    List<CompletableFuture<Void>> copies = new ArrayList<>();
    try {
      for (TableLayout layout : layouts) {
        Spool spool = Spool.of(layout.table());
        spools.put(layout.table().name(), spool);
        copies.add(copy(layout, spool, null));
      }
    } catch (RuntimeException | Error failure) {
      copies.add(CompletableFuture.failedFuture(failure));
    }
    return Futures.all(copies)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                spools.values().forEach(Spool::close);
              }
            })
        .thenApply(done -> spools);
  }

  private CompletableFuture<Void> copy(TableLayout layout, Spool spool, @Nullable Cursor after) {
    PageRequest request = new PageRequest(PAGE, PAGE, after);
    return reads
        .scan(layout, new ScanRequest(layout.table(), Filter.all(), request))
        .thenCompose(
            page -> {
              page.rows().forEach(spool::add);
              return page.next() == null
                  ? CompletableFuture.completedFuture(null)
                  : copy(layout, spool, page.next());
            });
  }
}
