package dev.pergola.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.storage.Comparison;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.SortCondition;
import dev.pergola.storage.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sort keys: strings by their UTF-8 bytes, numbers by value, joined keys as strings. */
interface KeyOrderCases {

  /** In their order; chars would put the last two before the others from U+E000 on. */
  List<String> TEXTS =
      List.of(
          "\0",
          " ",
          "#",
          "0",
          "10",
          "2",
          "A",
          "a",
          "a\0",
          "a\0b",
          "a ",
          "a#",
          "aa",
          "b",
          "é",
          "\uD7FF",
          "\uE000",
          "\uFFFD",
          "\uFFFF",
          "\uD800\uDC00",
          "😀");

  /** In their order. */
  List<Number> NUMBERS =
      List.of(
          -1e20,
          Long.MIN_VALUE + 1,
          -1234L,
          -12.5,
          -12L,
          -2L,
          -0.001,
          0L,
          1e-30,
          0.1,
          1L,
          2L,
          2.5,
          9L,
          10L,
          12L,
          1234L,
          new BigDecimal("1234.5"),
          Long.MAX_VALUE - 1,
          Double.valueOf("2e23"));

  @Test
  default void stringsAreOrderedByTheirUtf8Bytes(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.NOTES);
    shuffled(TEXTS).forEach(title -> sheet.put("book", "b", "title", title));
    Listing listing = sheet.query(KeyCondition.all("b"));

