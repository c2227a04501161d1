package dev.pergola.internal.execute;

import dev.pergola.storage.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of one selection a caller may read: for each of them what a record has to fulfil,
 * or null where it has to fulfil nothing. Immutable.
 */
final class Gate {

  /** Everything may be read. */
  static final Gate OPEN = new Gate(List.of());

  /** No record may show it. */
  static final Predicate<Row> CLOSED = row -> false;

  private final List<@Nullable Predicate<Row>> entries;

  private Gate(List<? extends @Nullable Predicate<Row>> entries) {
    this.entries = Collections.unmodifiableList(new ArrayList<>(entries));
  }

  static Gate of(List<? extends @Nullable Predicate<Row>> entries) {
    return new Gate(entries);
  }

  /** Whether this record may show this entry. */
  boolean opens(int entry, Row row) {
    if (entries.isEmpty()) {
      return true;
    }
    Predicate<Row> asked = entries.get(entry);
    return asked == null || asked.test(row);
  }

  /** Whether it depends on the record what may be read of it. */
  boolean asksRecords() {
    return entries.stream().anyMatch(asked -> asked != null && asked != CLOSED);
  }

  /** What a record has to fulfil to show this entry; null for nothing. */
  @Nullable Predicate<Row> entry(int entry) {
    return entries.isEmpty() ? null : entries.get(entry);
  }
}
