package dev.pergola.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pergola.storage.Change;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.ConditionFailedException;
import dev.pergola.storage.Filter;
import dev.pergola.storage.PutRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conditions are judged on the row as it is at the write, or on the empty row if there is none. */
interface ConditionCases {

  @Test
  default void aSecondCreateFailsAndTellsWhatIsThere(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    Bench.await(sheet.create(Filter.all(), "id", "1", "text", "first"));

    Map<String, @Nullable Object> stored =
        refusal(sheet, sheet.create(Filter.all(), "id", "1", "text", "second"));

    assertThat(stored).isEqualTo(Contents.of("id", "1", "text", "first"));
    assertThat(sheet.get("1")).isEqualTo(Contents.of("id", "1", "text", "first"));
  }

  @Test
  default void aCreateSucceedsAgainAfterADelete(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    Bench.await(sheet.create(Filter.all(), "id", "1", "text", "first"));
    Bench.await(sheet.delete(Sheet.key("1"), Filter.all()));

    Change change = Bench.await(sheet.create(Filter.all(), "id", "1", "text", "second"));

    assertThat(change.before()).isNull();
    assertThat(sheet.get("1")).isEqualTo(Contents.of("id", "1", "text", "second"));
  }

  @Test
  default void aCreatePassesConditionsThatAreTrueOfNothing(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    List<Filter> trueOfNothing =
        List.of(
            new Filter.Exists(sheet.column("text"), false),
            new Filter.Compare(sheet.column("text"), Comparison.NE, "x"),
            new Filter.Compare(sheet.column("text"), Comparison.NE, null),
            new Filter.Not(new Filter.Contains(sheet.column("texts"), "x")));

    for (Filter condition : trueOfNothing) {
      String id = "row " + trueOfNothing.indexOf(condition);
      Bench.await(sheet.create(condition, "id", id, "text", "x"));

      assertThat(sheet.get(id)).isEqualTo(Contents.of("id", id, "text", "x"));
    }
  }

  @Test
  default void aCreateFailsConditionsThatAskForSomething(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    List<Filter> falseOfNothing =
        List.of(
            new Filter.Exists(sheet.column("text"), true),
            new Filter.Compare(sheet.column("text"), Comparison.EQ, "x"),
            new Filter.Compare(sheet.column("text"), Comparison.EQ, null),
            new Filter.Compare(sheet.column("number"), Comparison.LT, 5L),
            new Filter.Contains(sheet.column("texts"), "x"));

    for (Filter condition : falseOfNothing) {
      Map<String, @Nullable Object> stored =
          refusal(sheet, sheet.create(condition, "id", "1", "text", "x"));

      assertThat(stored).as("%s", condition).isNull();
    }
    assertThat(sheet.scan().rows()).isEmpty();
  }

  @Test
  default void aPutJudgesTheStoredRowAndNotTheNewOne(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    sheet.put("id", "1", "text", "old");
    Filter isOld = new Filter.Compare(sheet.column("text"), Comparison.EQ, "old");
    PutRequest request = new PutRequest(sheet.table(), sheet.row("id", "1", "text", "new"), isOld);

    Bench.await(sheet.store().put(request));
    Map<String, @Nullable Object> stored = refusal(sheet, sheet.store().put(request));

    assertThat(stored).isEqualTo(Contents.of("id", "1", "text", "new"));
  }

  /** The three writes, each as a change of row "1" under a condition. */
  enum Write {
    PUT {
      @Override
      CompletionStage<Change> start(Sheet sheet, Filter condition) {
        return sheet
            .store()
            .put(new PutRequest(sheet.table(), sheet.row("id", "1", "text", "put"), condition));
      }
    },
    UPDATE {
      @Override
      CompletionStage<Change> start(Sheet sheet, Filter condition) {
        return sheet.update(Sheet.key("1"), condition, "text", "updated");
      }
    },
    DELETE {
      @Override
      CompletionStage<Change> start(Sheet sheet, Filter condition) {
        return sheet.delete(Sheet.key("1"), condition);
      }
    };

    abstract CompletionStage<Change> start(Sheet sheet, Filter condition);
  }

  @ParameterizedTest
  @EnumSource(Write.class)
  default void aWriteThatIsRefusedChangesNothing(Write write, Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING.index("byText", "text"));
    sheet.put("id", "1", "text", "stored", "number", 7L);
    Filter fails = new Filter.Compare(sheet.column("number"), Comparison.GT, 7L);

    Map<String, @Nullable Object> stored = refusal(sheet, write.start(sheet, fails));

    Map<String, @Nullable Object> untouched =
        Contents.of("id", "1", "text", "stored", "number", 7L);
    assertThat(stored).isEqualTo(untouched);
    assertThat(sheet.get("1")).isEqualTo(untouched);
    assertThat(sheet.query("byText", IndexCases.all("stored")).rows()).containsExactly(untouched);
    assertThat(sheet.query("byText", IndexCases.all("put")).rows()).isEmpty();
    assertThat(sheet.query("byText", IndexCases.all("updated")).rows()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Write.class)
  default void aWriteWhoseConditionHoldsIsDone(Write write, Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    sheet.put("id", "1", "text", "stored", "number", 7L);
    Filter holds = new Filter.Compare(sheet.column("number"), Comparison.EQ, 7.0);

    Change change = Bench.await(write.start(sheet, holds));

    assertThat(sheet.contents(change.before()))
        .isEqualTo(Contents.of("id", "1", "text", "stored", "number", 7L));
    assertThat(sheet.get("1")).isEqualTo(sheet.contents(change.after()));
    assertThat(sheet.contents(change.after())).isNotEqualTo(sheet.contents(change.before()));
  }

  @ParameterizedTest
  @EnumSource(Write.class)
  default void whereThereIsNoRowTheConditionIsJudgedOnTheEmptyOne(Write write, Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    Filter trueOfNothing = new Filter.Compare(sheet.column("number"), Comparison.NE, 7L);
    Filter falseOfNothing = new Filter.Not(trueOfNothing);

    Map<String, @Nullable Object> stored = refusal(sheet, write.start(sheet, falseOfNothing));
    Change change = Bench.await(write.start(sheet, trueOfNothing));

    assertThat(stored).isNull();
    assertThat(change.before()).isNull();
  }

  @Test
  default void updateAndDeleteOfAnExistingRowFailWithoutOne(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);

    Stream.of(
            sheet.updateExisting(Sheet.key("1"), Filter.all(), "text", "x"),
            sheet.deleteExisting(Sheet.key("1"), Filter.all()))
        .forEach(stage -> assertThat(refusal(sheet, stage)).isNull());

    assertThat(sheet.scan().rows()).isEmpty();
  }

  /** The contents of the row that a refused write was judged against; null if there was none. */
  private static @Nullable Map<String, @Nullable Object> refusal(
      Sheet sheet, CompletionStage<Change> stage) {
    ConditionFailedException[] refused = new ConditionFailedException[1];
    assertThatExceptionOfType(ConditionFailedException.class)
        .isThrownBy(() -> Bench.await(stage))
        .satisfies(e -> refused[0] = e);
    return sheet.contents(refused[0].stored());
  }
}
