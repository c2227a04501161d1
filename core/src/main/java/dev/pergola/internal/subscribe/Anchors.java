package dev.pergola.internal.subscribe;

import dev.pergola.model.Column;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.Filter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds anchors of a filter: values of which a row that fulfils the filter holds at least one.
 * There may be several such sets, any of which will do, or none, as for comparisons.
 */
final class Anchors implements Filter.Visitor<List<Set<Anchor>>> {

  private static final int MAX = 64;

  private static final Anchors SHOWN = new Anchors(true);
  private static final Anchors STORED = new Anchors(false);

  private final boolean shown;

  private Anchors(boolean shown) {
    this.shown = shown;
  }

  /** The sets that an interest has, always in the same order. */
  static List<Set<Anchor>> of(Interest interest) {
    List<Set<Anchor>> ways = new ArrayList<>(interest.stored().accept(STORED));
    ways.addAll(interest.shown().accept(SHOWN));
    return ways;
  }

  @Override
  public List<Set<Anchor>> and(Filter.And filter) {
    return filter.parts().stream().flatMap(part -> part.accept(this).stream()).toList();
  }

  /** One anchor at least of each part. */
  @Override
  public List<Set<Anchor>> or(Filter.Or filter) {
    Set<Anchor> all = new LinkedHashSet<>();
    for (Filter part : filter.parts()) {
      Set<Anchor> fewest =
          part.accept(this).stream().min(Comparator.comparingInt(Set::size)).orElse(Set.of());
      if (fewest.isEmpty()) {
        return List.of();
      }
      all.addAll(fewest);
    }
    return all.size() > MAX ? List.of() : List.of(all);
  }

  @Override
  public List<Set<Anchor>> compare(Filter.Compare filter) {
    return filter.comparison() == Comparison.EQ && !filter.column().list()
        ? anchor(filter.column(), filter.operand())
        : List.of();
  }

  /** Of a list column it asks for an element; of another one for a part of a text. */
  @Override
  public List<Set<Anchor>> contains(Filter.Contains filter) {
    return filter.column().list() ? anchor(filter.column(), filter.operand()) : List.of();
  }

  @Override
  public List<Set<Anchor>> not(Filter.Not filter) {
    return List.of();
  }

  @Override
  public List<Set<Anchor>> between(Filter.Between filter) {
    return List.of();
  }

  @Override
  public List<Set<Anchor>> beginsWith(Filter.BeginsWith filter) {
    return List.of();
  }

  @Override
  public List<Set<Anchor>> exists(Filter.Exists filter) {
    return List.of();
  }

  @Override
  public List<Set<Anchor>> typeIs(Filter.TypeIs filter) {
    return List.of();
  }

  @Override
  public List<Set<Anchor>> size(Filter.Size filter) {
    return List.of();
  }

  private List<Set<Anchor>> anchor(Column column, @Nullable Object value) {
    Anchor anchor = Anchor.of(new Anchor.Place(shown, column.position()), value);
    return anchor == null ? List.of() : List.of(Set.of(anchor));
  }
}
