package dev.pergola.conformance.report;

import java.util.List;

/**
 * What became of one case.
 *
 * @param id the case
 * @param status how it ended
 * @param detail what was expected and what came, or what does not exist yet; empty when it passed
 * @param differences each single difference, for a case that can have many; else empty
 */
public record Result(String id, Status status, String detail, List<String> differences) {

  public Result {
    differences = List.copyOf(differences);
  }

  /** A case whose detail says all. */
  public Result(String id, Status status, String detail) {
    this(id, status, detail, List.of());
  }

  /** How a case ends, with the word that the report has for it. */
  public enum Status {
    PASSED("passed"),
    FAILED("failed"),
    /** The original's own answer is not established, and ours is another. */
    UNSURE_FAILED("unsure-failed"),
    NOT_SUPPORTED("not supported");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** One line. */
  @Override
  public String toString() {
    return detail.isEmpty()
        ? "%s %s".formatted(status.word(), id)
        : "%s %s: %s".formatted(status.word(), id, detail.replaceAll("\\R", " "));
  }
}
