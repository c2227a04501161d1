package dev.pergola.auth;

import java.util.ArrayList;
import java.util.List;

/** A matrix in columns of plain text. */
final class MatrixText {

  private static final int GAP = 2;

  private MatrixText() {}

  static String of(AuthorizationMatrix matrix) {
    StringBuilder text = new StringBuilder();
    for (MatrixTables.Table table : MatrixTables.of(matrix)) {
      if (!text.isEmpty()) {
        text.append('\n');
      }
      add(table, text);
    }
    return text.toString();
  }

  private static void add(MatrixTables.Table table, StringBuilder text) {
    List<String> head = new ArrayList<>();
    head.add("");
    head.addAll(table.columns());
    int[] widths = new int[head.size()];
    widen(widths, head);
    table.lines().forEach(line -> widen(widths, line));
    text.append(table.title()).append('\n');
    line(head, widths, text);
    table.lines().forEach(line -> line(line, widths, text));
  }

  private static void widen(int[] widths, List<String> cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], cells.get(i).length() + GAP);
    }
  }

  private static void line(List<String> cells, int[] widths, StringBuilder text) {
    StringBuilder line = new StringBuilder(" ".repeat(GAP));
    for (int i = 0; i < widths.length; i++) {
      line.append(cells.get(i)).append(" ".repeat(widths[i] - cells.get(i).length()));
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