    assertThat(listing.values("title")).isEqualTo(TEXTS);
    assertThat(listing.downwards().values("title")).isEqualTo(reversed(TEXTS));
  }

  @Test
  default void numbersAreOrderedByValue(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.SLOTS);
    shuffled(NUMBERS).forEach(start -> sheet.put("room", "r", "start", start));
    Listing listing = sheet.query(KeyCondition.all("r"));

    assertThat(sameNumbers(listing.values("start"), NUMBERS)).isTrue();
    assertThat(sameNumbers(listing.downwards().values("start"), reversed(NUMBERS))).isTrue();
  }

  @Test
  default void joinedKeysAreOrderedAsStrings(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.ORDERS);
    for (Object[] order :
        new Object[][] {{"b", 1L}, {"a", 2L}, {"a", 10L}, {"a", 1L}, {"ab", 1L}, {"a", 1.5}}) {
      sheet.put(
          "customer", "c", "date", order[0], "seq", order[1], "text", order[0] + "#" + order[1]);
    }
    Listing listing = sheet.query(KeyCondition.all("c"));

    List<String> order = List.of("a#1", "a#1.5", "a#10", "a#2", "ab#1", "b#1");
    assertThat(listing.values("text")).isEqualTo(order);
    assertThat(listing.downwards().values("text")).isEqualTo(reversed(order));
  }

  @ParameterizedTest
  @MethodSource("dev.pergola.storage.testkit.KeyOrderCases#textConditions")
  default void aConditionOnAStringKeyFindsItsRange(
      SortCondition condition, List<String> found, Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.NOTES);
    for (String title : List.of("a", "a#1", "a#2", "ab", "b", "\uFFFF", "😀")) {
      sheet.put("book", "b", "title", title);
      sheet.put("book", "other", "title", title);
    }
    Listing listing = sheet.query(new KeyCondition("b", condition));

    assertThat(listing.values("title")).isEqualTo(found);
    assertThat(listing.downwards().values("title")).isEqualTo(reversed(found));
    assertThat(listing.values("book")).allMatch("b"::equals);
  }

  /** Conditions over the titles of the case, with what they find. */
  static Stream<Arguments> textConditions() {
    return Stream.of(
        Arguments.of(SortCondition.any(), List.of("a", "a#1", "a#2", "ab", "b", "\uFFFF", "😀")),
        Arguments.of(compare(Comparison.EQ, "a"), List.of("a")),
        Arguments.of(compare(Comparison.EQ, "a#"), List.of()),
        Arguments.of(compare(Comparison.LT, "ab"), List.of("a", "a#1", "a#2")),
        Arguments.of(compare(Comparison.LE, "ab"), List.of("a", "a#1", "a#2", "ab")),
        Arguments.of(compare(Comparison.GT, "ab"), List.of("b", "\uFFFF", "😀")),
        Arguments.of(compare(Comparison.GE, "ab"), List.of("ab", "b", "\uFFFF", "😀")),
        Arguments.of(compare(Comparison.LT, "a"), List.of()),
        Arguments.of(compare(Comparison.GT, "😀"), List.of()),
        Arguments.of(new SortCondition.Between("a#1", "ab"), List.of("a#1", "a#2", "ab")),
        Arguments.of(new SortCondition.Between("a$", "a$"), List.of()),
        Arguments.of(new SortCondition.BeginsWith("a"), List.of("a", "a#1", "a#2", "ab")),
        Arguments.of(new SortCondition.BeginsWith("a#"), List.of("a#1", "a#2")),
        Arguments.of(new SortCondition.BeginsWith("\uFFFF"), List.of("\uFFFF")),
        Arguments.of(new SortCondition.BeginsWith("😀"), List.of("😀")),
        Arguments.of(new SortCondition.BeginsWith("a%"), List.of()));
  }

  @ParameterizedTest
  @MethodSource("dev.pergola.storage.testkit.KeyOrderCases#numberConditions")
  default void aConditionOnANumberKeyFindsItsRange(
      SortCondition condition, List<Number> found, Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.SLOTS);
    for (Number start : List.of(-10L, -2L, 0L, 2L, 2.5, 10L)) {
      sheet.put("room", "r", "start", start);
      sheet.put("room", "other", "start", start);
    }
    Listing listing = sheet.query(new KeyCondition("r", condition));

    assertThat(sameNumbers(listing.values("start"), found)).isTrue();
    assertThat(sameNumbers(listing.downwards().values("start"), reversed(found))).isTrue();
  }

  /** Conditions over the numbers of the case, with what they find. */
  static Stream<Arguments> numberConditions() {
    return Stream.of(
        Arguments.of(SortCondition.any(), List.of(-10L, -2L, 0L, 2L, 2.5, 10L)),
        Arguments.of(compare(Comparison.EQ, new BigDecimal("2.0")), List.of(2L)),
        Arguments.of(compare(Comparison.EQ, -0.0), List.of(0L)),
        Arguments.of(compare(Comparison.LT, 2L), List.of(-10L, -2L, 0L)),
        Arguments.of(compare(Comparison.LE, 2.0), List.of(-10L, -2L, 0L, 2L)),
        Arguments.of(compare(Comparison.GT, 2L), List.of(2.5, 10L)),
        Arguments.of(compare(Comparison.GE, -2L), List.of(-2L, 0L, 2L, 2.5, 10L)),
        Arguments.of(new SortCondition.Between(-2L, 2.5), List.of(-2L, 0L, 2L, 2.5)));
  }

  @Test
  default void aConditionOnAJoinedKeyTakesItsLeadingPart(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.ORDERS);
    for (Object[] order :
        new Object[][] {{"a", 1L}, {"a", 2L}, {"a", 10L}, {"ab", 1L}, {"b", 1L}}) {
      sheet.put(
          "customer", "c", "date", order[0], "seq", order[1], "text", order[0] + "#" + order[1]);
    }

    assertThat(joined(sheet, new SortCondition.BeginsWith("a#")))
        .containsExactly("a#1", "a#10", "a#2");
    assertThat(joined(sheet, new SortCondition.BeginsWith("a"))).hasSize(4);
    assertThat(joined(sheet, compare(Comparison.EQ, "a#10"))).containsExactly("a#10");
    assertThat(joined(sheet, compare(Comparison.LT, "a#2"))).containsExactly("a#1", "a#10");
    assertThat(joined(sheet, compare(Comparison.GE, "ab"))).containsExactly("ab#1", "b#1");
    assertThat(joined(sheet, new SortCondition.Between("a#10", "ab#1")))
        .containsExactly("a#10", "a#2", "ab#1");
  }

  @Test
  default void aPartitionHoldsItsOwnRowsOnly(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.NOTES);
    sheet.putAll(
        TEXTS.stream()
            .flatMap(
                book -> TEXTS.stream().map(title -> new Object[] {"book", book, "title", title})));

    for (String book : TEXTS) {
      Listing listing = sheet.query(KeyCondition.all(book));
      assertThat(listing.values("title")).isEqualTo(TEXTS);
      assertThat(listing.downwards().values("book")).hasSameSizeAs(TEXTS).allMatch(book::equals);
    }
  }

  @Test
  default void randomNumbersComeInTheirOrder(Bench bench) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Sheet sheet = bench.prepare(TableDraft.SLOTS);
    TreeSet<Number> numbers = new TreeSet<>(Values::compare);
    for (int i = 0; i < 150; i++) {
      numbers.add(randomNumber(random));
    }
    sheet.putAll(
        shuffled(new ArrayList<>(numbers)).stream()
            .map(start -> new Object[] {"room", "r", "start", start}));
    Number bound = randomNumber(random);

    List<@Nullable Object> above =
        sheet.query(new KeyCondition("r", compare(Comparison.GE, bound))).values("start");

    assertThat(sameNumbers(sheet.query(KeyCondition.all("r")).values("start"), numbers))
        .as("order of the numbers of seed %d", seed)
        .isTrue();
    assertThat(sameNumbers(above, numbers.tailSet(bound, true)))
        .as("numbers from %s on, seed %d", bound, seed)
        .isTrue();
  }

  private static Number randomNumber(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> (long) random.nextInt(100) - 50;
      case 1 -> random.nextLong();
      case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
      default -> new BigDecimal(random.nextInt(2_000) - 1_000).movePointLeft(random.nextInt(4));
    };
  }

  private static List<@Nullable Object> joined(Sheet sheet, SortCondition condition) {
    return sheet.query(new KeyCondition("c", condition)).values("text");
  }

  private static SortCondition compare(Comparison comparison, Object operand) {
    return new SortCondition.Compare(comparison, operand);
  }

  private static boolean sameNumbers(List<?> left, Iterable<? extends Number> right) {
    List<Number> numbers = new ArrayList<>();
    right.forEach(numbers::add);
    return Values.equal(left, numbers);
  }

  private static <T> List<T> shuffled(List<T> list) {
    List<T> shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, new Random(1));
    return shuffled;
  }

  private static <T> List<T> reversed(List<T> list) {
    List<T> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }
}
