package dev.pergola.storage;

import dev.pergola.model.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a query, a condition or a record rule asks of a row. Closed: an adapter that handles every
 * case handles every filter.
 *
 * <p>The meaning is two-valued (spec: runtime A8): a comparison with an absent column is false,
 * {@code NE} and "does not contain" are true, and {@link Not} inverts whatever is below it. {@link
 * #toPredicate()} is that meaning in code.
 */
public sealed interface Filter {

  /** Holds for every row. */
  static Filter all() {
    return And.ALL;
  }

  /** Calls the method of {@code visitor} that belongs to this kind. */
  <R> R accept(Visitor<R> visitor);

  /** This filter as a test of rows, compiled once: the meaning that every store has to give it. */
  default Predicate<Row> toPredicate() {
    return accept(FilterCompiler.INSTANCE);
  }

  /**
   * The names of the columns that this filter looks at, in their order: while those columns of a
   * row stay as they are, so does the filter's answer.
   */
  default Set<String> columnNames() {
    return accept(FilterColumns.INSTANCE);
  }

  /** All parts hold; parts that ask nothing are left out. */
  static Filter and(List<Filter> parts) {
    List<Filter> flat = new ArrayList<>();
    for (Filter part : parts) {
      if (part instanceof And and) {
        flat.addAll(and.parts());
      } else {
        flat.add(part);
      }
    }
    if (flat.isEmpty()) {
      return all();
    }
    return flat.size() == 1 ? flat.get(0) : new And(flat);
  }

  /** Every part holds; without parts it holds always. */
  record And(List<Filter> parts) implements Filter {

    private static final And ALL = new And(List.of());

    public And {
      parts = List.copyOf(parts);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.and(this);
    }
  }

  /** At least one part holds; without parts it never does. */
  record Or(List<Filter> parts) implements Filter {
    public Or {
      parts = List.copyOf(parts);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.or(this);
    }
  }

  /** The part does not hold. */
  record Not(Filter part) implements Filter {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.not(this);
    }
  }

  /**
   * The column's value stands in this relation to the operand. A null operand occurs with {@code
   * EQ} and {@code NE} only and means "a stored null".
   */
  record Compare(Column column, Comparison comparison, @Nullable Object operand) implements Filter {
    public Compare {
      if (operand == null && comparison != Comparison.EQ && comparison != Comparison.NE) {
        throw new IllegalArgumentException(
            "Column '%s': %s with null; only EQ and NE compare with null."
                .formatted(column.name(), comparison));
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.compare(this);
    }
  }

  /** The column's value lies between the two operands, both included. */
  record Between(Column column, Object low, Object high) implements Filter {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.between(this);
    }
  }

  /** The column's value is a string that begins with the operand. */
  record BeginsWith(Column column, String prefix) implements Filter {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.beginsWith(this);
    }
  }

  /**
   * The column's value is a string with the operand in it, or a list with an element equal to the
   * operand.
   */
  record Contains(Column column, Object operand) implements Filter {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.contains(this);
    }
  }

  /** The column is there, a stored null included; or, if not {@code expected}, is not. */
  record Exists(Column column, boolean expected) implements Filter {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.exists(this);
    }
  }

  /** The column is there and its stored value is of this type. */
  record TypeIs(Column column, AttributeType type) implements Filter {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.typeIs(this);
    }
  }

  /**
   * The length of a string in characters, or of a list in elements, stands in this relation to the
   * operand.
   */
  record Size(Column column, Comparison comparison, long operand) implements Filter {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.size(this);
    }
  }

  /** One method per kind of filter. */
  interface Visitor<R> {
    R and(And filter);

    R or(Or filter);

    R not(Not filter);

    R compare(Compare filter);

    R between(Between filter);

    R beginsWith(BeginsWith filter);

    R contains(Contains filter);

    R exists(Exists filter);

    R typeIs(TypeIs filter);

    R size(Size filter);
  }
}
