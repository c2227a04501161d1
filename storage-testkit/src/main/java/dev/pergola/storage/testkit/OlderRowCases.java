package dev.pergola.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.ColumnType;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.Filter;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.LoadRequest;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.RefusedValueException;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowBatch;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.SnapshotRequest;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.StoreLoad;
import dev.pergola.storage.StoreSnapshot;
import dev.pergola.storage.TransactRequest;
import dev.pergola.storage.UpdateRequest;
import dev.pergola.storage.WriteFailedException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Rows that are older than an index and hold an empty string where its key is: they are not in it.
 * A store may refuse to change them, as DynamoDB does, but says why.
 */
interface OlderRowCases {

  TableDraft PLAIN = TableDraft.NOTES.column("rank", ColumnType.NUMBER);

  TableDraft GROWN =
      PLAIN
          .index("byText", "text")
          .index("byBookAndText", "book", "text")
          .index("byBookTextAndTitle", "book", "text", "title");

  private static Sheet filled(Bench bench) {
    Sheet plain = bench.prepare(PLAIN);
    plain.put("book", "b", "title", "empty", "text", "");
    plain.put("book", "b", "title", "bare", "text", "");
    plain.put("book", "b", "title", "null", "text", null);
    plain.put("book", "b", "title", "other", "text", "x");
    return plain;
  }

  private static Sheet grown(Bench bench) {
    filled(bench);
    return bench.prepare(GROWN);
  }

  @Test
  default void rowsWithoutAKeyAreNotInANewIndex(Bench bench) {
    Sheet sheet = grown(bench);

    assertThat(sheet.get("b", "empty"))
        .isEqualTo(Contents.of("book", "b", "title", "empty", "text", ""));
    assertThat(sheet.scan().rows()).hasSize(4);
    assertThat(sheet.query(KeyCondition.all("b")).values("title"))
        .containsExactly("bare", "empty", "null", "other");
    assertThat(sheet.query("byText", KeyCondition.all("x")).values("title"))
        .containsExactly("other");
    assertThat(sheet.query("byBookAndText", KeyCondition.all("b")).values("title"))
        .containsExactly("other");
    // Joined, the key is no empty string.
    assertThat(sheet.query("byBookTextAndTitle", KeyCondition.all("b")).values("title"))
        .containsExactly("bare", "empty", "other");
  }

  @Test
  default void anIndexIsAddedBesideOneThatTheyAreNotIn(Bench bench) {
    filled(bench);
    bench.prepare(PLAIN.index("byText", "text"));

    Sheet sheet = bench.prepare(GROWN);

    assertThat(sheet.get("b", "empty"))
        .isEqualTo(Contents.of("book", "b", "title", "empty", "text", ""));
    assertThat(sheet.query("byText", KeyCondition.all("x")).values("title"))
        .containsExactly("other");
    assertThat(sheet.query("byBookTextAndTitle", KeyCondition.all("b")).values("title"))
        .contains("other")
        .isSubsetOf("bare", "empty", "other");
  }

  @Test
  default void aRowWithoutAKeyIsChangedOrItsCallerIsToldWhyNot(Bench bench) {
    Sheet sheet = grown(bench);
    UpdateRequest update =
        UpdateRequest.existing(
            sheet.table(),
            Sheet.key("b", "empty"),
            List.of(new Assignment(sheet.column("rank"), 2L)),
            Filter.all());

    boolean changed =
        takenOrRefused(
            () -> sheet.updateExisting(Sheet.key("b", "empty"), Filter.all(), "rank", 1L));
    boolean changedWithOthers =
        takenOrRefused(() -> sheet.store().transact(new TransactRequest(List.of(update))));

    assertThat(changedWithOthers).isEqualTo(changed);
    Map<String, @Nullable Object> row =
        changed
            ? Contents.of("book", "b", "title", "empty", "text", "", "rank", 2L)
            : Contents.of("book", "b", "title", "empty", "text", "");
    assertThat(sheet.get("b", "empty")).isEqualTo(row);
    assertThat(sheet.query("byBookAndText", KeyCondition.all("b")).values("title"))
        .containsExactly("other");
    assertThat(sheet.query("byText", KeyCondition.all("x")).values("title"))
        .containsExactly("other");
  }

  /** Whether a store took a change; if it did not, it told the caller of the column. */
  private static boolean takenOrRefused(Supplier<CompletionStage<?>> change) {
    try {
      Bench.await(change.get());
      return true;
    } catch (StoreException refused) {
      Throwable reason = refused instanceof WriteFailedException ? refused.getCause() : refused;
      assertThat(reason)
          .isInstanceOf(RefusedValueException.class)
          .hasMessageContaining("cannot contain an empty string value")
          .hasMessageContaining("text");
      return false;
    }
  }

