package dev.pergola.storage;

import static dev.pergola.storage.Comparison.EQ;
import static dev.pergola.storage.Comparison.GE;
import static dev.pergola.storage.Comparison.GT;
import static dev.pergola.storage.Comparison.LE;
import static dev.pergola.storage.Comparison.LT;
import static dev.pergola.storage.Comparison.NE;
import static dev.pergola.storage.Sample.DOCUMENT;
import static dev.pergola.storage.Sample.FLAG;
import static dev.pergola.storage.Sample.NUMBER;
import static dev.pergola.storage.Sample.SCORES;
import static dev.pergola.storage.Sample.TABLE;
import static dev.pergola.storage.Sample.TAGS;
import static dev.pergola.storage.Sample.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pergola.model.Column;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The meaning of every filter as a truth table: for each filter, the stored values it holds for.
 */
class FilterTest {

  private static final Object ABSENT = new Object();
  private static final List<@Nullable Object> TEXTS =
      Arrays.asList(ABSENT, null, "", "a", "ab", "b", "é", "\uFFFF", "😀");
  private static final List<@Nullable Object> NUMBERS =
      Arrays.asList(ABSENT, null, -1L, -0.0, 2L, new BigDecimal("2.50"), 10.0);
  private static final List<@Nullable Object> FLAGS = Arrays.asList(ABSENT, null, true, false);
  private static final List<@Nullable Object> LISTS =
      Arrays.asList(
          ABSENT, null, List.of(), List.of("a"), Arrays.asList("a", null), List.of("ab", "b"));
  private static final List<@Nullable Object> NUMBER_LISTS =
      Arrays.asList(ABSENT, null, List.of(2L), List.of(2.0, 3L));
  private static final List<@Nullable Object> DOCUMENTS =
      Arrays.asList(
          ABSENT, null, "a", 2L, true, List.of(2L), Map.of("k", 2L), Map.of("k", List.of("a")));

  static Stream<Case> texts() {
    return Stream.of(
            holds(new Filter.Compare(TEXT, EQ, "a"), "a"),
            holds(new Filter.Compare(TEXT, EQ, ""), ""),
            holds(new Filter.Compare(TEXT, EQ, 1L)),
            holds(new Filter.Compare(TEXT, EQ, null), null, null),
            holds(
                new Filter.Compare(TEXT, NE, "a"),
                ABSENT,
                null,
                "",
                "ab",
                "b",
                "é",
                "\uFFFF",
                "😀"),
            holds(
                new Filter.Compare(TEXT, NE, null),
                ABSENT,
                "",
                "a",
                "ab",
                "b",
                "é",
                "\uFFFF",
                "😀"),
            holds(new Filter.Compare(TEXT, LT, "ab"), "", "a"),
            holds(new Filter.Compare(TEXT, LE, "ab"), "", "a", "ab"),
            holds(new Filter.Compare(TEXT, GT, "ab"), "b", "é", "\uFFFF", "😀"),
            holds(new Filter.Compare(TEXT, GE, "ab"), "ab", "b", "é", "\uFFFF", "😀"),
            holds(new Filter.Compare(TEXT, GT, "\uFFFF"), "😀"),
            holds(new Filter.Compare(TEXT, LT, 5L)),
            holds(new Filter.Between(TEXT, "a", "b"), "a", "ab", "b"),
            holds(new Filter.Between(TEXT, "b", "a")),
            holds(new Filter.BeginsWith(TEXT, "a"), "a", "ab"),
            holds(new Filter.BeginsWith(TEXT, ""), "", "a", "ab", "b", "é", "\uFFFF", "😀"),
            holds(new Filter.Contains(TEXT, "b"), "ab", "b"),
            holds(new Filter.Contains(TEXT, 5L)),
            holds(
                new Filter.Not(new Filter.Contains(TEXT, "b")),
                ABSENT,
                null,
                "",
                "a",
                "é",
                "\uFFFF",
                "😀"),
            holds(
                new Filter.Not(new Filter.Compare(TEXT, LT, "ab")),
                ABSENT,
                null,
                "ab",
                "b",
                "é",
                "\uFFFF",
                "😀"),
            holds(new Filter.Exists(TEXT, true), null, "", "a", "ab", "b", "é", "\uFFFF", "😀"),
            holds(new Filter.Exists(TEXT, false), ABSENT),
            holds(
                new Filter.TypeIs(TEXT, AttributeType.STRING),
                "",
                "a",
                "ab",
                "b",
                "é",
                "\uFFFF",
                "😀"),
            holds(new Filter.TypeIs(TEXT, AttributeType.NULL), null, null),
            holds(new Filter.TypeIs(TEXT, AttributeType.NUMBER)),
            holds(new Filter.Size(TEXT, EQ, 1), "a", "b", "é", "\uFFFF", "😀"),
            holds(new Filter.Size(TEXT, LT, 1), ""),
            holds(new Filter.Size(TEXT, NE, 1), "", "ab"))
        .map(entry -> entry.over(TEXT, TEXTS));
  }

