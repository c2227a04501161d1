package dev.pergola.storage.memory;

import dev.pergola.model.Column;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.Filter;
import dev.pergola.storage.TextTest;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a filter of rows into what it asks of leaves: the texts without which no row passes have to
 * be there.
 */
final class LeafFilter implements Filter.Visitor<LeafTest> {

  private final LeafTexts texts;
  private final RowLayout layout;

  LeafFilter(LeafTexts texts, RowLayout layout) {
    this.texts = texts;
    this.layout = layout;
  }

  @Override
  public LeafTest and(Filter.And filter) {
    List<LeafTest> tests = tests(filter.parts());
    tests.removeIf(LeafTest.NONE::equals);
    return switch (tests.size()) {
      case 0 -> LeafTest.NONE;
      case 1 -> tests.get(0);
      default -> leaf -> tests.stream().allMatch(test -> test.mayPass(leaf));
    };
  }

  @Override
  public LeafTest or(Filter.Or filter) {
    List<LeafTest> tests = tests(filter.parts());
    return tests.contains(LeafTest.NONE)
        ? LeafTest.NONE
        : leaf -> tests.stream().anyMatch(test -> test.mayPass(leaf));
  }

  private List<LeafTest> tests(List<Filter> parts) {
    List<LeafTest> tests = new ArrayList<>(parts.size());
    for (Filter part : parts) {
      tests.add(part.accept(this));
    }
    return tests;
  }

  @Override
  public LeafTest contains(Filter.Contains filter) {
    return filter.operand() instanceof String part ? holds(filter.column(), part) : LeafTest.NONE;
  }

  @Override
  public LeafTest beginsWith(Filter.BeginsWith filter) {
    return holds(filter.column(), filter.prefix());
  }

  @Override
  public LeafTest compare(Filter.Compare filter) {
    return filter.comparison() == Comparison.EQ && filter.operand() instanceof String text
        ? holds(filter.column(), text)
        : LeafTest.NONE;
  }

  private LeafTest holds(Column column, String part) {
    if (part.isEmpty()) {
      return LeafTest.NONE;
    }
    texts.tidy();
    return TextTest.containing(part)
        .<LeafTest>map(search -> leaf -> texts.mayHold(leaf, layout, column.position(), search))
        .orElse(LeafTest.NONE);
  }

  @Override
  public LeafTest not(Filter.Not filter) {
    return LeafTest.NONE;
  }

  @Override
  public LeafTest between(Filter.Between filter) {
    return LeafTest.NONE;
  }

  @Override
  public LeafTest exists(Filter.Exists filter) {
    return LeafTest.NONE;
  }

  @Override
  public LeafTest typeIs(Filter.TypeIs filter) {
    return LeafTest.NONE;
  }

  @Override
  public LeafTest size(Filter.Size filter) {
    return LeafTest.NONE;
  }
}