  @Test
  default void aRowEntersTheIndexesOnceItHasAKey(Bench bench) {
    Sheet sheet = grown(bench);

    Bench.await(sheet.update(Sheet.key("b", "empty"), Filter.all(), "text", "x", "rank", 1L));
    Bench.await(sheet.update(Sheet.key("b", "null"), Filter.all(), "text", "x"));
    sheet.put("book", "b", "title", "bare", "text", "a");

    assertThat(sheet.query("byText", KeyCondition.all("x")).values("title"))
        .containsExactlyInAnyOrder("empty", "null", "other");
    assertThat(sheet.query("byBookAndText", KeyCondition.all("b")).rows()).hasSize(4);
    assertThat(sheet.query("byBookTextAndTitle", KeyCondition.all("b")).values("title"))
        .containsExactly("bare", "empty", "null", "other");
  }

  @Test
  default void aRowWithoutAKeyCanBeClearedAndDeleted(Bench bench) {
    Sheet sheet = grown(bench);

    Bench.await(sheet.update(Sheet.key("b", "empty"), Filter.all(), "text", null, "rank", 1L));
    Bench.await(sheet.deleteExisting(Sheet.key("b", "bare"), Filter.all()));

    assertThat(sheet.get("b", "empty")).containsEntry("rank", BigDecimal.ONE);
    assertThat(sheet.scan().values("title")).containsExactlyInAnyOrder("empty", "null", "other");
    assertThat(sheet.query("byBookTextAndTitle", KeyCondition.all("b")).values("title"))
        .containsExactly("other");
  }

  @Test
  default void aLoadTakesThemAsTheyAreOrSaysWhatToDo(Bench bench) {
    Sheet sheet = grown(bench);
    List<Map<String, @Nullable Object>> rows = sheet.scan().rows();
    LoadRequest request = new LoadRequest(List.of(sheet.table()), true);

    try (StoreLoad load = Bench.await(bench.store().load(request))) {
      Bench.await(load.add(new RowBatch(sheet.table(), stored(bench, sheet))));
      Bench.await(load.finish());
    } catch (StoreException refused) {
      assertThat(refused)
          .hasMessageContaining(sheet.table().name())
          .hasMessageContaining("[b, bare]")
          .hasMessageContaining("text");
    }

    assertThat(sheet.scan().rows()).containsExactlyInAnyOrderElementsOf(rows);
    assertThat(sheet.query("byBookAndText", KeyCondition.all("b")).values("title"))
        .containsExactly("other");
  }

  /** The way that is open with every store. */
  @Test
  default void aLoadBeforeTheIndexTakesThemAsTheyAre(Bench bench) {
    Sheet sheet = filled(bench);
    List<Map<String, @Nullable Object>> rows = sheet.scan().rows();
    LoadRequest request = new LoadRequest(List.of(sheet.table()), true);

    try (StoreLoad load = Bench.await(bench.store().load(request))) {
      Bench.await(load.add(new RowBatch(sheet.table(), stored(bench, sheet))));
      Bench.await(load.finish());
    }
    Sheet indexed = bench.prepare(PLAIN.index("byText", "text"));

    assertThat(indexed.scan().rows()).hasSameSizeAs(rows);
    assertThat(indexed.get("b", "empty"))
        .isEqualTo(Contents.of("book", "b", "title", "empty", "text", ""));
    assertThat(indexed.query("byText", KeyCondition.all("x")).values("title"))
        .containsExactly("other");
  }

  @Test
  default void aLoadReplacesThem(Bench bench) {
    Sheet sheet = grown(bench);
    LoadRequest request = new LoadRequest(List.of(sheet.table()), true);

    try (StoreLoad load = Bench.await(bench.store().load(request))) {
      Row row = sheet.row("book", "b", "title", "new", "text", "x");
      Bench.await(load.add(new RowBatch(sheet.table(), List.of(row))));
      Bench.await(load.finish());
    }

    assertThat(sheet.scan().values("title")).containsExactly("new");
    assertThat(sheet.query("byText", KeyCondition.all("x")).values("title")).containsExactly("new");
  }

  private static List<Row> stored(Bench bench, Sheet sheet) {
    SnapshotRequest request = new SnapshotRequest(List.of(sheet.table()));
    try (StoreSnapshot snapshot = Bench.await(bench.store().snapshot(request))) {
      PageRequest page = new PageRequest(10, 10, null);
      return Bench.await(snapshot.scan(new ScanRequest(sheet.table(), Filter.all(), page))).rows();
    }
  }
}
