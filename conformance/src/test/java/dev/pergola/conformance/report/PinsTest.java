package dev.pergola.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pergola.conformance.report.Result.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class PinsTest {

  private static final Pins PINS =
      Pins.read(
          List.of(
              "# What waits", "passed a", "", "unsure-failed b", "not supported c: subscriptions"));

  @Test
  void findsNothingWhenAllEndAsPinned() {
    assertThat(
            PINS.differences(
                List.of(
                    new Result("a", Status.PASSED, ""),
                    new Result("c", Status.NOT_SUPPORTED, "subscriptions"),
                    new Result("b", Status.UNSURE_FAILED, "step 1, whatever"))))
        .isEmpty();
  }

  @Test
  void findsWhatPassesNoLongerAndWhatPassesAtLast() {
    assertThat(
            PINS.differences(
                List.of(
                    new Result("a", Status.NOT_SUPPORTED, "models"),
                    new Result("b", Status.PASSED, ""),
                    new Result("c", Status.NOT_SUPPORTED, "relations"))))
        .containsExactly(
            "pinned 'passed a', now 'not supported a: models'",
            "pinned 'unsure-failed b', now 'passed b'",
            "pinned 'not supported c: subscriptions', now 'not supported c: relations'");
  }

  @Test
  void findsWhatIsMissingOnEitherSide() {
    assertThat(
            PINS.differences(
                List.of(
                    new Result("a", Status.PASSED, ""),
                    new Result("b", Status.UNSURE_FAILED, ""),
                    new Result("z", Status.PASSED, ""))))
        .containsExactly(
            "pinned 'nothing', now 'passed z'", "pinned 'not supported c: subscriptions', not run");
  }

  @Test
  void aFailureIsNeverPinned() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pins.read(List.of("failed a")))
        .withMessageContaining("'failed a' is no pin");
  }

  @Test
  void aScenarioIsPinnedOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pins.read(List.of("passed a", "unsure-failed a")));
  }
}
