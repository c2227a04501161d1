package dev.pergola.conformance.runtime;

/**
 * What became of one scenario.
 *
 * @param id the scenario
 * @param status how it ended
 * @param detail what was expected and what came, or what does not exist yet; empty when it passed
 */
record Result(String id, Status status, String detail) {

  /** How a scenario ends, with the word that the report has for it. */
  enum Status {
    PASSED("passed"),
    FAILED("failed"),
    /** The original's own answer is not established, and ours is another. */
    UNSURE_FAILED("unsure-failed"),
    NOT_SUPPORTED("not supported");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    String word() {
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
