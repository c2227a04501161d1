package dev.pergola.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.Change;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.Filter;
import dev.pergola.storage.GetAllRequest;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.QueryRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.RowSize;
import dev.pergola.storage.RowTooLargeException;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.UpdateRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Single rows: what is put comes back, and every write tells what it did. */
interface RowCases {

  @Test
  default void aRowThatWasNeverPutIsNotThere(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);

    assertThat(sheet.get("nowhere")).isNull();
  }

  @Test
  default void absentAndStoredNullAreToldApart(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);

    sheet.put("id", "1", "text", null, "number", 5L, "document", null, "texts", null);

    Row row = Bench.await(sheet.store().get(new GetRequest(sheet.table(), Sheet.key("1")))).get();
    assertThat(row.has(sheet.column("text").position())).isTrue();
    assertThat(row.value(sheet.column("text"))).isNull();
    assertThat(row.has(sheet.column("flag").position())).isFalse();
    assertThat(row.value(sheet.column("flag"))).isNull();
    assertThat(sheet.contents(row))
        .isEqualTo(
            Contents.of("id", "1", "text", null, "number", 5L, "document", null, "texts", null));
  }

  /** What else the rows have is the store's choice. */
  @Test
  default void aReadGivesTheColumnsThatAreAskedFor(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    sheet.put("id", "1", "text", "a", "number", 5L, "flag", null);
    Set<Column> asked = Set.of(sheet.column("text"), sheet.column("flag"));
    Filter filter = new Filter.Compare(sheet.column("number"), Comparison.EQ, 5L);
    PageRequest page = new PageRequest(5, 5, null);

    List<Row> found = new ArrayList<>();
    Bench.await(sheet.store().get(new GetRequest(sheet.table(), Sheet.key("1"), asked)))
        .ifPresent(found::add);
    Bench.await(
            sheet.store().getAll(new GetAllRequest(sheet.table(), List.of(Sheet.key("1")), asked)))
        .forEach(row -> row.ifPresent(found::add));
    found.addAll(
        Bench.await(sheet.store().scan(new ScanRequest(sheet.table(), filter, page, asked)))
            .rows());
    found.addAll(
        Bench.await(
                sheet
                    .store()
                    .query(
                        new QueryRequest(
                            sheet.table(),
                            null,
                            KeyCondition.all("1"),
                            false,
                            filter,
                            page,
                            asked)))
            .rows());

    assertThat(found)
        .hasSize(4)
        .allSatisfy(
            row -> {
              assertThat(row.value(sheet.column("text"))).isEqualTo("a");
              assertThat(row.has(sheet.column("flag").position())).isTrue();
              assertThat(row.value(sheet.column("flag"))).isNull();
            });
  }

  @Test
  default void aPutReplacesTheWholeRow(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    sheet.put("id", "1", "text", "old", "number", 1L);

    Change change = sheet.put("id", "1", "text", "new", "flag", true);

    assertThat(sheet.contents(change.before()))
        .isEqualTo(Contents.of("id", "1", "text", "old", "number", 1L));
    assertThat(sheet.contents(change.after()))
        .isEqualTo(Contents.of("id", "1", "text", "new", "flag", true));
    assertThat(sheet.get("1")).isEqualTo(Contents.of("id", "1", "text", "new", "flag", true));
  }

  @Test
  default void theFirstPutComesFromNothing(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);

    Change change = sheet.put("id", "1");

    assertThat(change.before()).isNull();
    assertThat(sheet.contents(change.after())).isEqualTo(Contents.of("id", "1"));
  }

  @Test
  default void anUpdateChangesTheColumnsItNames(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    sheet.put("id", "1", "text", "a", "number", 1L, "flag", null, "texts", List.of("x"));

    Change change =
        Bench.await(
            sheet.update(
                Sheet.key("1"), Filter.all(), "text", "b", "number", null, "document", 2L));

    Map<String, ?> after =
        Contents.of("id", "1", "text", "b", "flag", null, "document", 2L, "texts", List.of("x"));
    assertThat(sheet.contents(change.before()))
        .isEqualTo(
            Contents.of("id", "1", "text", "a", "number", 1L, "flag", null, "texts", List.of("x")));
    assertThat(sheet.contents(change.after())).isEqualTo(after);
    assertThat(sheet.get("1")).isEqualTo(after);
  }

  @Test
  default void anUpdateWithoutAssignmentsLeavesTheRowAsItIs(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    sheet.put("id", "1", "text", "a");

    Bench.await(sheet.updateExisting(Sheet.key("1"), Filter.all()));

    assertThat(sheet.get("1")).isEqualTo(Contents.of("id", "1", "text", "a"));
  }

  @Test
  default void anUpdateOfNoRowMakesOneOfItsKey(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.ORDERS);

    Change change =
        Bench.await(sheet.update(Sheet.key("c", "d", 10L), Filter.all(), "text", "made"));

    assertThat(change.before()).isNull();
    assertThat(sheet.get("c", "d", 10L))
        .isEqualTo(Contents.of("customer", "c", "date", "d", "seq", 10L, "text", "made"));
  }

  @Test
  default void anUpdateMakesNoRowLargerThanItMay(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    sheet.put("id", "1", "text", "a", "number", 1L);
    Row after = sheet.row("id", "1", "text", "é".repeat(1_000), "number", 1L);
    long size = RowSize.of(sheet.table(), after);
    UpdateRequest update =
        new UpdateRequest(
            sheet.table(),
            Sheet.key("1"),
            List.of(new Assignment(sheet.column("text"), "é".repeat(1_000))),
            Filter.all());

    StoreException failure = Bench.failure(() -> sheet.store().update(update.within(size - 1)));

    assertThat(failure).isInstanceOf(RowTooLargeException.class);
    assertThat(sheet.get("1")).isEqualTo(Contents.of("id", "1", "text", "a", "number", 1L));
    Bench.await(sheet.store().update(update.within(size)));
    assertThat(sheet.get("1")).isEqualTo(sheet.contents(after));
  }

  @Test
  default void aDeleteTakesTheRowOut(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    sheet.put("id", "1", "text", "a");
    sheet.put("id", "2", "text", "b");

    Change change = Bench.await(sheet.delete(Sheet.key("1"), Filter.all()));

    assertThat(sheet.contents(change.before())).isEqualTo(Contents.of("id", "1", "text", "a"));
    assertThat(change.after()).isNull();
    assertThat(sheet.get("1")).isNull();
    assertThat(sheet.scan().values("id")).containsExactly("2");
  }

  @Test
  default void aDeleteOfNoRowGoesFromNothingToNothing(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);

    Change change = Bench.await(sheet.delete(Sheet.key("1"), Filter.all()));

    assertThat(change).isEqualTo(new Change(null, null));
  }

  @Test
  default void aRowStaysAsItWasRead(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    sheet.put("id", "1", "text", "a", "texts", List.of("x"));
    Row row = Bench.await(sheet.store().get(new GetRequest(sheet.table(), Sheet.key("1")))).get();

    sheet.put("id", "1", "text", "b");
    Bench.await(sheet.delete(Sheet.key("1"), Filter.all()));

    assertThat(sheet.contents(row))
        .isEqualTo(Contents.of("id", "1", "text", "a", "texts", List.of("x")));
  }

  @ParameterizedTest
  @MethodSource("dev.pergola.storage.testkit.RowCases#storedValues")
  default void aValueComesBackEqual(String column, Object value, Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);

    sheet.put("id", "1", column, value);
    Bench.await(sheet.update(Sheet.key("2"), Filter.all(), column, value));

    assertThat(sheet.get("1")).isEqualTo(Contents.of("id", "1", column, value));
    assertThat(sheet.get("2")).isEqualTo(Contents.of("id", "2", column, value));
    assertThat(sheet.scan().rows())
        .containsExactlyInAnyOrder(
            Contents.of("id", "1", column, value), Contents.of("id", "2", column, value));
  }

  /** Values of every type, with those that encodings get wrong. */
  static Stream<Arguments> storedValues() {
    List<Arguments> values = new ArrayList<>();
    for (String text :
        List.of(
            "",
            " ",
            "'\"\\%_#",
            "\0\t\r\n",
            "é e\u0301",
            "👩‍👩‍👧 😀",
            "\uFFFF",
            "x".repeat(10_240))) {
      values.add(Arguments.of("text", text));
      values.add(Arguments.of("document", text));
    }
    for (Number number :
        List.of(
            0L,
            -1L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            0.1,
            -0.0,
            1e-100,
            Double.valueOf("-2e23"),
            new BigDecimal("12345678901234567890123456789012345678"),
            new BigDecimal("-0.001"))) {
      values.add(Arguments.of("number", number));
      values.add(Arguments.of("document", number));
    }
    values.add(Arguments.of("flag", true));
    values.add(Arguments.of("flag", false));
    values.add(Arguments.of("document", true));
    values.add(Arguments.of("document", List.of()));
    values.add(Arguments.of("document", Map.of()));
    values.add(Arguments.of("document", deep(20)));
    values.add(
        Arguments.of("document", Map.of("list", Arrays.asList(1L, null, "x", List.of(2.5, true)))));
    values.add(Arguments.of("texts", List.of()));
    values.add(Arguments.of("texts", Arrays.asList("a", null, "", "a")));
    values.add(Arguments.of("numbers", List.of(1L, 2.5, new BigDecimal("3.25"))));
    values.add(Arguments.of("flags", List.of(true, false)));
    values.add(Arguments.of("documents", Arrays.asList(Map.of("a", 1L), null, "x", List.of())));
    return values.stream();
  }

  private static Object deep(int levels) {
    return levels == 0 ? "bottom" : Map.of("down", List.of(deep(levels - 1)));
  }

  @Test
  default void keysThatLookAlikeAreDifferentRows(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    List<String> keys =
        List.of("a", "A", "a ", " a", "a\0", "aa", "é", "e\u0301", "1", "01", "1.0", "%", "_", "#");

    keys.forEach(key -> sheet.put("id", key, "text", "row of " + key));

    for (String key : keys) {
      assertThat(sheet.get(key)).isEqualTo(Contents.of("id", key, "text", "row of " + key));
    }
    assertThat(sheet.scan().rows()).hasSize(keys.size());
  }

  @Test
  default void keysOfOneNumberAreOneRow(Bench bench) {
    Sheet sheet =
        bench.prepare(
            TableDraft.named("Numbered")
                .column("number", ColumnType.NUMBER)
                .column("text", ColumnType.STRING)
                .key("number"));
    sheet.put("number", 2L, "text", "first");

    Change change = sheet.put("number", new BigDecimal("2.00"), "text", "second");

    assertThat(change.before()).isNotNull();
    assertThat(sheet.get(2.0)).isEqualTo(Contents.of("number", 2L, "text", "second"));
    assertThat(sheet.get(2L)).isNotNull();
    assertThat(sheet.get(-2L)).isNull();
    assertThat(sheet.get(new BigDecimal("2.00000000000000001"))).isNull();
  }

  @Test
  default void anEmptyStringIsNoKey(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.NOTES);

    Bench.failure(() -> sheet.store().put(put(sheet, sheet.row("book", "", "title", "t"))));
    Bench.failure(() -> sheet.store().put(put(sheet, sheet.row("book", "b", "title", ""))));
    Bench.failure(() -> sheet.update(Sheet.key("b", ""), Filter.all(), "text", "x"));
    for (RowKey key : List.of(Sheet.key("", "t"), Sheet.key("b", ""))) {
      Bench.failure(() -> sheet.store().get(new GetRequest(sheet.table(), key)));
      Bench.failure(() -> sheet.store().getAll(new GetAllRequest(sheet.table(), List.of(key))));
    }

    assertThat(sheet.scan().rows()).isEmpty();
  }

  @Test
  default void aRowNeedsEveryPartOfItsKey(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.NOTES);

    Bench.failure(() -> sheet.store().put(put(sheet, sheet.row("book", "b", "text", "x"))));
    Bench.failure(() -> sheet.store().put(put(sheet, sheet.row("book", "b", "title", null))));

    assertThat(sheet.scan().rows()).isEmpty();
  }

  private static PutRequest put(Sheet sheet, Row row) {
    return new PutRequest(sheet.table(), row, Filter.all());
  }
}
