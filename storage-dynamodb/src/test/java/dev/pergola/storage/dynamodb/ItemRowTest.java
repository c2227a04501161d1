package dev.pergola.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.storage.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemRowTest {

  private static final Column ID = new Column("id", 0, ColumnType.STRING, false);
  private static final Column RANK = new Column("rank", 1, ColumnType.NUMBER, false);
  private static final Column TAGS = new Column("tags", 2, ColumnType.STRING, true);
  private static final Column NOTE = new Column("note", 3, ColumnType.STRING, false);
  private static final Column MORE = new Column("more", 4, ColumnType.DOCUMENT, false);
  private static final Table TABLE =
      new Table("Post", List.of(ID, RANK, TAGS, NOTE, MORE), new Key(ID, List.of()), List.of());

  private static final Map<String, AttributeValue> ITEM =
      Map.of(
          "id", AttributeValue.fromS("p1"),
          "rank", AttributeValue.fromN("7"),
          "tags", AttributeValue.fromL(List.of(AttributeValue.fromS("a"), ValueCodec.NULL)),
          "note", ValueCodec.NULL,
          "stranger", AttributeValue.fromS("of no column"));

  private final Row row = new ItemRow(TABLE, ITEM);

  @Test
  void givesWhatTheItemHolds() {
    assertThat(row.value(ID)).isEqualTo("p1");
    assertThat(row.value(RANK.position())).isEqualTo(7L);
    assertThat(row.value(TAGS)).isEqualTo(Arrays.asList("a", null));
    assertThat(row.value(NOTE)).isNull();
    assertThat(row.value(MORE)).isNull();
  }

  @Test
  void tellsAStoredNullFromNothing() {
    assertThat(row.has(NOTE.position())).isTrue();
    assertThat(row.has(MORE.position())).isFalse();
  }

  @Test
  void isTheRowThatIsDecoded() {
    Row decoded = new TableLayout(TABLE, "posts", List.of()).decode(ITEM);

    for (Column column : TABLE.columns()) {
      assertThat(row.value(column)).isEqualTo(decoded.value(column));
      assertThat(row.has(column.position())).isEqualTo(decoded.has(column.position()));
    }
  }
}
