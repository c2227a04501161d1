package dev.pergola.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.ColumnType;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.Cursor;
import dev.pergola.storage.Filter;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.Page;
import dev.pergola.storage.SortCondition;
import dev.pergola.storage.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pages: how they end, how they go on, and that together they are the whole. */
interface PagingCases {

  @Test
  default void aPageThatHoldsAllHasNoNextOne(Bench bench) {
    Sheet sheet = numbered(bench, 5);

    for (Listing listing : listings(sheet)) {
      Page page = listing.page(5, 100, null);

      assertThat(page.rows()).hasSize(5);
      assertThat(page.next()).isNull();
    }
  }

  @Test
  default void aPageThatEndsBeforeAMatchGoesOnWithIt(Bench bench) {
    Sheet sheet = numbered(bench, 5);

    for (Listing listing : listings(sheet)) {
      Page first = listing.page(3, 100, null);
      Page second = listing.page(3, 100, first.next());

      assertThat(first.next()).isNotNull();
      assertThat(second.next()).isNull();
      assertThat(listing.rows(List.of(first, second))).isEqualTo(listing.rows()).hasSize(5);
    }
  }

  /** A client sends it back, and what clients send has a greatest length. */
  @Test
  default void aCursorIsHardlyLongerThanTheKeysInIt(Bench bench) {
    TableDraft draft =
        TableDraft.NOTES.column("tail", ColumnType.STRING).index("byTextAndTail", "text", "tail");
    Sheet sheet = bench.prepare(draft);
    for (String filling : List.of("x", "\"", "\\", "\u0001", "\0", "\u00e9", "\ud83d\ude00")) {
      for (String end : List.of("1", "2")) {
        sheet.put(
            "book", filled(filling, 2_048, ""),
            "title", filled(filling, 1_024, end),
            "text", filled(filling, 2_048, ""),
            "tail", filled(filling, 1_024, end));
      }
      for (Listing listing :
          List.of(
              sheet.query(KeyCondition.all(filled(filling, 2_048, ""))),
              sheet.query("byTextAndTail", KeyCondition.all(filled(filling, 2_048, ""))))) {
        Page first = listing.page(1, 1, null);
        Cursor next = Objects.requireNonNull(first.next(), "there is another row");
        Page second = listing.page(1, 100, next);

        assertThat(next.bytes()).hasSizeLessThan(2 * (2_048 + 1_024) + 64);
        assertThat(listing.values("title", List.of(first, second)))
            .containsExactly(filled(filling, 1_024, "1"), filled(filling, 1_024, "2"));
      }
    }
  }

  /** As many bytes, or one character less, that end with this. */
  private static String filled(String filling, int bytes, String end) {
    int each = filling.getBytes(StandardCharsets.UTF_8).length;
    return filling.repeat((bytes - end.length()) / each) + end;
  }

  @Test
  default void nothingToListIsOneEmptyPage(Bench bench) {
    Sheet sheet = numbered(bench, 0);

    for (Listing listing : listings(sheet)) {
      Page page = listing.page(1, 1, null);

      assertThat(page.rows()).isEmpty();
      assertThat(page.next()).isNull();
    }
  }

  @Test
  default void aPageThatEndsAtTheLastMatchHasNoNextOneIfTheBudgetShowsIt(Bench bench) {
    Sheet sheet = numbered(bench, 10);
    Filter firstThree = new Filter.Compare(sheet.column("start"), Comparison.LT, 3L);

    for (Listing listing : listings(sheet)) {
      Page page = listing.matching(firstThree).page(3, 100, null);

      assertThat(listing.rows(List.of(page))).hasSize(3);
      if (page.residual().equals(Filter.all())) {
        assertThat(page.next()).isNull();
      }
    }
  }

  @Test
  default void aPageEndsWithItsBudgetAndGoesOnBehindIt(Bench bench) {
    Sheet sheet = numbered(bench, 10);
    Filter last = new Filter.Compare(sheet.column("start"), Comparison.EQ, 9L);
    Listing listing = sheet.query(KeyCondition.all("r")).matching(last);

    Page first = listing.page(1, 4, null);
    List<Page> all = listing.pages(1, 4);

    assertThat(listing.rows(List.of(first))).isEmpty();
    assertThat(first.examined()).isLessThanOrEqualTo(4);
    assertThat(first.next()).isNotNull();
    assertThat(all).hasSizeGreaterThanOrEqualTo(3);
    assertThat(listing.rows(all)).hasSize(1);
  }

  @Test
  default void theSizeOfAPageMayChangeFromPageToPage(Bench bench) {
    Sheet sheet = numbered(bench, 20);

    for (Listing listing : listings(sheet)) {
      List<Page> pages = new ArrayList<>();
      pages.add(listing.page(1, 1, null));
      for (int size = 2; pages.get(pages.size() - 1).next() != null; size++) {
        pages.add(listing.page(size, size + 1, pages.get(pages.size() - 1).next()));
      }

      assertThat(listing.rows(pages)).isEqualTo(listing.rows()).hasSize(20);
    }
  }

  @Test
  default void aScanKeepsItsOrder(Bench bench) {
    Sheet sheet = numbered(bench, 50);

    List<Map<String, @Nullable Object>> whole = sheet.scan().rows();

    assertThat(whole).hasSize(50);
    for (int size : new int[] {1, 7, 49, 50, 51}) {
      assertThat(sheet.scan().rows(sheet.scan().pages(size, size + 3))).isEqualTo(whole);
    }
  }

