package dev.pergola.internal.subscribe;

import dev.pergola.storage.Filter;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes the same filter with other operands, asked for from left to right. */
final class Operands implements Filter.Visitor<Filter> {

  private final UnaryOperator<@Nullable Object> other;

  Operands(UnaryOperator<@Nullable Object> other) {
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
    return new Filter.Compare(filter.column(), filter.comparison(), other.apply(filter.operand()));
  }

  @Override
  public Filter contains(Filter.Contains filter) {
    return new Filter.Contains(filter.column(), value(filter.operand()));
  }

  @Override
  public Filter between(Filter.Between filter) {
    return new Filter.Between(filter.column(), value(filter.low()), value(filter.high()));
  }

  @Override
  public Filter beginsWith(Filter.BeginsWith filter) {
    // What is no text stands for one.
    return new Filter.BeginsWith(
        filter.column(), other.apply(filter.prefix()) instanceof String text ? text : "");
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
    return new Filter.Size(
        filter.column(),
        filter.comparison(),
        other.apply(filter.operand()) instanceof Long length ? length : 0);
  }

  private Object value(Object operand) {
    return Objects.requireNonNull(other.apply(operand), "a value");
  }

  private List<Filter> each(List<Filter> parts) {
    return parts.stream().map(part -> part.accept(this)).toList();
  }
}