  static Stream<Case> numbers() {
    return Stream.of(
            holds(new Filter.Compare(NUMBER, EQ, 2.0), 2L),
            holds(new Filter.Compare(NUMBER, EQ, 0L), -0.0),
            holds(new Filter.Compare(NUMBER, EQ, "2")),
            holds(new Filter.Compare(NUMBER, NE, 2.0), ABSENT, null, -1L, -0.0, 2.5, 10.0),
            holds(new Filter.Compare(NUMBER, LT, 2.5), -1L, -0.0, 2L),
            holds(new Filter.Compare(NUMBER, LE, 2.5), -1L, -0.0, 2L, 2.5),
            holds(new Filter.Compare(NUMBER, GT, 2L), 2.5, 10.0),
            holds(new Filter.Compare(NUMBER, GE, new BigDecimal("2.000")), 2L, 2.5, 10.0),
            holds(new Filter.Between(NUMBER, 0L, 2.5), -0.0, 2L, 2.5),
            holds(new Filter.BeginsWith(NUMBER, "1")),
            holds(new Filter.Contains(NUMBER, 2L)),
            holds(new Filter.Size(NUMBER, GE, 0)),
            holds(new Filter.TypeIs(NUMBER, AttributeType.NUMBER), -1L, -0.0, 2L, 2.5, 10.0))
        .map(entry -> entry.over(NUMBER, NUMBERS));
  }

  static Stream<Case> flags() {
    return Stream.of(
            holds(new Filter.Compare(FLAG, EQ, true), true),
            holds(new Filter.Compare(FLAG, NE, true), ABSENT, null, false),
            holds(new Filter.Compare(FLAG, LT, true)),
            holds(new Filter.TypeIs(FLAG, AttributeType.BOOL), true, false),
            holds(new Filter.Size(FLAG, GE, 0)))
        .map(entry -> entry.over(FLAG, FLAGS));
  }

  static Stream<Case> lists() {
    return Stream.of(
            holds(new Filter.Contains(TAGS, "a"), List.of("a"), Arrays.asList("a", null)),
            holds(
                new Filter.Not(new Filter.Contains(TAGS, "a")),
                ABSENT,
                null,
                List.of(),
                List.of("ab", "b")),
            holds(new Filter.Size(TAGS, EQ, 2), Arrays.asList("a", null), List.of("ab", "b")),
            holds(new Filter.Size(TAGS, LE, 1), List.of(), List.of("a")),
            holds(new Filter.Compare(TAGS, EQ, List.of("a")), List.of("a")),
            holds(new Filter.Compare(TAGS, GT, "a")),
            holds(new Filter.BeginsWith(TAGS, "a")),
            holds(
                new Filter.TypeIs(TAGS, AttributeType.LIST),
                List.of(),
                List.of("a"),
                Arrays.asList("a", null),
                List.of("ab", "b")))
        .map(entry -> entry.over(TAGS, LISTS));
  }

