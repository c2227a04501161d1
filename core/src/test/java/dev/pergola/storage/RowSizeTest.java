package dev.pergola.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowSizeTest {

  private static final Column ID = new Column("id", 0, ColumnType.STRING, false);
  private static final Column VALUE = new Column("value", 1, ColumnType.DOCUMENT, false);
  private static final Table TABLE =
      new Table("T", List.of(ID, VALUE), new Key(ID, List.of()), List.of());

  /** The name of the value's column, and the id with its name. */
  private static final int REST = "value".length() + "id".length() + "1".length();

  static Stream<Arguments> sizes() {
    return Stream.of(
        Arguments.of(null, 1),
        Arguments.of(true, 1),
        Arguments.of("", 0),
        Arguments.of("abc", 3),
        Arguments.of("é\uD83D\uDE00", 6),
        Arguments.of("\u007f\u0080\u07ff\u0800\uffff", 1 + 2 + 2 + 3 + 3),
        Arguments.of(7L, 21),
        Arguments.of(1.5, 21),
        Arguments.of(List.of(), 3),
        Arguments.of(Arrays.asList("ab", null, 1L), 3 + 3 + 2 + 22),
        Arguments.of(Map.of("k", "ab"), 3 + 1 + 1 + 2),
        Arguments.of(Map.of("é", List.of(Map.of())), 3 + 1 + 2 + 3 + 1 + 3));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void countsNamesAndValues(@Nullable Object value, int size) {
    Row row = Row.builder(TABLE).set(0, "1").set(1, value).build();

    assertThat(RowSize.of(TABLE, row)).isEqualTo(REST + size);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void whatIsAbsentTakesNoPlace(@Nullable Object value, int size) {
    Row row = Row.builder(TABLE).set(0, "1").set(1, value).remove(1).build();

    assertThat(RowSize.of(TABLE, row)).isEqualTo("id1".length());
  }
}
