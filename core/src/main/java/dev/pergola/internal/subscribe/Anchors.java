package dev.pergola.internal.subscribe;

import dev.pergola.model.Column;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.Filter;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds anchors of a filter: values of which a row that fulfils the filter holds at least one.
 * Empty when there are none, as for comparisons, or too many.
 */
final class Anchors implements Filter.Visitor<Optional<Set<Anchor>>> {

  private static final int MAX = 64;

  private static final Anchors SHOWN = new Anchors(true);
  private static final Anchors STORED = new Anchors(false);

  private final boolean shown;

  private Anchors(boolean shown) {
    this.shown = shown;
  }

  /** The fewest anchors that an interest has. */
  static Optional<Set<Anchor>> of(Interest interest) {
    return fewer(interest.stored().accept(STORED), interest.shown().accept(SHOWN));
  }

  private static Optional<Set<Anchor>> fewer(
      Optional<Set<Anchor>> some, Optional<Set<Anchor>> others) {
    if (some.isEmpty() || others.isEmpty()) {
      return some.isEmpty() ? others : some;
    }
    return others.get().size() < some.get().size() ? others : some;
  }

  @Override
  public Optional<Set<Anchor>> and(Filter.And filter) {
    Optional<Set<Anchor>> fewest = Optional.empty();
    for (Filter part : filter.parts()) {
      fewest = fewer(fewest, part.accept(this));
    }
    return fewest;
  }

  @Override
  public Optional<Set<Anchor>> or(Filter.Or filter) {
    Set<Anchor> all = new LinkedHashSet<>();
    for (Filter part : filter.parts()) {
      Optional<Set<Anchor>> some = part.accept(this);
      if (some.isEmpty()) {
        return some;
      }
      all.addAll(some.get());
    }
    return all.size() > MAX ? Optional.empty() : Optional.of(all);
  }

  @Override
  public Optional<Set<Anchor>> compare(Filter.Compare filter) {
    return filter.comparison() == Comparison.EQ && !filter.column().list()
        ? anchor(filter.column(), filter.operand())
        : Optional.empty();
  }

  /** Of a list column it asks for an element; of another one for a part of a text. */
  @Override
  public Optional<Set<Anchor>> contains(Filter.Contains filter) {
    return filter.column().list() ? anchor(filter.column(), filter.operand()) : Optional.empty();
  }

  @Override
  public Optional<Set<Anchor>> not(Filter.Not filter) {
    return Optional.empty();
  }

  @Override
  public Optional<Set<Anchor>> between(Filter.Between filter) {
    return Optional.empty();
  }

  @Override
  public Optional<Set<Anchor>> beginsWith(Filter.BeginsWith filter) {
    return Optional.empty();
  }

  @Override
  public Optional<Set<Anchor>> exists(Filter.Exists filter) {
    return Optional.empty();
  }

  @Override
  public Optional<Set<Anchor>> typeIs(Filter.TypeIs filter) {
    return Optional.empty();
  }

  @Override
  public Optional<Set<Anchor>> size(Filter.Size filter) {
    return Optional.empty();
  }

  private Optional<Set<Anchor>> anchor(Column column, @Nullable Object value) {
    return Optional.ofNullable(Anchor.of(new Anchor.Place(shown, column.position()), value))
        .map(Set::of);
  }
}
