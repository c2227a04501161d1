package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows in bytes, under schemas that change. */
class RowLayoutTest {

  private static final Table TABLE = table("id", "a", "b", "c");
  private static final RowLayout LAYOUT = new RowLayout(TABLE, new int[] {0, 1, 2, 3}, 4);

  @Test
  void aRowKeepsValuesNullsAndAbsence() {
    Row row = Row.builder(TABLE).set(0, "k").set(1, null).set(3, 5L).build();

    StoredRow stored = new StoredRow(LAYOUT, LAYOUT.encode(row));

    assertThat(stored.value(0)).isEqualTo("k");
    assertThat(stored.has(1)).isTrue();
    assertThat(stored.value(1)).isNull();
    assertThat(stored.has(2)).isFalse();
    assertThat(stored.value(2)).isNull();
    assertThat(stored.value(3)).isEqualTo(5L);
    assertThat(stored).hasToString("Row[k, null, -, 5]");
  }

  @Test
  void aRowWithoutAnyColumnIsEmpty() {
    StoredRow stored = new StoredRow(LAYOUT, LAYOUT.encode(Row.empty(TABLE)));

    assertThat(stored).hasToString("Row[-, -, -, -]");
  }

  @Test
  void columnsAreFoundByTheirSlotsWhateverTheirPlaces() {
    byte[] bytes = LAYOUT.encode(Row.builder(TABLE).set(0, "k").set(1, "A").set(3, "C").build());
    Table later = table("c", "new", "id", "a");
    RowLayout laterLayout = new RowLayout(later, new int[] {3, 4, 0, 1}, 5);

    assertThat(new StoredRow(laterLayout, bytes)).hasToString("Row[C, -, k, A]");
  }

  @Test
  void anUpdateLeavesEveryOtherSlotAsItIs() {
    byte[] before =
        LAYOUT.encode(Row.builder(TABLE).set(0, "k").set(1, "A").set(2, null).set(3, "C").build());
    Table narrow = table("id", "b", "new");
    RowLayout narrowLayout = new RowLayout(narrow, new int[] {0, 2, 4}, 5);

    byte[] after =
        narrowLayout.encode(
            before,
            new RowKey(List.of("k")),
            List.of(
                new Assignment(narrow.columns().get(2), "N"),
                new Assignment(narrow.columns().get(1), null)));

    assertThat(new StoredRow(narrowLayout, after)).hasToString("Row[k, -, N]");
    assertThat(new StoredRow(LAYOUT, after)).hasToString("Row[k, A, -, C]");
  }

  @Test
  void offsetsGrowWithTheRow() {
    for (int length : new int[] {0, 60_000, 65_534, 70_000, 1_000_000}) {
      String text = "x".repeat(length);
      Row row = Row.builder(TABLE).set(0, "k").set(1, text).set(2, "b").set(3, text).build();

      byte[] bytes = LAYOUT.encode(row);
      byte[] shortened =
          LAYOUT.encode(
              bytes,
              new RowKey(List.of("k")),
              List.of(new Assignment(TABLE.columns().get(1), "y")));

      assertThat(new StoredRow(LAYOUT, bytes).value(1)).isEqualTo(text);
      assertThat(new StoredRow(LAYOUT, bytes).value(3)).isEqualTo(text);
      assertThat(new StoredRow(LAYOUT, shortened).value(1)).isEqualTo("y");
      assertThat(new StoredRow(LAYOUT, shortened).value(2)).isEqualTo("b");
      assertThat(new StoredRow(LAYOUT, shortened).value(3)).isEqualTo(text);
    }
  }

  @Test
  void manyColumnsAreManySlots() {
    String[] names = IntStream.range(0, 300).mapToObj(i -> "c" + i).toArray(String[]::new);
    Table wide = table(names);
    RowLayout layout = new RowLayout(wide, IntStream.range(0, 300).toArray(), 300);
    Row.Builder row = Row.builder(wide);
    for (int i = 0; i < 300; i += 3) {
      row.set(i, (long) i);
    }

    StoredRow stored = new StoredRow(layout, layout.encode(row.build()));

    for (int i = 0; i < 300; i++) {
      assertThat(stored.value(i)).isEqualTo(i % 3 == 0 ? (Object) (long) i : null);
    }
  }

  @Test
  void damagedBytesAreNamedWithTheirColumn() {
    byte[] bytes = LAYOUT.encode(Row.builder(TABLE).set(0, "k").set(1, "some text").build());
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 4);
    byte[] otherTag = bytes.clone();
    otherTag[bytes.length - "some text".length() - 2] = 99;

    for (byte[] damaged : List.of(cut, otherTag)) {
      assertThatThrownBy(() -> new StoredRow(LAYOUT, damaged).value(1))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("Table 'T', column 'a'")
          .hasMessageContaining("damaged");
    }
  }

  @Test
  void aByteDamagedAnywhereIsAnotherValueOrAnErrorOfTheStore() {
    Row row = Row.builder(TABLE).set(0, "k").set(1, List.of("text", 2.5, true)).set(3, 7L).build();
    byte[] sound = LAYOUT.encode(row);
    for (int at = 0; at < sound.length; at++) {
      for (int wrong = Byte.MIN_VALUE; wrong <= Byte.MAX_VALUE; wrong++) {
        byte[] damaged = sound.clone();
        damaged[at] = (byte) wrong;
        StoredRow stored = new StoredRow(LAYOUT, damaged);
        for (int position = 0; position < 4; position++) {
          int column = position;
          Throwable thrown = catchThrowable(() -> stored.value(column));
          assertThat(thrown == null || thrown instanceof StoreException)
              .as("byte %d as %d, column %d: %s", at, wrong, column, thrown)
              .isTrue();
        }
      }
    }
  }

  @Test
  void aValueThatCannotBeStoredIsNamedWithItsColumn() {
    Row row = Row.builder(TABLE).set(0, "k").set(2, new Object()).build();

    assertThatThrownBy(() -> LAYOUT.encode(row))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Table 'T', column 'b'")
        .hasMessageContaining("java.lang.Object");
  }

  private static Table table(String... names) {
    List<Column> columns = new ArrayList<>();
    for (String name : names) {
      columns.add(new Column(name, columns.size(), ColumnType.DOCUMENT, false));
    }
    Column key =
        columns.stream().filter(c -> c.name().equals("id")).findFirst().orElse(columns.get(0));
    return new Table("T", columns, new Key(key, List.of()), List.of());
  }
}
