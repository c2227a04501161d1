package dev.pergola.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Nothing is timed before all sides have given the same bytes for the same requests. */
final class EqualAnswers {

  private static final int COMPARED = 20;

  private EqualAnswers() {}

  /**
   * Holds the sides against each other.
   *
   * @throws IllegalStateException if two of them differ, with the request and both answers
   */
  static void check(List<Scenario> scenarios, List<SideKind> kinds, int posts, int comments) {
    for (Scenario scenario : scenarios) {
      List<Ask> asks = scenario.asks(posts).subList(0, COMPARED);
      List<byte[]> expected = answers(kinds.get(0), asks, posts, comments);
      for (SideKind other : kinds.subList(1, kinds.size())) {
        List<byte[]> given = answers(other, asks, posts, comments);
        for (int i = 0; i < asks.size(); i++) {
          if (!Arrays.equals(expected.get(i), given.get(i))) {
            throw new IllegalStateException(
                "%s with %s%n%s: %s%n%s: %s"
                    .formatted(
                        asks.get(i).query(),
                        asks.get(i).variables(),
                        kinds.get(0),
                        text(expected.get(i)),
                        other,
                        text(given.get(i))));
          }
        }
      }
    }
  }

  private static List<byte[]> answers(SideKind kind, List<Ask> asks, int posts, int comments) {
    try (Side side = kind.open(posts, comments)) {
      return asks.stream().map(side::answer).toList();
    }
  }

  private static String text(byte[] answer) {
    return new String(answer, StandardCharsets.UTF_8);
  }
}
