package dev.pergola.storage.dynamodb;

import dev.pergola.model.Column;
import dev.pergola.model.Index;
import dev.pergola.model.Projection;
import dev.pergola.storage.Filter;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which attributes the reads of a table ask for: the columns that are wanted, the keys, by which
 * listings go on, and what filters are judged by once more. The same documents come again and
 * again, so what they ask for is kept. Safe to share.
 */
final class Projections {

  /** An expression has 4 KB; a read of so many attributes may as well ask for all. */
  private static final int MOST = 150;

  /** There are many ways to choose columns; those beyond are put into words with each read. */
  private static final int MOST_KEPT = 256;

  private final TableLayout layout;
  private final Map<Wanted, Projected> kept = new ConcurrentHashMap<>();

  Projections(TableLayout layout) {
    this.layout = layout;
  }

  /** What a read of the table itself asks for that judges nothing by a filter. */
  Projected of(@Nullable Set<Column> columns) {
    return of(null, columns, Filter.all());
  }

  /**
   * What a listing asks for. Always names a key, since of an item without any of the attributes the
   * service gives nothing.
   *
   * @param columns those that are wanted; null for all
   */
  Projected of(@Nullable Index index, @Nullable Set<Column> columns, Filter filter) {
    if (columns == null) {
      return Projected.ALL;
    }
    Wanted wanted = new Wanted(index == null ? null : index.name(), columns, filter.columnNames());
    Projected known = kept.get(wanted);
    if (known != null) {
      return known;
    }
    Projected made = make(index, columns, wanted.judged());
    if (kept.size() < MOST_KEPT) {
      kept.put(wanted, made);
    }
    return made;
  }

  private Projected make(@Nullable Index index, Set<Column> columns, Set<String> judged) {
    if (columns.containsAll(layout.table().columns())) {
      return Projected.ALL;
    }
    if (index != null && index.projection().kind() != Projection.Kind.ALL) {
      // The service refuses to be asked for what an index does not hold.
      return Projected.ALL;
    }
    Set<String> names = new LinkedHashSet<>(layout.key().names());
    names.addAll(layout.key(index).names());
    columns.forEach(column -> names.add(column.name()));
    names.addAll(judged);
    return names.size() > MOST ? Projected.ALL : Projected.of(names);
  }

  /**
   * What tells one projection of a table from another.
   *
   * @param index the name of the index that is listed; null for the table's own key
   * @param judged the columns that a filter looks at
   */
  private record Wanted(@Nullable String index, Set<Column> columns, Set<String> judged) {}
}
