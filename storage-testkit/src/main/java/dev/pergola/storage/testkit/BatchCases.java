package dev.pergola.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.storage.Comparison;
import dev.pergola.storage.Cursor;
import dev.pergola.storage.Filter;
import dev.pergola.storage.GetAllRequest;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.Page;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.QueryAllRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.SortCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many reads in one call give what they give one by one. */
interface BatchCases {

  int MANY = 250;

  @Test
  default void manyRowsComeInTheOrderOfTheirKeys(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.ORDERS);
    List<RowKey> keys = new ArrayList<>();
    for (long seq = 0; seq < MANY; seq++) {
      if (seq % 3 != 0) {
        sheet.put("customer", "c", "date", "d", "seq", seq, "text", "row " + seq);
      }
      keys.add(0, Sheet.key("c", "d", seq));
    }

    List<Optional<Row>> rows = getAll(sheet, keys);

    assertThat(rows).hasSize(MANY);
    for (int i = 0; i < MANY; i++) {
      long seq = MANY - 1L - i;
      Map<String, @Nullable Object> expected =
          seq % 3 == 0
              ? null
              : Contents.of("customer", "c", "date", "d", "seq", seq, "text", "row " + seq);
      assertThat(sheet.contents(rows.get(i).orElse(null))).isEqualTo(expected);
    }
  }

  @Test
  default void aKeyMayBeAskedForTwiceAndInAnyForm(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.SLOTS);
    sheet.put("room", "r", "start", 2L);

    List<Optional<Row>> rows =
        getAll(sheet, List.of(Sheet.key("r", 2L), Sheet.key("r", 3L), Sheet.key("r", 2.0)));

    assertThat(rows.stream().map(Optional::isPresent)).containsExactly(true, false, true);
    assertThat(getAll(sheet, List.of())).isEmpty();
  }

  @Test
  default void oneImpossibleKeyFailsThemAll(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.NOTES);
    sheet.put("book", "b", "title", "t");

    Bench.failure(
        () ->
            sheet
                .store()
                .getAll(
                    new GetAllRequest(
                        sheet.table(), List.of(Sheet.key("b", "t"), Sheet.key("b")))));
  }

  @Test
  default void eachPartGivesThePageOfItsOwnQuery(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.SLOTS.index("byRoom", "room", "start"));
    for (int room = 0; room < 20; room++) {
      for (long start = 0; start < room; start++) {
        sheet.put("room", "r" + room, "start", start, "text", start % 2 == 0 ? "even" : "odd");
      }
    }
    Filter even = new Filter.Compare(sheet.column("text"), Comparison.EQ, "even");

    for (Listing listing : listings(sheet, even)) {
      List<QueryAllRequest.Part> parts = new ArrayList<>();
      for (int room = 19; room >= 0; room--) {
        SortCondition sort =
            room % 5 == 0 ? new SortCondition.Compare(Comparison.GE, 3L) : SortCondition.any();
        parts.add(part(new KeyCondition("r" + room, sort), 1 + room % 4, 100, null));
      }

      List<Page> pages = queryAll(listing, parts, 10_000);

      assertThat(pages).hasSameSizeAs(parts);
      for (int i = 0; i < parts.size(); i++) {
        Listing alone = listing.of(parts.get(i).condition());
        Page page = alone.page(parts.get(i).page().maxRows(), 100, null);
        assertThat(alone.rows(List.of(pages.get(i)))).isEqualTo(alone.rows(List.of(page)));
        assertThat(pages.get(i).next() == null).isEqualTo(page.next() == null);
      }
    }
  }

  @Test
  default void eachPartMayHaveAFilterOfItsOwn(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.SLOTS.index("byRoom", "room", "start"));
    for (int room = 0; room < 3; room++) {
      for (long start = 0; start < 12; start++) {
        sheet.put("room", "r" + room, "start", start, "text", "t" + start % 4);
      }
    }
    Filter common = new Filter.Compare(sheet.column("start"), Comparison.GE, 4L);

    for (Listing listing : listings(sheet, common)) {
      List<QueryAllRequest.Part> parts = new ArrayList<>();
      for (int room = 0; room < 3; room++) {
        Filter own = new Filter.Compare(sheet.column("text"), Comparison.EQ, "t" + room);
        parts.add(
            new QueryAllRequest.Part(
                KeyCondition.all("r" + room),
                new PageRequest(10, 100, null),
                room == 2 ? Filter.all() : own));
      }

      List<Page> pages = queryAll(listing, parts, 10_000);

      for (int room = 0; room < 3; room++) {
        Listing alone =
            listing
                .of(KeyCondition.all("r" + room))
                .matching(Filter.and(List.of(common, parts.get(room).filter())));
        assertThat(alone.rows(List.of(pages.get(room))))
            .isEqualTo(alone.rows())
            .hasSize(room == 2 ? 8 : 2);
      }
    }
  }

  @Test
  default void eachPartGoesOnFromItsOwnCursor(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.SLOTS.index("byRoom", "room", "start"));
    for (int room = 1; room < 8; room++) {
      for (long start = 0; start < room; start++) {
        sheet.put("room", "r" + room, "start", start);
      }
    }

    for (Listing listing : listings(sheet, Filter.all())) {
      List<List<Page>> pages = new ArrayList<>();
      List<@Nullable Cursor> cursors = new ArrayList<>();
      for (int room = 1; room < 8; room++) {
        pages.add(new ArrayList<>());
        cursors.add(null);
      }
      for (int round = 0; round < 4; round++) {
        List<QueryAllRequest.Part> parts = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
          parts.add(part(KeyCondition.all("r" + (i + 1)), 2, 100, cursors.get(i)));
        }
        List<Page> answers = queryAll(listing, parts, 10_000);
        for (int i = 0; i < 7; i++) {
          if (round == 0 || cursors.get(i) != null) {
            pages.get(i).add(answers.get(i));
            cursors.set(i, answers.get(i).next());
          }
        }
      }

      for (int i = 0; i < 7; i++) {
        Listing alone = listing.of(KeyCondition.all("r" + (i + 1)));
        assertThat(cursors.get(i)).isNull();
        assertThat(alone.rows(pages.get(i))).isEqualTo(alone.rows()).hasSize(i + 1);
      }
    }
  }

  @Test
  default void partsShareABudgetAndEachLooksAtOneRowAtLeast(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.SLOTS);
    for (int room = 0; room < 10; room++) {
      for (long start = 0; start < 10; start++) {
        sheet.put("room", "r" + room, "start", start);
      }
    }
    List<QueryAllRequest.Part> parts = new ArrayList<>();
    for (int room = 0; room < 10; room++) {
      parts.add(part(KeyCondition.all("r" + room), 10, 10, null));
    }
    Listing listing = sheet.query(KeyCondition.all("r0"));

    List<Page> pages = queryAll(listing, parts, 25);

    int examined = pages.stream().mapToInt(Page::examined).sum();
    assertThat(examined).isBetween(10, 25 + parts.size());
    for (int room = 0; room < 10; room++) {
      Listing alone = listing.of(KeyCondition.all("r" + room));
      List<Page> whole = new ArrayList<>(List.of(pages.get(room)));
      assertThat(pages.get(room).examined()).isPositive();
      if (pages.get(room).next() != null) {
        whole.add(alone.page(10, 10, pages.get(room).next()));
      }
      assertThat(alone.rows(whole)).isEqualTo(alone.rows()).hasSize(10);
    }
    assertThat(queryAll(listing, List.of(), 25)).isEmpty();
  }

  private static List<Optional<Row>> getAll(Sheet sheet, List<RowKey> keys) {
    return Bench.await(sheet.store().getAll(new GetAllRequest(sheet.table(), keys)));
  }

  private static List<Page> queryAll(
      Listing listing, List<QueryAllRequest.Part> parts, int maxExamined) {
    Sheet sheet = listing.sheet();
    return Bench.await(
        sheet
            .store()
            .queryAll(
                new QueryAllRequest(
                    sheet.table(),
                    listing.index(),
                    parts,
                    listing.descending(),
                    listing.filter(),
                    maxExamined)));
  }

  private static QueryAllRequest.Part part(
      KeyCondition condition, int maxRows, int maxExamined, @Nullable Cursor after) {
    return new QueryAllRequest.Part(condition, new PageRequest(maxRows, maxExamined, after));
  }

  private static List<Listing> listings(Sheet sheet, Filter filter) {
    Listing table = sheet.query(KeyCondition.all("any")).matching(filter);
    Listing index = sheet.query("byRoom", KeyCondition.all("any")).matching(filter);
    return Stream.of(table, table.downwards(), index, index.downwards()).toList();
  }
}
