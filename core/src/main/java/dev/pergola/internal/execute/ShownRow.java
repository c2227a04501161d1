package dev.pergola.internal.execute;

import dev.pergola.storage.Row;
import org.jspecify.annotations.Nullable;

/**
 * A stored record as filters of subscribers see it: with the values that an answer would show; what
 * is null is not there. A value is made once, however many filters ask for it. Used by one thread.
 */
final class ShownRow implements Row {

  private final Payloads payloads;
  private final Row stored;
  private final @Nullable Object[] shown;
  private final boolean[] made;

  ShownRow(Payloads payloads, Row stored) {
    this.payloads = payloads;
    this.stored = stored;
    this.shown = new @Nullable Object[payloads.names().size()];
    this.made = new boolean[shown.length];
  }

  @Override
  public @Nullable Object value(int position) {
    if (!made[position]) {
      shown[position] = payloads.shown(position, stored);
      made[position] = true;
    }
    return shown[position];
  }

  @Override
  public boolean has(int position) {
    return stored.value(position) != null;
  }
}
