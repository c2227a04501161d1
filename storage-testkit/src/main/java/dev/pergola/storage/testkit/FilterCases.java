package dev.pergola.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.storage.AttributeType;
import dev.pergola.storage.Change;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.ConditionFailedException;
import dev.pergola.storage.Filter;
import dev.pergola.storage.KeyCondition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Filters as truth tables, operator by type by value: each names the rows that it holds for. The
 * same table holds for the filter of a listing and for the condition of a write.
 */
interface FilterCases {

  /** Rows by name, each with one column besides its key, or none. */
  Map<String, Object[]> ROWS =
      Map.ofEntries(
          Map.entry("nothing", new Object[] {}),
          Map.entry("text null", new Object[] {"text", null}),
          Map.entry("text empty", new Object[] {"text", ""}),
          Map.entry("text apple", new Object[] {"text", "apple"}),
          Map.entry("text Apple", new Object[] {"text", "Apple"}),
          Map.entry("text pine", new Object[] {"text", "pine"}),
          Map.entry("text pineapple", new Object[] {"text", "pineapple"}),
          Map.entry("text 100%", new Object[] {"text", "100%_\\'"}),
          Map.entry("text smile", new Object[] {"text", "😀é"}),
          Map.entry("number null", new Object[] {"number", null}),
          Map.entry("number -2", new Object[] {"number", -2L}),
          Map.entry("number 0", new Object[] {"number", -0.0}),
          Map.entry("number 2", new Object[] {"number", 2L}),
          Map.entry("number 2.5", new Object[] {"number", 2.5}),
          Map.entry("number 10", new Object[] {"number", 10.0}),
          Map.entry("flag true", new Object[] {"flag", true}),
          Map.entry("flag false", new Object[] {"flag", false}),
          Map.entry("texts null", new Object[] {"texts", null}),
          Map.entry("texts empty", new Object[] {"texts", List.of()}),
          Map.entry("texts a b", new Object[] {"texts", List.of("a", "b")}),
          Map.entry("texts ab", new Object[] {"texts", List.of("ab")}),
          Map.entry("numbers 2", new Object[] {"numbers", List.of(2L)}),
          Map.entry("document map", new Object[] {"document", Map.of("k", 1L)}),
          Map.entry("document list", new Object[] {"document", List.of(1L, 2L, 3L)}),
          Map.entry("document text", new Object[] {"document", "a"}),
          Map.entry("document true", new Object[] {"document", true}),
          Map.entry("documents two", new Object[] {"documents", List.of(1L, Map.of("k", "v"))}),
          Map.entry("documents deep", new Object[] {"documents", List.of(nested(40), 1L)}));

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.pergola.storage.testkit.FilterCases#truths")
  default void aFilterHoldsForTheseRowsAndNoOther(Truth truth, Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    fill(sheet);
    Filter filter = truth.filter().apply(sheet);

    assertThat(sheet.scan().matching(filter).values("id"))
        .containsExactlyInAnyOrderElementsOf(truth.rows());
    assertThat(sheet.scan().matching(new Filter.Not(filter)).values("id"))
        .containsExactlyInAnyOrderElementsOf(truth.otherRows());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.pergola.storage.testkit.FilterCases#truths")
  default void aConditionHoldsForTheseRowsAndNoOther(Truth truth, Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    fill(sheet);
    Filter filter = truth.filter().apply(sheet);

    Map<String, CompletionStage<Change>> updates = new LinkedHashMap<>();
    for (String id : ROWS.keySet()) {
      updates.put(id, sheet.updateExisting(Sheet.key(id), filter));
    }

    List<Object> passed = new ArrayList<>();
    updates.forEach(
        (id, update) -> {
          try {
            Bench.await(update);
            passed.add(id);
          } catch (ConditionFailedException refused) {
            assertThat(refused.stored()).isNotNull();
          }
        });
    assertThat(passed).containsExactlyInAnyOrderElementsOf(truth.rows());
  }

  /** The truth tables of all operators. */
  static Stream<Truth> truths() {
    return Stream.of(texts(), numbers(), flags(), lists(), documents(), combinations())
        .flatMap(Function.identity());
  }

  private static Stream<Truth> texts() {
    return Stream.of(
        truth("text EQ apple", compare("text", Comparison.EQ, "apple"), "text apple"),
        truth("text EQ null", compare("text", Comparison.EQ, null), "text null"),
        truth("text EQ number", compare("text", Comparison.EQ, 2L)),
        truth("text NE apple", compare("text", Comparison.NE, "apple")).allBut("text apple"),
        truth("text NE null", compare("text", Comparison.NE, null)).allBut("text null"),
        truth(
            "text LT apple",
            compare("text", Comparison.LT, "apple"),
            "text empty",
            "text Apple",
            "text 100%"),
        truth(
            "text LE apple",
            compare("text", Comparison.LE, "apple"),
            "text empty",
            "text Apple",
            "text 100%",
            "text apple"),
        truth(
            "text GT pine", compare("text", Comparison.GT, "pine"), "text pineapple", "text smile"),
        truth(
            "text GE pine",
            compare("text", Comparison.GE, "pine"),
            "text pine",
            "text pineapple",
            "text smile"),
        truth("text GT U+FFFF", compare("text", Comparison.GT, "\uFFFF"), "text smile"),
        truth(
            "text between",
            sheet -> new Filter.Between(sheet.column("text"), "a", "pine"),
            "text apple",
            "text pine"),
        truth(
            "text begins with pine",
            sheet -> new Filter.BeginsWith(sheet.column("text"), "pine"),
            "text pine",
            "text pineapple"),
        truth(
            "text contains apple",
            sheet -> new Filter.Contains(sheet.column("text"), "apple"),
            "text apple",
            "text pineapple"),
        truth(
            "text contains %",
            sheet -> new Filter.Contains(sheet.column("text"), "%"), "text 100%"),
        truth("text begins with _", sheet -> new Filter.BeginsWith(sheet.column("text"), "_")),
        truth(
            "text exists",
            sheet -> new Filter.Exists(sheet.column("text"), true),
            "text null",
            "text empty",
            "text apple",
            "text Apple",
            "text pine",
            "text pineapple",
            "text 100%",
            "text smile"),
        truth("text does not exist", sheet -> new Filter.Exists(sheet.column("text"), false))
            .allBut(
                "text null",
                "text empty",
                "text apple",
                "text Apple",
                "text pine",
                "text pineapple",
                "text 100%",
                "text smile"),
        truth(
            "text is a string",
            type("text", AttributeType.STRING),
            "text empty",
            "text apple",
            "text Apple",
            "text pine",
            "text pineapple",
            "text 100%",
            "text smile"),
        truth("text is null", type("text", AttributeType.NULL), "text null"),
        truth(
            "text has 2 characters",
            sheet -> new Filter.Size(sheet.column("text"), Comparison.EQ, 2),
            "text smile"),
        truth(
            "text has less than 1 character",
            sheet -> new Filter.Size(sheet.column("text"), Comparison.LT, 1),
            "text empty"));
  }

  private static Stream<Truth> numbers() {
    return Stream.of(
        truth("number EQ 2.0", compare("number", Comparison.EQ, 2.0), "number 2"),
        truth("number EQ 0", compare("number", Comparison.EQ, 0L), "number 0"),
        truth("number EQ '2'", compare("number", Comparison.EQ, "2")),
        truth("number NE 2", compare("number", Comparison.NE, 2L)).allBut("number 2"),
        truth("number LT 2", compare("number", Comparison.LT, 2L), "number -2", "number 0"),
        truth(
            "number LE 2",
            compare("number", Comparison.LE, 2L),
            "number -2",
            "number 0",
            "number 2"),
        truth("number GT 2", compare("number", Comparison.GT, 2L), "number 2.5", "number 10"),
        truth("number GE 2.5", compare("number", Comparison.GE, 2.5), "number 2.5", "number 10"),
        truth(
            "number between",
            sheet -> new Filter.Between(sheet.column("number"), 0L, 2.5),
            "number 0",
            "number 2",
            "number 2.5"),
        truth(
            "number is a number",
            type("number", AttributeType.NUMBER),
            "number -2",
            "number 0",
            "number 2",
            "number 2.5",
            "number 10"));
  }

  private static Stream<Truth> flags() {
    return Stream.of(
        truth("flag EQ true", compare("flag", Comparison.EQ, true), "flag true"),
        truth("flag NE true", compare("flag", Comparison.NE, true)).allBut("flag true"),
        truth("flag is a bool", type("flag", AttributeType.BOOL), "flag true", "flag false"));
  }

  private static Stream<Truth> lists() {
    return Stream.of(
        truth(
            "texts contains a",
            sheet -> new Filter.Contains(sheet.column("texts"), "a"),
            "texts a b"),
        truth(
                "texts does not contain a",
                sheet -> new Filter.Not(new Filter.Contains(sheet.column("texts"), "a")))
            .allBut("texts a b"),
        truth(
            "numbers contains 2.0",
            sheet -> new Filter.Contains(sheet.column("numbers"), 2.0),
            "numbers 2"),
        truth(
            "texts has 2 elements",
            sheet -> new Filter.Size(sheet.column("texts"), Comparison.EQ, 2),
            "texts a b"),
        truth(
            "texts has at most 1 element",
            sheet -> new Filter.Size(sheet.column("texts"), Comparison.LE, 1),
            "texts empty",
            "texts ab"),
        truth(
            "texts is a list",
            type("texts", AttributeType.LIST),
            "texts empty",
            "texts a b",
            "texts ab"),
        truth(
            "documents has 2 elements",
            sheet -> new Filter.Size(sheet.column("documents"), Comparison.EQ, 2),
            "documents two",
            "documents deep"),
        truth(
            "documents is a list",
            type("documents", AttributeType.LIST),
            "documents two",
            "documents deep"));
  }

  private static Stream<Truth> documents() {
    return Stream.of(
        truth("document is a map", type("document", AttributeType.MAP), "document map"),
        truth("document is a list", type("document", AttributeType.LIST), "document list"),
        truth("document is a string", type("document", AttributeType.STRING), "document text"),
        truth("document is a bool", type("document", AttributeType.BOOL), "document true"),
        truth(
            "document contains 2",
            sheet -> new Filter.Contains(sheet.column("document"), 2L),
            "document list"));
  }

  private static Stream<Truth> combinations() {
    Function<Sheet, Filter> pine = sheet -> new Filter.BeginsWith(sheet.column("text"), "pine");
    Function<Sheet, Filter> apple = sheet -> new Filter.Contains(sheet.column("text"), "apple");
    return Stream.of(
        truth(
            "and",
            sheet -> new Filter.And(List.of(pine.apply(sheet), apple.apply(sheet))),
            "text pineapple"),
        truth(
            "or",
            sheet -> new Filter.Or(List.of(pine.apply(sheet), apple.apply(sheet))),
            "text pine",
            "text apple",
            "text pineapple"),
        truth(
            "and not",
            sheet -> new Filter.And(List.of(pine.apply(sheet), new Filter.Not(apple.apply(sheet)))),
            "text pine"),
        truth("and of nothing", sheet -> new Filter.And(List.of())).allBut(),
        truth("or of nothing", sheet -> new Filter.Or(List.of())),
        truth("all", sheet -> Filter.all()).allBut());
  }

  @Test
  default void aFilterWorksOnQueriesAndIndexesToo(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.INDEXED);
    for (long i = 0; i < 10; i++) {
      sheet.put("id", "row " + i, "owner", "ann", "rank", i, "text", i % 2 == 0 ? "even" : "odd");
    }
    Filter even = new Filter.Compare(sheet.column("text"), Comparison.EQ, "even");

    assertThat(sheet.query("byOwnerAndRank", KeyCondition.all("ann")).matching(even).values("id"))
        .containsExactly("row 0", "row 2", "row 4", "row 6", "row 8");
    assertThat(sheet.query(KeyCondition.all("row 3")).matching(even).rows()).isEmpty();
    assertThat(sheet.query(KeyCondition.all("row 4")).matching(even).rows()).hasSize(1);
  }

