package dev.pergola.internal.execute;

import dev.pergola.storage.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The payload of an event as filters see it: its members by position; what is null is not there.
 *
 * @param names which member stands at each position
 * @param payload the members; anything else than a map has none
 */
record PayloadRow(List<String> names, @Nullable Object payload) implements Row {

  @Override
  public @Nullable Object value(int position) {
    return payload instanceof Map<?, ?> members ? members.get(names.get(position)) : null;
  }

  @Override
  public boolean has(int position) {
    return value(position) != null;
  }
}
