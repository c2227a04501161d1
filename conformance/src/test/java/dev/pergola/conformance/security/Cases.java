package dev.pergola.conformance.security;

import dev.pergola.conformance.report.Report;
import dev.pergola.conformance.report.Result;
import dev.pergola.conformance.report.Result.Status;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Runs cases one after the other, and says what came of each. */
final class Cases {

  private static final List<Status> COUNTED =
      List.of(Status.PASSED, Status.FAILED, Status.NOT_SUPPORTED);

  private Cases() {}

  /**
   * The report of all.
   *
   * @param run what is not as a case expects, if anything; throws a {@link NotSupportedException}
   *     for a word that nobody here would heed
   */
  static Report run(String title, List<JsonNode> cases, Function<JsonNode, Optional<String>> run) {
    return new Report(title, COUNTED, cases.stream().map(one -> run(one, run)).toList());
  }

  private static Result run(JsonNode one, Function<JsonNode, Optional<String>> run) {
    String id = one.path("id").asString("(no id)");
    try {
      return run.apply(one)
          .map(mismatch -> "(%s) %s".formatted(one.path("why").asString(""), mismatch))
          .map(detail -> new Result(id, Status.FAILED, detail))
          .orElseGet(() -> new Result(id, Status.PASSED, ""));
    } catch (NotSupportedException word) {
      return new Result(id, Status.NOT_SUPPORTED, word.getMessage());
    } catch (RuntimeException broken) {
      // What one case breaks is not the end of the others.
      return new Result(id, Status.FAILED, String.valueOf(broken));
    }
  }
}