  static Stream<Case> numberLists() {
    return Stream.of(
            holds(new Filter.Contains(SCORES, 2.0), List.of(2L), List.of(2.0, 3L)),
            holds(new Filter.Contains(SCORES, 3L), List.of(2.0, 3L)),
            holds(new Filter.Contains(SCORES, "2")))
        .map(entry -> entry.over(SCORES, NUMBER_LISTS));
  }

  static Stream<Case> documents() {
    return Stream.of(
            holds(new Filter.Compare(DOCUMENT, EQ, Map.of("k", 2.0)), Map.of("k", 2L)),
            holds(new Filter.Compare(DOCUMENT, GT, 1L), 2L),
            holds(new Filter.Contains(DOCUMENT, 2L), List.of(2L)),
            holds(
                new Filter.Size(DOCUMENT, EQ, 1),
                "a",
                List.of(2L),
                Map.of("k", 2L),
                Map.of("k", List.of("a"))),
            holds(
                new Filter.TypeIs(DOCUMENT, AttributeType.MAP),
                Map.of("k", 2L),
                Map.of("k", List.of("a"))),
            holds(new Filter.TypeIs(DOCUMENT, AttributeType.BOOL), true),
            holds(new Filter.TypeIs(DOCUMENT, AttributeType.STRING_SET)),
            holds(new Filter.TypeIs(DOCUMENT, AttributeType.BINARY)))
        .map(entry -> entry.over(DOCUMENT, DOCUMENTS));
  }

  @ParameterizedTest
  @MethodSource({"texts", "numbers", "flags", "lists", "numberLists", "documents"})
  void holdsForTheseValuesAndNoOther(Case entry) {
    for (Object value : entry.values()) {
      boolean expected = entry.expected().stream().anyMatch(one -> same(one, value));

      assertThat(entry.filter().toPredicate().test(entry.row(value)))
          .as("%s of %s", entry.filter(), value == ABSENT ? "an absent value" : value)
          .isEqualTo(expected);
    }
  }

  /** Stores hand texts over in the bytes that they keep; the answers are the same. */
  @ParameterizedTest
  @MethodSource({"texts", "numbers", "flags", "lists", "numberLists", "documents"})
  void holdsForTheSameTextsWhereTheyAreKeptAsBytes(Case entry) {
    Filter filter = entry.filter();
    for (Object value : entry.values()) {
      Row row = entry.row(value);

      assertThat(filter.toPredicate().test(new RowOfBytes(row)))
          .as("%s of %s", filter, value == ABSENT ? "an absent value" : value)
          .isEqualTo(filter.toPredicate().test(row));
    }
  }

  @ParameterizedTest
  @MethodSource({"texts", "numbers", "flags", "lists", "numberLists", "documents"})
  void notInvertsTheWhole(Case entry) {
    for (Object value : entry.values()) {
      Row row = entry.row(value);

      assertThat(new Filter.Not(entry.filter()).toPredicate().test(row))
          .isNotEqualTo(entry.filter().toPredicate().test(row));
    }
  }

  @Test
  void andHoldsIfEveryPartDoes() {
    Filter high = new Filter.Compare(NUMBER, GT, 1L);
    Filter low = new Filter.Compare(NUMBER, LT, 3L);

    assertThat(new Filter.And(List.of(high, low)).toPredicate().test(number(2L))).isTrue();
    assertThat(new Filter.And(List.of(high, low)).toPredicate().test(number(3L))).isFalse();
    assertThat(new Filter.And(List.of()).toPredicate().test(number(3L))).isTrue();
    assertThat(Filter.all().toPredicate().test(Row.empty(TABLE))).isTrue();
  }

