package dev.pergola.storage.dynamodb;

import dev.pergola.model.Column;
import dev.pergola.storage.Filter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The columns that a filter asks about: while they stay as they are, its answer does. */
final class FilterColumns implements Filter.Visitor<Set<Column>> {

  private FilterColumns() {}

  static Set<Column> of(Filter filter) {
    return filter.accept(new FilterColumns());
  }

  @Override
  public Set<Column> and(Filter.And filter) {
    return all(filter.parts());
  }

  @Override
  public Set<Column> or(Filter.Or filter) {
    return all(filter.parts());
  }

  @Override
  public Set<Column> not(Filter.Not filter) {
    return filter.part().accept(this);
  }

  @Override
  public Set<Column> compare(Filter.Compare filter) {
    return Set.of(filter.column());
  }

  @Override
  public Set<Column> between(Filter.Between filter) {
    return Set.of(filter.column());
  }

  @Override
  public Set<Column> beginsWith(Filter.BeginsWith filter) {
    return Set.of(filter.column());
  }

  @Override
  public Set<Column> contains(Filter.Contains filter) {
    return Set.of(filter.column());
  }

  @Override
  public Set<Column> exists(Filter.Exists filter) {
    return Set.of(filter.column());
  }

  @Override
  public Set<Column> typeIs(Filter.TypeIs filter) {
    return Set.of(filter.column());
  }

  @Override
  public Set<Column> size(Filter.Size filter) {
    return Set.of(filter.column());
  }

  private Set<Column> all(List<Filter> filters) {
    Set<Column> columns = new LinkedHashSet<>();
    filters.forEach(filter -> columns.addAll(filter.accept(this)));
    return columns;
  }
}
