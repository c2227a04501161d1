package dev.pergola.internal.execute;

import dev.pergola.storage.Row;
import org.jspecify.annotations.Nullable;

/**
 * A stored record as filters of subscribers see it: with the values that an answer would show; what
 * is null is not there.
 */
record ShownRow(Payloads payloads, Row stored) implements Row {

  @Override
  public @Nullable Object value(int position) {
    return payloads.shown(position, stored);
  }

  @Override
  public boolean has(int position) {
    return stored.value(position) != null;
  }
}