  @Test
  void orHoldsIfOnePartDoes() {
    Filter low = new Filter.Compare(NUMBER, LT, 1L);
    Filter high = new Filter.Compare(NUMBER, GT, 3L);

    assertThat(new Filter.Or(List.of(low, high)).toPredicate().test(number(4L))).isTrue();
    assertThat(new Filter.Or(List.of(low, high)).toPredicate().test(number(2L))).isFalse();
    assertThat(new Filter.Or(List.of()).toPredicate().test(number(2L))).isFalse();
  }

  @Test
  void andOfPartsLeavesOutWhatAsksNothing() {
    Filter part = new Filter.Exists(TEXT, true);

    assertThat(Filter.and(List.of(Filter.all(), part, Filter.all()))).isSameAs(part);
    assertThat(Filter.and(List.of())).isEqualTo(Filter.all());
    assertThat(Filter.and(List.of(Filter.and(List.of(part, part)), part)))
        .isEqualTo(new Filter.And(List.of(part, part, part)));
  }

  @ParameterizedTest
  @MethodSource("orderings")
  void nullHasNoOrder(Comparison comparison) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Filter.Compare(TEXT, comparison, null))
        .withMessageContaining("text")
        .withMessageContaining(comparison.name());
  }

  static Stream<Comparison> orderings() {
    return Stream.of(LT, LE, GT, GE);
  }

  private static Row number(Object value) {
    return Row.builder(TABLE).set(NUMBER.position(), value).build();
  }

  private static boolean same(@Nullable Object left, @Nullable Object right) {
    return left == right || (left != ABSENT && right != ABSENT && Values.equal(left, right));
  }

  @Test
  void aFilterNamesEveryColumnThatItLooksAt() {
    Filter filter =
        Filter.and(
            List.of(
                new Filter.Or(
                    List.of(
                        new Filter.Compare(TEXT, EQ, "a"),
                        new Filter.Not(
                            new Filter.Between(NUMBER, BigDecimal.ONE, BigDecimal.TEN)))),
                new Filter.Contains(TAGS, "t"),
                new Filter.Size(SCORES, GT, 1),
                new Filter.TypeIs(DOCUMENT, AttributeType.MAP),
                new Filter.Exists(FLAG, true),
                new Filter.BeginsWith(Sample.ID, "i"),
                new Filter.Exists(TEXT, true)));

    assertThat(filter.columnNames())
        .containsExactly("document", "flag", "id", "number", "scores", "tags", "text");
    assertThat(Filter.all().columnNames()).isEmpty();
    assertThat(new Filter.Or(List.of()).columnNames()).isEmpty();
  }

  private static Case holds(Filter filter, @Nullable Object... expected) {
    return new Case(filter, TEXT, List.of(), Arrays.asList(expected));
  }

  /** Keeps its texts as bytes between others. */
  private record RowOfBytes(Row row) implements Row {

    @Override
    public @Nullable Object value(int position) {
      return row.value(position);
    }

    @Override
    public boolean has(int position) {
      return row.has(position);
    }

    @Override
    public TextVerdict testText(int position, TextTest test) {
      if (!(row.value(position) instanceof String text)) {
        return TextVerdict.UNTESTED;
      }
      byte[] kept = ("a" + text + "b").getBytes(StandardCharsets.UTF_8);
      return test.test(kept, 1, kept.length - 2) ? TextVerdict.PASSED : TextVerdict.FAILED;
    }
  }

  /** A filter on one column, the values that column takes, and those that the filter holds for. */
  record Case(
      Filter filter,
      Column column,
      List<@Nullable Object> values,
      List<@Nullable Object> expected) {

    Case over(Column newColumn, List<@Nullable Object> newValues) {
      assertThat(expected)
          .as("values that %s holds for, all in the table", filter)
          .allMatch(one -> newValues.stream().anyMatch(value -> same(one, value)));
      return new Case(filter, newColumn, newValues, expected);
    }

    Row row(@Nullable Object value) {
      Row.Builder row = Row.builder(TABLE);
      return value == ABSENT ? row.build() : row.set(column.position(), value).build();
    }

    @Override
    public String toString() {
      return filter.toString();
    }
  }
}
