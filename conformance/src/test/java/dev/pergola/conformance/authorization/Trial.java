package dev.pergola.conformance.authorization;

import java.util.ArrayList;
import java.util.List;

/** Holds what a backend answers against what the naive model says, and counts. */
final class Trial {

  /** More would be too many fields for one document. */
  private static final int FIELDS = 40;

  private int cells;
  private int leaks;
  private int denials;
  private final List<String> wrong = new ArrayList<>();

  /** All of these in as few requests as can be; none of them may change what another sees. */
  void run(World world, Caller caller, List<Ask> asks, boolean mutation, String about) {
    for (int from = 0; from < asks.size(); from += FIELDS) {
      batch(
          world, caller, asks.subList(from, Math.min(asks.size(), from + FIELDS)), mutation, about);
    }
  }

  private void batch(World world, Caller caller, List<Ask> asks, boolean mutation, String about) {
    StringBuilder document = new StringBuilder(mutation ? "mutation {" : "{");
    String fragments = "";
    Flat expected = new Flat();
    for (int i = 0; i < asks.size(); i++) {
      Ask ask = asks.get(i);
      document.append("\n a").append(i).append(": ").append(ask.text());
      fragments = ask.fragments().isEmpty() ? fragments : ask.fragments();
      expected.addAll(ask.expected().apply("a" + i));
      cells += ask.cells();
    }
    document.append("\n}\n").append(fragments);
    String asked = document.toString();
    judge(expected, world.answer(caller, asked), "%s, %s".formatted(about, caller), asked);
  }

  /** Holds one answer, which is about so many cells, against what it should be. */
  void judge(Flat expected, Flat answer, int decided, String about, String document) {
    cells += decided;
    judge(expected, answer, about, document);
  }

  private void judge(Flat expected, Flat answer, String about, String document) {
    List<String> leaked = expected.leaks(answer);
    List<String> missing = expected.missing(answer);
    List<String> errors = expected.wrongErrors(answer);
    leaks += leaked.size();
    denials += missing.size();
    if (!leaked.isEmpty() || !missing.isEmpty() || !errors.isEmpty()) {
      wrong.add(
          "%s:\n  leaks %s\n  missing %s\n  errors %s\n%s"
              .formatted(about, cut(leaked), cut(missing), cut(errors), document));
    }
  }

  private static List<String> cut(List<String> lines) {
    return lines.subList(0, Math.min(5, lines.size()));
  }

  int cells() {
    return cells;
  }

  /** What went wrong, the first few in full. */
  List<String> wrong() {
    return wrong.subList(0, Math.min(5, wrong.size()));
  }

  @Override
  public String toString() {
    return "%d cells, %d leaks, %d wrong denials".formatted(cells, leaks, denials);
  }
}
