package dev.pergola.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.events.Event;
import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.Change;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Filter;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.UpdateRequest;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Who writes a row and who reads the stream of its table mean the same write. */
class CommitTest {

  private static final Column ROOM = new Column("room", 0, ColumnType.STRING, false);
  private static final Column NUMBER = new Column("number", 1, ColumnType.NUMBER, false);
  private static final Column TEXT = new Column("text", 2, ColumnType.STRING, false);
  private static final Table TABLE =
      new Table("Seat", List.of(ROOM, NUMBER, TEXT), new Key(ROOM, List.of(NUMBER)), List.of());
  private static final TableLayout LAYOUT = new TableLayout(TABLE, "t-Seat", List.of());
  private static final RowKey KEY = new RowKey(List.of("a", 2.0));

  @ParameterizedTest
  @ValueSource(strings = {"2", "2.0", "20E-1", "0.2E1"})
  void ofACreate(String number) {
    Row row = Row.builder(TABLE).set(0, "a").set(1, new BigDecimal(number)).build();
    Write write =
        new ToldWrite(PutWrite.of(LAYOUT, PutRequest.create(TABLE, row, Filter.all()), "id"));
    Change change = write.applied(Map.of());

    Commit own = written("createSeat", change.after());
    assertThat(own)
        .isEqualTo(new Commit("createSeat", List.of("a", "2"), "id"))
        .isEqualTo(streamed("createSeat", OperationType.INSERT, Map.of(), item("id")));
    assertThat(written("createSeat", write.recognized(item("id")).after())).isEqualTo(own);
  }

  @Test
  void ofAnUpdate() {
    Write write =
        new ToldWrite(
            UpdateWrite.of(
                LAYOUT,
                UpdateRequest.existing(
                    TABLE, KEY, List.of(new Assignment(TEXT, "new")), Filter.all()),
                "id"));
    Change change = write.applied(item("before"));

    assertThat(change.after().value(TEXT)).isEqualTo("new");
    assertThat(change.before()).isNotInstanceOf(WrittenRow.class);
    assertThat(written("updateSeat", change.after()))
        .isEqualTo(new Commit("updateSeat", List.of("a", "2"), "id"))
        .isEqualTo(streamed("updateSeat", OperationType.MODIFY, item("before"), item("id")))
        .isEqualTo(written("updateSeat", write.recognized(item("id")).after()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"before", "load:some", "load:out:abcdef:some", ""})
  void ofADelete(String before) {
    Write write = delete();
    Change change = write.applied(item(before));

    assertThat(change.after()).isNull();
    assertThat(written("deleteSeat", change.before()))
        .isEqualTo(new Commit("deleteSeat", List.of("a", "2"), before))
        .isEqualTo(streamed("deleteSeat", OperationType.REMOVE, item(before), Map.of()));
  }

  @Test
  void aDeleteOfNothingChangesNothing() {
    assertThat(delete().applied(Map.of())).isEqualTo(new Change(null, null));
  }

  @Test
  void aRowOfAnotherStoreTellsNothing() {
    Row row = Row.builder(TABLE).set(0, "a").set(1, 2L).build();

    assertThat(Commit.of(new Event("createSeat", row, "x"))).isEmpty();
    assertThat(Commit.of(new Event("ring", null, "x"))).isEmpty();
  }

  @Test
  void aWrittenRowReadsAsTheRow() {
    Row row = Row.builder(TABLE).set(0, "a").set(2, null).build();
    Row written = new WrittenRow(row, List.of("a", "2"), "id");

    assertThat(written.value(0)).isEqualTo("a");
    assertThat(written.has(1)).isFalse();
    assertThat(written.has(2)).isTrue();
    assertThat(written.value(2)).isNull();
  }

  private static Write delete() {
    return new ToldWrite(
        DeleteWrite.of(LAYOUT, DeleteRequest.existing(TABLE, KEY, Filter.all()), "unused"));
  }

  private static Commit written(String mutation, Row row) {
    return Commit.of(new Event(mutation, row, "payload")).orElseThrow();
  }

  private static Commit streamed(
      String mutation,
      OperationType what,
      Map<String, AttributeValue> before,
      Map<String, AttributeValue> now) {
    Record record =
        Record.builder()
            .eventName(what)
            .dynamodb(change -> change.oldImage(before).newImage(now))
            .build();
    return StreamRecords.commit(mutation, LAYOUT, record);
  }

  private static Map<String, AttributeValue> item(String writeId) {
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    item.put("number", AttributeValue.fromN("2"));
    item.put("room", AttributeValue.fromS("a"));
    if (!writeId.isEmpty()) {
      item.put(TableLayout.WRITE_ID, AttributeValue.fromS(writeId));
    }
    return item;
  }
}
