package dev.pergola.storage;

/**
 * What a sort key must fulfil. Operands have the type of the sort key as one value: for a joined
 * key the joined string ({@code a#b}), whole or a leading part of it.
 */
public sealed interface SortCondition {

  /** Asks nothing of the sort key. */
  static SortCondition any() {
    return Any.INSTANCE;
  }

  /** Calls the method of {@code visitor} that belongs to this kind. */
  <R> R accept(Visitor<R> visitor);

  /** Every sort key. */
  record Any() implements SortCondition {

    private static final Any INSTANCE = new Any();

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.any(this);
    }
  }

  /** The sort key stands in this relation to the operand; {@link Comparison#NE} does not occur. */
  record Compare(Comparison comparison, Object operand) implements SortCondition {
    public Compare {
      if (comparison == Comparison.NE) {
        throw new IllegalArgumentException(
            "A sort key condition cannot be NE; use a filter for it.");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.compare(this);
    }
  }

  /** The sort key lies between the two operands, both included. */
  record Between(Object low, Object high) implements SortCondition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.between(this);
    }
  }

  /** The sort key, a string, begins with the operand. */
  record BeginsWith(String prefix) implements SortCondition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.beginsWith(this);
    }
  }

  /** One method per kind of condition. */
  interface Visitor<R> {
    R any(Any condition);

    R compare(Compare condition);

    R between(Between condition);

    R beginsWith(BeginsWith condition);
  }
}
