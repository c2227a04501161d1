package dev.pergola.conformance.report;

import dev.pergola.conformance.report.Result.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How each case is known to end, one line each, so that one that used to pass and is now "failed",
 * "unsure-failed" or "not supported" stops the build; one that passes at last has to be pinned as
 * such.
 *
 * @param lines the pinned line of each case
 */
public record Pins(Map<String, String> lines) {

  public Pins {
    lines = new LinkedHashMap<>(lines);
  }

  /**
   * Reads lines as {@link #line} writes them; empty lines and those that start with {@code #} are
   * for people.
   *
   * @throws IllegalArgumentException if a line is of another form, or pins a failure
   */
  public static Pins read(List<String> text) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (String line : text) {
      if (!line.isBlank() && !line.startsWith("#") && lines.put(id(line), line) != null) {
        throw new IllegalArgumentException("'%s' is pinned twice.".formatted(id(line)));
      }
    }
    return new Pins(lines);
  }

  /** One line for each case that ends in another way than pinned. */
  public List<String> differences(List<Result> results) {
    List<String> differences = new ArrayList<>();
    Map<String, String> unseen = new LinkedHashMap<>(lines);
    for (Result result : results) {
      String pinned = unseen.remove(result.id());
      if (!Objects.equals(pinned, line(result))) {
        differences.add(
            "pinned '%s', now '%s'".formatted(pinned == null ? "nothing" : pinned, line(result)));
      }
    }
    unseen.values().forEach(pinned -> differences.add("pinned '%s', not run".formatted(pinned)));
    return differences;
  }

  /** What is pinned of a result: not the difference itself, but what it waits for. */
  public static String line(Result result) {
    return result.status() == Status.NOT_SUPPORTED
        ? result.toString()
        : new Result(result.id(), result.status(), "").toString();
  }

  private static String id(String line) {
    for (Status status : List.of(Status.PASSED, Status.UNSURE_FAILED, Status.NOT_SUPPORTED)) {
      if (line.startsWith(status.word() + " ")) {
        return line.substring(status.word().length() + 1).split(":", 2)[0];
      }
    }
    throw new IllegalArgumentException(
        "'%s' is no pin; write 'passed id', 'unsure-failed id' or 'not supported id: reason'."
            .formatted(line));
  }
}