  @Test
  default void randomFiltersMeanWhatTheirPredicateSays(Bench bench) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    fill(sheet);
    List<Truth> atoms = truths().toList();

    for (int i = 0; i < 40; i++) {
      Filter filter = randomFilter(random, sheet, atoms, 3);
      List<Object> expected = new ArrayList<>();
      ROWS.keySet().stream()
          .filter(id -> filter.toPredicate().test(sheet.row(columns(id))))
          .forEach(expected::add);
      assertThat(sheet.scan().matching(filter).values("id"))
          .as("seed %d, %s", seed, filter)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static Filter randomFilter(Random random, Sheet sheet, List<Truth> atoms, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(4);
    if (kind == 0) {
      return atoms.get(random.nextInt(atoms.size())).filter().apply(sheet);
    }
    if (kind == 1) {
      return new Filter.Not(randomFilter(random, sheet, atoms, depth - 1));
    }
    List<Filter> parts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      parts.add(randomFilter(random, sheet, atoms, depth - 1));
    }
    return kind == 2 ? new Filter.And(parts) : new Filter.Or(parts);
  }

  /** Lists in lists, deeper than some services keep them as they are. */
  private static Object nested(int levels) {
    return levels == 0 ? 1L : List.of(nested(levels - 1));
  }

  private static void fill(Sheet sheet) {
    sheet.putAll(ROWS.keySet().stream().map(FilterCases::columns));
  }

  private static @Nullable Object[] columns(String id) {
    return Stream.concat(Stream.of("id", id), Arrays.stream(ROWS.get(id))).toArray();
  }

  private static Function<Sheet, Filter> compare(
      String column, Comparison comparison, @Nullable Object operand) {
    return sheet -> new Filter.Compare(sheet.column(column), comparison, operand);
  }

  private static Function<Sheet, Filter> type(String column, AttributeType type) {
    return sheet -> new Filter.TypeIs(sheet.column(column), type);
  }

  private static Truth truth(String name, Function<Sheet, Filter> filter, Object... rows) {
    return new Truth(name, filter, List.of(rows));
  }

  /** A filter and the names of the rows that it holds for. */
  record Truth(String name, Function<Sheet, Filter> filter, List<Object> rows) {

    Truth allBut(Object... exceptions) {
      return new Truth(name, filter, rowsBut(List.of(exceptions)));
    }

    List<Object> otherRows() {
      return rowsBut(rows);
    }

    private static List<Object> rowsBut(List<Object> exceptions) {
      List<Object> others = new ArrayList<>(ROWS.keySet());
      others.removeAll(exceptions);
      return others;
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
