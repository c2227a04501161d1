package dev.pergola.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A matrix in columns of plain text. */
final class MatrixText {

  private static final int GAP = 2;

  /** What could make a name, which may be any text of a group, look like another line. */
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

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
    List<List<String>> lines = table.lines().stream().map(MatrixText::unbroken).toList();
    lines.forEach(line -> widen(widths, line));
    text.append(table.title()).append('\n');
    line(head, widths, text);
    lines.forEach(line -> line(line, widths, text));
  }

  private static List<String> unbroken(List<String> cells) {
    return cells.stream().map(cell -> BREAKS.matcher(cell).replaceAll("\uFFFD")).toList();
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
