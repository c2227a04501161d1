package dev.pergola.storage;

import dev.pergola.model.Column;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The names of the columns that a filter looks at. */
enum FilterColumns implements Filter.Visitor<Set<String>> {
  INSTANCE;

  @Override
  public Set<String> and(Filter.And filter) {
    return all(filter.parts());
  }

  @Override
  public Set<String> or(Filter.Or filter) {
    return all(filter.parts());
  }

  @Override
  public Set<String> not(Filter.Not filter) {
    return filter.part().accept(this);
  }

  @Override
  public Set<String> compare(Filter.Compare filter) {
    return name(filter.column());
  }

  @Override
  public Set<String> between(Filter.Between filter) {
    return name(filter.column());
  }

  @Override
  public Set<String> beginsWith(Filter.BeginsWith filter) {
    return name(filter.column());
  }

  @Override
  public Set<String> contains(Filter.Contains filter) {
    return name(filter.column());
  }

  @Override
  public Set<String> exists(Filter.Exists filter) {
    return name(filter.column());
  }

  @Override
  public Set<String> typeIs(Filter.TypeIs filter) {
    return name(filter.column());
  }

  @Override
  public Set<String> size(Filter.Size filter) {
    return name(filter.column());
  }

  private Set<String> all(List<Filter> parts) {
    if (parts.isEmpty()) {
      return Set.of();
    }
    Set<String> names = new TreeSet<>();
    parts.forEach(part -> names.addAll(part.accept(this)));
    return Collections.unmodifiableSet(names);
  }

  private static Set<String> name(Column column) {
    return Set.of(column.name());
  }
}
