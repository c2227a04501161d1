package dev.pergola.internal.execute;

import dev.pergola.model.Field;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a table a listing reads, by its key arguments (spec: runtime A6, A9).
 *
 * @param partition the partition to read; null for the whole table
 * @param descending whether the greatest sort key comes first
 */
record ListingKey(@Nullable Object partition, boolean descending) {

  static ListingKey of(Call call) {
    Field field = call.model().keyFields().get(0);
    Object partition = Inputs.stored(field, call.argument(field.name()));
    Object direction = call.argument("sortDirection");
    if (partition == null) {
      if (direction != null) {
        throw ClientErrors.sortDirectionWithoutKey(field.name());
      }
      return new ListingKey(null, false);
    }
    Inputs.checkKeyPart(call.model(), field, partition);
    return new ListingKey(partition, "DESC".equals(direction));
  }
}
