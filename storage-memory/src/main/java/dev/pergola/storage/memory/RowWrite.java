package dev.pergola.storage.memory;

import dev.pergola.model.Table;
import dev.pergola.storage.Change;
import dev.pergola.storage.ConditionFailedException;
import dev.pergola.storage.Row;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A write of one row, as far as it is known without the stored one. */
final class RowWrite {

  private final TableMaps maps;
  private final byte[] key;
  private final Predicate<Row> condition;
  private final Edit edit;

  RowWrite(TableMaps maps, byte[] key, Predicate<Row> condition, Edit edit) {
    this.maps = maps;
    this.key = key;
    this.condition = condition;
    this.edit = edit;
  }

  Table table() {
    return maps.table();
  }

  /**
   * Finds out what the write comes to, and changes nothing.
   *
   * @param index its place among those that are made together
   */
  Judged judge(Database database, int index) {
    StoredRow before = database.read(maps, key);
    if (!condition.test(before == null ? maps.emptyRow() : before)) {
      throw new ConditionFailedException(index, before);
    }
    StoredRow after = edit.apply(before);
    Replacement replacement =
        before == null && after == null ? null : new Replacement(maps, key, before, after);
    return new Judged(maps, replacement, new Change(before, after));
  }

  /** The row after a write, of the row before it; null stands for no row. */
  interface Edit {
    @Nullable StoredRow apply(@Nullable StoredRow before);
  }

  /** A write that may be made, and can only fail as a whole store fails. */
  record Judged(TableMaps maps, @Nullable Replacement replacement, Change change) {

    Change apply(Database database) {
      if (replacement != null) {
        database.apply(maps, replacement);
      }
      return change;
    }
  }
}
