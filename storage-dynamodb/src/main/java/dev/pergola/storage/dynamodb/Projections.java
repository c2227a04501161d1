package dev.pergola.storage.dynamodb;

import dev.pergola.model.Column;
import dev.pergola.model.Index;
import dev.pergola.model.Projection;
import dev.pergola.storage.Filter;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which attributes a read asks for: the columns that are wanted, the keys, by which listings go on,
 * and what filters are judged by once more.
 */
final class Projections {

  /** An expression has 4 KB; a read of so many attributes may as well ask for all. */
  private static final int MOST = 150;

  private Projections() {}

  /**
   * A projection expression; null for all attributes. Always names a key, since of an item without
   * any of the attributes the service gives nothing.
   *
   * @param columns those that are wanted; null for all
   */
  static @Nullable String of(
      TableLayout layout,
      @Nullable Index index,
      @Nullable Set<Column> columns,
      Filter filter,
      Expression expression) {
    if (columns == null || columns.containsAll(layout.table().columns())) {
      return null;
    }
    if (index != null && index.projection().kind() != Projection.Kind.ALL) {
      // The service refuses to be asked for what an index does not hold.
      return null;
    }
    Set<String> names = new LinkedHashSet<>(layout.key().names());
    names.addAll(layout.key(index).names());
    columns.forEach(column -> names.add(column.name()));
    names.addAll(filter.columnNames());
    return names.size() > MOST
        ? null
        : names.stream().map(expression::name).collect(Collectors.joining(", "));
  }
}
