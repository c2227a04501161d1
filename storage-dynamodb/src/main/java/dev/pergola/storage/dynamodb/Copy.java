package dev.pergola.storage.dynamodb;

import dev.pergola.storage.Cursor;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Page;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.StoreSnapshot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Tables as they were at one moment: DynamoDB keeps no old versions, so they have been copied. */
final class Copy implements StoreSnapshot {

  private final Map<String, Spool> spools;
  private final Consumer<Copy> closed;
  private boolean open = true;

  /**
   * A snapshot of what the files hold.
   *
   * @param closed is told once when it is given up
   */
  Copy(Map<String, Spool> spools, Consumer<Copy> closed) {
    this.spools = Map.copyOf(spools);
    this.closed = closed;
  }

  @Override
  public synchronized CompletionStage<Page> scan(ScanRequest request) {
    try {
      Spool spool = spools.get(request.table().name());
      if (!open || spool == null || !spool.table().equals(request.table())) {
        throw new StoreException(
            "The snapshot is closed, or is not of table '%s' in this form; take another one."
                .formatted(request.table().name()));
      }
      return CompletableFuture.completedFuture(page(spool, request));
    } catch (StoreException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static Page page(Spool spool, ScanRequest request) {
    PageRequest page = request.page();
    Predicate<Row> filter = request.filter().toPredicate();
    Cursor after = page.after();
    long place = after == null ? 0 : ByteBuffer.wrap(after.bytes()).getLong();
    List<Row> rows = new ArrayList<>();
    int examined = 0;
    while (true) {
      Spool.Placed placed = spool.at(place);
      if (placed == null || examined == page.maxExamined() || rows.size() == page.maxRows()) {
        byte[] behind = ByteBuffer.allocate(Long.BYTES).putLong(place).array();
        Cursor next = placed == null ? null : Cursor.of(behind);
        return new Page(rows, next, examined, Filter.all());
      }
      page.checkDeadline();
      examined++;
      place = placed.next();
      if (filter.test(placed.row())) {
        rows.add(placed.row());
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (!open) {
        return;
      }
      open = false;
    }
    spools.values().forEach(Spool::close);
    closed.accept(this);
  }
}
