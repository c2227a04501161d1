package dev.pergola.auth;

import java.util.List;

/** A matrix as a page of HTML. Every name is escaped, whoever chose it. */
final class MatrixHtml {

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>Authorization matrix</title>
      <style>
      body { font: 14px/1.4 sans-serif; margin: 2em; }
      table { border-collapse: collapse; margin: 0 0 2em; }
      th, td { border: 1px solid #ccc; padding: 2px 10px; text-align: left; }
      td.yes { background: #d9f2d9; }
      td.where { background: #fff3cc; }
      td.no { color: #999; }
      </style>
      </head>
      <body>
      """;

  private MatrixHtml() {}

  static String of(AuthorizationMatrix matrix) {
    StringBuilder html = new StringBuilder(HEAD);
    MatrixTables.of(matrix).forEach(table -> add(table, html));
    return html.append("</body>\n</html>\n").toString();
  }

  private static void add(MatrixTables.Table table, StringBuilder html) {
    html.append("<h2>").append(escaped(table.title())).append("</h2>\n<table>\n<tr><th></th>");
    table.columns().forEach(name -> html.append("<th>").append(escaped(name)).append("</th>"));
    html.append("</tr>\n");
    table.lines().forEach(line -> add(line, html));
    html.append("</table>\n");
  }

  private static void add(List<String> line, StringBuilder html) {
    html.append("<tr><th>").append(escaped(line.get(0))).append("</th>");
    for (String shown : line.subList(1, line.size())) {
      html.append("<td class=\"")
          .append(kind(shown))
          .append("\">")
          .append(escaped(shown))
          .append("</td>");
    }
    html.append("</tr>\n");
  }

  private static String kind(String shown) {
    return switch (shown) {
      case "yes" -> "yes";
      case "-" -> "no";
      default -> "where";
    };
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
