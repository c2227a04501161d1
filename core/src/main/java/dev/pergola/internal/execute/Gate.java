package dev.pergola.internal.execute;

import dev.pergola.storage.Row;
import java.util.Arrays;
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

  /** Asked for each field of each record, and so an array. Empty where everything is open. */
  private final @Nullable Predicate<Row>[] entries;

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays know nothing of type arguments
  private Gate(List<? extends @Nullable Predicate<Row>> entries) {
    this.entries = entries.toArray(new Predicate[0]);
  }

  static Gate of(List<? extends @Nullable Predicate<Row>> entries) {
    return new Gate(entries);
  }

  /** Whether this record may show this entry. */
  boolean opens(int entry, Row row) {
    Predicate<Row> asked = entry(entry);
    return asked == null || asked.test(row);
  }

  /** Whether it depends on the record what may be read of it. */
  boolean asksRecords() {
    return Arrays.stream(entries).anyMatch(asked -> asked != null && asked != CLOSED);
  }

  /** What a record has to fulfil to show this entry; null for nothing. */
  @Nullable Predicate<Row> entry(int entry) {
    return entries.length == 0 ? null : entries[entry];
  }
}
