package dev.pergola.storage;

import static dev.pergola.storage.Sample.ID;
import static dev.pergola.storage.Sample.NUMBER;
import static dev.pergola.storage.Sample.TABLE;
import static dev.pergola.storage.Sample.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pergola.model.Key;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowKeyTest {

  private static final Row ROW =
      Row.builder(TABLE)
          .set(ID.position(), "i")
          .set(TEXT.position(), "t")
          .set(NUMBER.position(), 10L)
          .build();

  @Test
  void takesThePartsInTheOrderOfTheKey() {
    RowKey key = RowKey.of(new Key(TEXT, List.of(NUMBER, ID)), ROW);

    assertThat(key.partition()).isEqualTo("t");
    assertThat(key.values()).containsExactly("t", 10L, "i");
  }

  @Test
  void aKeyWithoutSortColumnsHasNoSortKey() {
    assertThat(RowKey.of(new Key(ID, List.of()), ROW).sort()).isEmpty();
  }

  @Test
  void anOnlySortValueKeepsItsType() {
    assertThat(RowKey.of(new Key(ID, List.of(NUMBER)), ROW).sort()).contains(10L);
  }

  @Test
  void severalSortValuesAreJoined() {
    assertThat(RowKey.of(new Key(ID, List.of(TEXT, NUMBER)), ROW).sort()).contains("t#10");
  }

  @ParameterizedTest
  @CsvSource({"10, 10", "10.00, 10", "1E+1, 10", "2.50, 2.5", "-0.0, 0", "1E+100, 1E+100"})
  void equalNumbersJoinToTheSameText(BigDecimal number, String text) {
    assertThat(RowKey.joined(List.of("a", number))).isEqualTo("a#" + text);
    assertThat(RowKey.joined(List.of("a", number.doubleValue()))).isEqualTo("a#" + text);
  }

  @Test
  void aMissingPartIsNamed() {
    Row row = Row.builder(TABLE).set(ID.position(), "i").set(TEXT.position(), null).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RowKey.of(new Key(ID, List.of(TEXT)), row))
        .withMessageContaining("position 1");
  }
}
