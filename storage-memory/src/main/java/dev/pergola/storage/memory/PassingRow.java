package dev.pergola.storage.memory;

import dev.pergola.storage.Row;
import dev.pergola.storage.TextTest;
import dev.pergola.storage.TextVerdict;
import org.jspecify.annotations.Nullable;

/**
 * What a filter is asked of while a walk goes from row to row: one object for all of them, since
 * most are not kept. Seen by one thread, and by nobody after the walk.
 */
final class PassingRow implements Row {

  private final RowLayout layout;
  private byte[] bytes = {};

  PassingRow(RowLayout layout) {
    this.layout = layout;
  }

  /** The same object as another row. */
  PassingRow at(byte[] row) {
    bytes = row;
    return this;
  }

  @Override
  public @Nullable Object value(int position) {
    return layout.value(bytes, position);
  }

  @Override
  public TextVerdict testText(int position, TextTest test) {
    return layout.testText(bytes, position, test);
  }

  @Override
  public boolean has(int position) {
    return StoredRow.holds(bytes, layout.slot(position));
  }
}
