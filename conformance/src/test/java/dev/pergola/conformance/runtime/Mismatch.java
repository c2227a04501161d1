package dev.pergola.conformance.runtime;

/**
 * One place where an answer is not what a scenario expects.
 *
 * @param at the place, as a dotted path from the root of the answer
 * @param expected what should stand there
 * @param came what stands there
 */
record Mismatch(String at, String expected, String came) {

  /** One line. */
  @Override
  public String toString() {
    return "%s: expected %s, came %s".formatted(at, expected, came);
  }
}
