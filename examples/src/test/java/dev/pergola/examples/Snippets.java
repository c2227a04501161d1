package dev.pergola.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pieces of code between {@code // snippet: name} and {@code // end: name}, and their copies in the
 * papers, each after a comment {@code <!-- snippet: name -->}.
 */
final class Snippets {

  private static final Pattern IN_CODE =
      Pattern.compile("(?ms)^ *// snippet: (?<name>\\S+)\\R(?<text>.*?)^ *// end: \\k<name>$");
  private static final Pattern IN_PAPER =
      Pattern.compile("(?ms)^<!-- snippet: (?<name>\\S+) -->\\R```java\\R(?<text>.*?)^```$");

  private Snippets() {}

  /** The pieces in all Java files below a folder, by name. */
  static Map<String, String> inCode(Path folder) throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
        all.putAll(find(IN_CODE, Files.readString(file)));
      }
    }
    return all;
  }

  /** The copies in a paper, by name. */
  static Map<String, String> inPaper(String text) {
    return find(IN_PAPER, text);
  }

  /** How many blocks of Java a paper has, copies or not. */
  static long javaBlocks(String text) {
    return text.lines().filter(List.of("```java")::contains).count();
  }

  /** The names of tests and exams that a paper mentions as code. */
  static Set<String> testsNamedIn(String paper) {
    return Pattern.compile("`(\\w+(?:Test|Exam))`")
        .matcher(paper)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  private static Map<String, String> find(Pattern pattern, String text) {
    Map<String, String> found = new LinkedHashMap<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.put(matcher.group("name"), matcher.group("text").stripTrailing().stripIndent().strip());
    }
    return found;
  }
}
