package dev.pergola.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.conformance.report.Result.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void tellsWhatDidNotPassAndThenTheCounts() {
    Report report =
        new Report(
            "runtime",
            List.of(Status.values()),
            List.of(
                new Result("a", Status.PASSED, ""),
                new Result("b", Status.FAILED, "step 1, data.x: expected 1,\n came 2"),
                new Result("c", Status.NOT_SUPPORTED, "subscriptions"),
                new Result("d", Status.UNSURE_FAILED, "step 2, errors: expected no errors, came 1"),
                new Result("e", Status.PASSED, "")));

    assertThat(report.lines())
        .containsExactly(
            "not supported c: subscriptions",
            "unsure-failed d: step 2, errors: expected no errors, came 1",
            "failed b: step 1, data.x: expected 1,  came 2",
            "runtime: 2 passed, 1 failed, 1 unsure-failed, 1 not supported");
  }

  @Test
  void listsEachDifferenceAndCountsWhatItIsAskedFor() {
    Report report =
        new Report(
            "schema",
            List.of(Status.PASSED, Status.FAILED),
            List.of(new Result("a", Status.FAILED, "2 differences", List.of("one", "two"))));

    assertThat(report.lines())
        .containsExactly("failed a: 2 differences", "  one", "  two", "schema: 0 passed, 1 failed");
  }
}
