package dev.pergola.storage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row in one array; a marker tells "absent" from "stored null". */
final class ArrayRow implements Row {

  private static final Object ABSENT = new Object();

  private final @Nullable Object[] values;

  private ArrayRow(@Nullable Object[] values) {
    this.values = values;
  }

  @Override
  public @Nullable Object value(int position) {
    Object value = values[position];
    return value == ABSENT ? null : value;
  }

  @Override
  public boolean has(int position) {
    return values[position] != ABSENT;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ArrayRow row && Arrays.equals(values, row.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Row");
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "[" : ", ").append(has(i) ? value(i) : "-");
    }
    return text.append(']').toString();
  }

  static final class Builder implements Row.Builder {

    private final @Nullable Object[] values;

    Builder(int size) {
      values = new Object[size];
      Arrays.fill(values, ABSENT);
    }

    @Override
    public Builder set(int position, @Nullable Object value) {
      values[position] = value;
      return this;
    }

    @Override
    public Builder remove(int position) {
      values[position] = ABSENT;
      return this;
    }

    @Override
    public Builder copy(Row row) {
      for (int i = 0; i < values.length; i++) {
        values[i] = row.has(i) ? row.value(i) : ABSENT;
      }
      return this;
    }

    @Override
    public Row build() {
      return new ArrayRow(values.clone());
    }
  }
}