  @Test
  default void aListingGoesOnBehindARowThatWasDeletedMeanwhile(Bench bench) {
    for (int direction = 0; direction < 2; direction++) {
      Sheet sheet = numbered(bench, 10);
      Listing up = sheet.query(KeyCondition.all("r"));
      Listing listing = direction == 0 ? up : up.downwards();
      Page first = listing.page(4, 4, null);
      Object last = listing.values("start", List.of(first)).get(3);

      Bench.await(sheet.delete(Sheet.key("r", last), Filter.all()));
      Page second = listing.page(100, 100, first.next());

      assertThat(listing.rows(List.of(first, second))).hasSize(10);
      assertThat(new HashSet<>(listing.rows(List.of(first, second)))).hasSize(10);
    }
  }

  @Test
  default void rowsThatStayAreListedOnceWhateverHappensAroundThem(Bench bench) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Sheet sheet = numbered(bench, 60);
    Set<Object> stay = new HashSet<>();
    for (long start = 0; start < 60; start += 2) {
      stay.add(Contents.of("start", start).get("start"));
    }

    for (Listing listing : listings(sheet)) {
      List<Page> pages = new ArrayList<>();
      Cursor after = null;
      do {
        Page page = listing.page(5, 7, after);
        pages.add(page);
        after = page.next();
        double between = random.nextInt(60) + 0.5;
        sheet.put("room", "r", "start", between);
        Bench.await(sheet.delete(Sheet.key("r", random.nextInt(30) * 2L + 1), Filter.all()));
      } while (after != null);

      List<@Nullable Object> seen = listing.values("start", pages);
      seen.retainAll(stay);
      assertThat(seen).as("seed %d, %s", seed, listing).containsExactlyInAnyOrderElementsOf(stay);
    }
  }

  @Test
  default void pagesTogetherAreTheWhole(Bench bench) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Sheet sheet = bench.prepare(TableDraft.INDEXED);
    for (int i = 0; i < 120; i++) {
      sheet.put(
          "id", "row " + random.nextInt(1_000),
          "owner", "owner " + random.nextInt(3),
          "rank", (long) random.nextInt(10),
          "place", random.nextInt(4) == 0 ? null : "place " + random.nextInt(3),
          "text", "text " + random.nextInt(5));
    }

    for (int i = 0; i < 60; i++) {
      Listing listing = randomListing(random, sheet);
      int maxRows = 1 + random.nextInt(12);
      List<Page> pages = listing.pages(maxRows, maxRows + random.nextInt(12));
      assertThat(listing.rows(pages))
          .as("seed %d, pages of %d of %s", seed, maxRows, listing)
          .isEqualTo(listing.rows())
          .containsExactlyInAnyOrderElementsOf(expected(sheet, listing));
    }
  }

  private static Listing randomListing(Random random, Sheet sheet) {
    KeyCondition owner =
        new KeyCondition(
            "owner " + random.nextInt(3),
            random.nextBoolean()
                ? SortCondition.any()
                : new SortCondition.Compare(Comparison.GE, (long) random.nextInt(10)));
    Listing listing =
        switch (random.nextInt(4)) {
          case 0 -> sheet.scan();
          case 1 -> sheet.query("byOwner", KeyCondition.all(owner.partition()));
          case 2 -> sheet.query("byOwnerPlaceAndRank", KeyCondition.all(owner.partition()));
          default -> sheet.query("byOwnerAndRank", owner);
        };
    if (random.nextBoolean()) {
      String text = "text " + random.nextInt(5);
      listing = listing.matching(new Filter.Compare(sheet.column("text"), Comparison.NE, text));
    }
    return listing.condition() != null && random.nextBoolean() ? listing.downwards() : listing;
  }

  /** The rows of a scan that a listing has to find, found without an index and without a filter. */
  private static List<Map<String, @Nullable Object>> expected(Sheet sheet, Listing listing) {
    List<Map<String, @Nullable Object>> rows =
        new ArrayList<>(sheet.scan().matching(listing.filter()).rows());
    KeyCondition condition = listing.condition();
    if (condition != null && listing.index() != null) {
      rows.removeIf(row -> !condition.partition().equals(row.get("owner")));
      listing
          .index()
          .key()
          .sort()
          .forEach(column -> rows.removeIf(row -> row.get(column.name()) == null));
      if (condition.sort() instanceof SortCondition.Compare compare) {
        rows.removeIf(row -> !atLeast(row.get("rank"), compare.operand()));
      }
    }
    return rows;
  }

  private static boolean atLeast(@Nullable Object value, Object bound) {
    return value != null && Values.compare(value, bound) >= 0;
  }

  private static Sheet numbered(Bench bench, int count) {
    Sheet sheet = bench.prepare(TableDraft.SLOTS.index("byRoom", "room", "start"));
    for (long start = 0; start < count; start++) {
      sheet.put("room", "r", "start", start);
    }
    return sheet;
  }

  private static List<Listing> listings(Sheet sheet) {
    Listing query = sheet.query(KeyCondition.all("r"));
    Listing index = sheet.query("byRoom", KeyCondition.all("r"));
    return Stream.of(sheet.scan(), query, query.downwards(), index, index.downwards()).toList();
  }
}
