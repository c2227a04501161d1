package dev.pergola.storage;

import dev.pergola.model.Column;
import dev.pergola.model.Table;
import org.jspecify.annotations.Nullable;

/**
 * One stored record, read by position. Immutable and safe to share. Values have the Java types that
 * {@link dev.pergola.model.ColumnType} names; a list is a {@link java.util.List} of such values or
 * nulls.
 */
public interface Row {

  /** The value at a column's position; null when the column is absent or holds a stored null. */
  @Nullable Object value(int position);

  /** Whether the column is there at all, be it with a stored null. */
  boolean has(int position);

  /**
   * Tests the text at a position in the bytes that the row keeps it in, for whoever would turn the
   * value into these bytes again, or only compare it.
   */
  default TextVerdict testText(int position, TextTest test) {
    return TextVerdict.UNTESTED;
  }

  /** The value of a column; as {@link #value(int)}. */
  default @Nullable Object value(Column column) {
    return value(column.position());
  }

  /** Starts a row of this table without any column. */
  static Builder builder(Table table) {
    return new ArrayRow.Builder(table.columns().size());
  }

  /**
   * The row of this table that has no column at all: what a condition is judged against when no row
   * is there.
   */
  static Row empty(Table table) {
    return builder(table).build();
  }

  /**
   * Collects the columns of a new row. Not thread-safe; the rows it builds are independent of it.
   */
  interface Builder {

    /** Puts a value or, as null, a stored null at a position. */
    Builder set(int position, @Nullable Object value);

    /** Takes a column out. */
    Builder remove(int position);

    /** Takes over every column of a row of the same table. */
    Builder copy(Row row);

    /** Takes over what the assignment says. */
    default Builder apply(Assignment assignment) {
      return assignment.value() == null
          ? remove(assignment.column().position())
          : set(assignment.column().position(), assignment.value());
    }

    Row build();
  }
}
