package dev.pergola.storage;

import static dev.pergola.storage.Sample.NUMBER;
import static dev.pergola.storage.Sample.TABLE;
import static dev.pergola.storage.Sample.TAGS;
import static dev.pergola.storage.Sample.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {

  @Test
  void tellsAbsentFromStoredNull() {
    Row row = Row.builder(TABLE).set(TEXT.position(), null).build();

    assertThat(row.has(TEXT.position())).isTrue();
    assertThat(row.value(TEXT)).isNull();
    assertThat(row.has(NUMBER.position())).isFalse();
    assertThat(row.value(NUMBER)).isNull();
  }

  @Test
  void emptyRowHasNoColumn() {
    Row row = Row.empty(TABLE);

    assertThat(TABLE.columns()).noneMatch(column -> row.has(column.position()));
  }

  @Test
  void aBuiltRowDoesNotFollowItsBuilder() {
    Row.Builder builder = Row.builder(TABLE).set(TEXT.position(), "first");
    Row row = builder.build();

    builder.set(TEXT.position(), "second");

    assertThat(row.value(TEXT)).isEqualTo("first");
    assertThat(builder.build().value(TEXT)).isEqualTo("second");
  }

  @Test
  void copyTakesOverValuesNullsAndAbsence() {
    Row origin = Row.builder(TABLE).set(TEXT.position(), "a").set(NUMBER.position(), null).build();

    Row copy = Row.builder(TABLE).set(TAGS.position(), List.of("x")).copy(origin).build();

    assertThat(copy).isEqualTo(origin).hasSameHashCodeAs(origin);
    assertThat(copy.has(TAGS.position())).isFalse();
  }

  @Test
  void anAssignmentSetsAColumnOrTakesItOut() {
    Row.Builder builder = Row.builder(TABLE).set(TEXT.position(), "a").set(NUMBER.position(), 1L);

    Row row = builder.apply(new Assignment(TEXT, null)).apply(new Assignment(NUMBER, 2L)).build();

    assertThat(row.has(TEXT.position())).isFalse();
    assertThat(row.value(NUMBER)).isEqualTo(2L);
  }

  @Test
  void absentAndStoredNullAreDifferentRows() {
    assertThat(Row.builder(TABLE).set(TEXT.position(), null).build())
        .isNotEqualTo(Row.empty(TABLE));
  }

  @Test
  void showsItsValuesAndWhatIsAbsent() {
    Row row = Row.builder(TABLE).set(0, "k").set(TEXT.position(), null).build();

    assertThat(row).hasToString("Row[k, null, -, -, -, -, -]");
  }
}
