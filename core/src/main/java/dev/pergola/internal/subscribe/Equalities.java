package dev.pergola.internal.subscribe;

import dev.pergola.storage.Comparison;
import dev.pergola.storage.Filter;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes the same filter with other values in its equalities, asked for from left to right. */
final class Equalities implements Filter.Visitor<Filter> {

  private final UnaryOperator<@Nullable Object> other;

  Equalities(UnaryOperator<@Nullable Object> other) {
    this.other = other;
  }

  @Override
  public Filter and(Filter.And filter) {
    return new Filter.And(each(filter.parts()));
  }

  @Override
  public Filter or(Filter.Or filter) {
    return new Filter.Or(each(filter.parts()));
  }

  @Override
  public Filter not(Filter.Not filter) {
    return new Filter.Not(filter.part().accept(this));
  }

  @Override
  public Filter compare(Filter.Compare filter) {
    return filter.comparison() == Comparison.EQ
        ? new Filter.Compare(filter.column(), Comparison.EQ, other.apply(filter.operand()))
        : filter;
  }

  @Override
  public Filter contains(Filter.Contains filter) {
    return new Filter.Contains(
        filter.column(), Objects.requireNonNull(other.apply(filter.operand()), "a value"));
  }

  @Override
  public Filter between(Filter.Between filter) {
    return filter;
  }

  @Override
  public Filter beginsWith(Filter.BeginsWith filter) {
    return filter;
  }

  @Override
  public Filter exists(Filter.Exists filter) {
    return filter;
  }

  @Override
  public Filter typeIs(Filter.TypeIs filter) {
    return filter;
  }

  @Override
  public Filter size(Filter.Size filter) {
    return filter;
  }

  private List<Filter> each(List<Filter> parts) {
    return parts.stream().map(part -> part.accept(this)).toList();
  }
}
