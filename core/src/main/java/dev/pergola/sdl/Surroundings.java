package dev.pergola.sdl;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands around a place that is no GraphQL, since a parser tells only of the token. */
final class Surroundings {

  private static final int BEFORE = 100;
  private static final int SHOWN = 160;

  private static final Pattern DEFINITION =
      Pattern.compile("\\s*(?:extend\\s+)?(type|enum|input|interface|union)\\s+(\\w+).*");

  private Surroundings() {}

  /** The line and the definition it belongs to, as a sentence; empty when there is no such line. */
  static String of(String text, int line, int column) {
    List<String> lines = text.lines().limit(Math.max(line, 0)).toList();
    if (lines.isEmpty()) {
      return "";
    }
    String last = lines.get(lines.size() - 1);
    int start = Math.max(0, Math.min(column, last.length()) - BEFORE);
    String shown = last.substring(start, Math.min(last.length(), start + SHOWN)).strip();
    return " The line is: " + shown + definition(lines);
  }

  private static String definition(List<String> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      Matcher definition = DEFINITION.matcher(lines.get(i));
      if (definition.matches()) {
        return " (in the %s '%s')".formatted(definition.group(1), definition.group(2));
      }
    }
    return "";
  }
}
