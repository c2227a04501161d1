package dev.pergola.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown, so that it can be put into a document as it is. */
final class Table {

  private final List<String> head;
  private final List<String> rows = new ArrayList<>();

  Table(String... head) {
    this.head = List.of(head);
  }

  void add(String... cells) {
    if (cells.length != head.size()) {
      throw new IllegalArgumentException(
          "A row of %d cells in a table of %d columns".formatted(cells.length, head.size()));
    }
    rows.add(line(List.of(cells)));
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(line(head));
    lines.add(line(head.stream().map(name -> "---").toList()));
    lines.addAll(rows);
    return String.join(System.lineSeparator(), lines);
  }
}
