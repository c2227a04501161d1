package dev.pergola.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.storage.Comparison;
import dev.pergola.storage.Filter;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.Page;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.SortCondition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Indexes hold the rows that have the whole index key, and follow every write at once. */
interface IndexCases {

  static KeyCondition all(Object partition) {
    return KeyCondition.all(partition);
  }

  static KeyCondition equal(Object partition, Object sort) {
    return new KeyCondition(partition, new SortCondition.Compare(Comparison.EQ, sort));
  }

  @Test
  default void anIndexGivesWholeRows(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.INDEXED);

    sheet.put("id", "1", "owner", "ann", "rank", 5L, "place", "x", "text", null);

    var row = Contents.of("id", "1", "owner", "ann", "rank", 5L, "place", "x", "text", null);
    assertThat(sheet.query("byOwner", all("ann")).rows()).containsExactly(row);
    assertThat(sheet.query("byOwnerAndRank", equal("ann", 5L)).rows()).containsExactly(row);
    assertThat(sheet.query("byRank", equal(5.0, "x")).rows()).containsExactly(row);
    assertThat(sheet.query("byOwnerPlaceAndRank", equal("ann", "x#5")).rows()).containsExactly(row);
    assertThat(sheet.query("byOwner", all("bob")).rows()).isEmpty();
  }

  @Test
  default void aRowThatLacksAPartOfTheKeyIsNotInTheIndex(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.INDEXED);

    sheet.put("id", "no rank", "owner", "ann", "place", "x");
    sheet.put("id", "null rank", "owner", "ann", "place", "x", "rank", null);
    sheet.put("id", "no owner", "rank", 5L, "place", "x");
    sheet.put("id", "no place", "owner", "ann", "rank", 5L);

    assertThat(sheet.query("byOwner", all("ann")).values("id"))
        .containsExactlyInAnyOrder("no rank", "null rank", "no place");
    assertThat(sheet.query("byOwnerAndRank", all("ann")).values("id")).containsExactly("no place");
    assertThat(sheet.query("byRank", all(5L)).values("id")).containsExactly("no owner");
    assertThat(sheet.query("byOwnerPlaceAndRank", all("ann")).rows()).isEmpty();
  }

  @Test
  default void severalRowsShareAnIndexKey(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.INDEXED);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      ids.add("row " + i);
      sheet.put("id", "row " + i, "owner", "ann", "rank", 5L);
    }
    Listing listing = sheet.query("byOwnerAndRank", equal("ann", 5L));

    List<Page> pages = listing.pages(2, 2);

    assertThat(listing.values("id", pages)).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(listing.values("id", pages)).isEqualTo(listing.values("id"));
    assertThat(listing.downwards().values("id")).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  default void anUpdateMovesTheRowInTheIndexes(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.INDEXED);
    sheet.put("id", "1", "owner", "ann", "rank", 5L, "place", "x", "text", "kept");

    Bench.await(sheet.update(Sheet.key("1"), Filter.all(), "owner", "bob", "rank", 6L));

    var row = Contents.of("id", "1", "owner", "bob", "rank", 6L, "place", "x", "text", "kept");
    assertThat(sheet.query("byOwner", all("ann")).rows()).isEmpty();
    assertThat(sheet.query("byOwner", all("bob")).rows()).containsExactly(row);
    assertThat(sheet.query("byOwnerAndRank", all("ann")).rows()).isEmpty();
    assertThat(sheet.query("byOwnerAndRank", all("bob")).rows()).containsExactly(row);
    assertThat(sheet.query("byRank", all(5L)).rows()).isEmpty();
    assertThat(sheet.query("byRank", all(6L)).rows()).containsExactly(row);
    assertThat(sheet.query("byOwnerPlaceAndRank", equal("bob", "x#6")).rows()).containsExactly(row);
  }

  @Test
  default void anUpdateOfOtherColumnsShowsInTheIndexes(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.INDEXED);
    sheet.put("id", "1", "owner", "ann", "text", "old");

    Bench.await(sheet.update(Sheet.key("1"), Filter.all(), "text", "new"));

    assertThat(sheet.query("byOwner", all("ann")).rows())
        .containsExactly(Contents.of("id", "1", "owner", "ann", "text", "new"));
  }

  @Test
  default void aRowEntersAndLeavesAnIndexAsItGainsAndLosesTheKey(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.INDEXED);
    sheet.put("id", "1", "owner", "ann");
    Listing listing = sheet.query("byOwnerAndRank", all("ann"));
    assertThat(listing.rows()).isEmpty();

    Bench.await(sheet.update(Sheet.key("1"), Filter.all(), "rank", 5L));
    assertThat(listing.values("id")).containsExactly("1");

    Bench.await(sheet.update(Sheet.key("1"), Filter.all(), "rank", null));
    assertThat(listing.rows()).isEmpty();
  }

  @Test
  default void aPutOverARowTakesItsOldEntriesOut(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.INDEXED);
    sheet.put("id", "1", "owner", "ann", "rank", 5L, "place", "x");

    sheet.put("id", "1", "owner", "ann");

    assertThat(sheet.query("byOwner", all("ann")).rows())
        .containsExactly(Contents.of("id", "1", "owner", "ann"));
    assertThat(sheet.query("byOwnerAndRank", all("ann")).rows()).isEmpty();
    assertThat(sheet.query("byRank", all(5L)).rows()).isEmpty();
  }

  @Test
  default void aDeleteTakesTheEntriesOut(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.INDEXED);
    sheet.put("id", "1", "owner", "ann", "rank", 5L, "place", "x");
    sheet.put("id", "2", "owner", "ann", "rank", 5L, "place", "x");

    Bench.await(sheet.delete(Sheet.key("1"), Filter.all()));

    assertThat(sheet.query("byOwner", all("ann")).values("id")).containsExactly("2");
    assertThat(sheet.query("byOwnerAndRank", all("ann")).values("id")).containsExactly("2");
    assertThat(sheet.query("byRank", all(5L)).values("id")).containsExactly("2");
    assertThat(sheet.query("byOwnerPlaceAndRank", all("ann")).values("id")).containsExactly("2");
  }

  @Test
  default void anEmptyStringIsNoIndexKey(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.INDEXED);
    sheet.put("id", "1", "owner", "ann");

    Bench.failure(
        () ->
            sheet
                .store()
                .put(
                    new PutRequest(
                        sheet.table(), sheet.row("id", "2", "owner", ""), Filter.all())));
    Bench.failure(() -> sheet.update(Sheet.key("1"), Filter.all(), "owner", ""));

    assertThat(sheet.scan().rows()).containsExactly(Contents.of("id", "1", "owner", "ann"));
    assertThat(sheet.query("byOwner", all("ann")).values("id")).containsExactly("1");
  }
}
