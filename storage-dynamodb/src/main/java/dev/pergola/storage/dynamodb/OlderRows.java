package dev.pergola.storage.dynamodb;

import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.StoreException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Rows that are older than an index and hold what is no key of it. The service keeps them as they
 * are, and does not take them anew.
 */
final class OlderRows {

  private final Set<Id> ids;
  private final AtomicInteger lost = new AtomicInteger();

  private OlderRows(Set<Id> ids) {
    this.ids = ids;
  }

  static OlderRows of(List<Load.Part> tables) {
    Set<Id> ids = new HashSet<>();
    for (Load.Part part : tables) {
      Spool.Placed placed = part.spool().at(0);
      while (placed != null) {
        if (!part.layout().unfit(placed.row()).isEmpty()) {
          ids.add(Id.of(part.layout(), placed.row()));
        }
        placed = part.spool().at(placed.next());
      }
    }
    return new OlderRows(ids);
  }

  /** Whether a row is one of them, or one that takes its place. */
  boolean is(TableLayout layout, Row row) {
    return !ids.isEmpty() && ids.contains(Id.of(layout, row));
  }

  boolean isNot(TableLayout layout, Row row) {
    return !is(layout, row);
  }

  /** One is about to be put back without what makes it one. */
  void losing() {
    lost.incrementAndGet();
  }

  /** That one was there as it had been. */
  void notLosing() {
    lost.decrementAndGet();
  }

  /** What to say when some have lost something. */
  Optional<StoreException> lost() {
    return lost.get() == 0
        ? Optional.empty()
        : Optional.of(
            new StoreException(
                "%d rows that are older than an index were put back without the value that is no key of it: DynamoDB does not take it anew."
                    .formatted(lost.get())));
  }

  /** A row of a table. */
  private record Id(String table, RowKey key) {
    static Id of(TableLayout layout, Row row) {
      return new Id(layout.name(), RowKey.of(layout.table().key(), row));
    }
  }
}
