package dev.pergola.conformance.schema;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names that a refusal may name: a case's list of its own, else the names of its TypeScript
 * that stand in the original's error, else, where the original names nothing, every name of its
 * TypeScript.
 */
final class Culprits {

  private static final Pattern KEY = Pattern.compile("(\\w+|'[^']+')\\s*:");
  private static final Pattern TEXT = Pattern.compile("'([^']+)'");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][\\w-]*");
  private static final String BACKEND = "export const data";

  /** Names in the TypeScript that belong to the language, not to the schema. */
  private static final Set<String> LANGUAGE = Set.of("allow", "auth", "entry", "index", "none");

  private Culprits() {}

  /** The names for a case of the original's. */
  static Set<String> of(String typeScript, String error) {
    Set<String> declared = declared(typeScript);
    Set<String> told = words(error);
    Set<String> both = new LinkedHashSet<>(declared);
    both.retainAll(told);
    return both.isEmpty() ? declared : both;
  }

  /** The one or more names of a list's line, as {@code auth-read-and-get: Plain}. */
  static Set<String> ofList(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2).strip())
        .collect(Collectors.toSet());
  }

  private static Set<String> declared(String typeScript) {
    int end = typeScript.indexOf(BACKEND);
    String schema = end < 0 ? typeScript : typeScript.substring(0, end);
    String body = schema.replaceAll("(?m)^import .*$", "");
    Set<String> names = new LinkedHashSet<>();
    KEY.matcher(body).results().map(key -> key.group(1).replace("'", "")).forEach(names::add);
    TEXT.matcher(body).results().map(text -> text.group(1)).forEach(names::add);
    names.removeAll(LANGUAGE);
    return names;
  }

  private static Set<String> words(String error) {
    // The first line says only where the original found the mistake.
    String message = error.substring(error.indexOf('\n') + 1);
    return WORD.matcher(message).results().map(MatchResult::group).collect(Collectors.toSet());
  }
}
