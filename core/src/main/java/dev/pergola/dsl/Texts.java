package dev.pergola.dsl;

import java.util.Collection;
import java.util.stream.Collectors;

/** How an author's values look in a problem. */
final class Texts {

  private Texts() {}

  /** The value as a Java literal. */
  static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  /** The value of a default as a Java literal. */
  static String literal(Object value) {
    return value instanceof String text ? quoted(text) : value.toString();
  }

  /** The name with its first letter in upper case, as generated names have it. */
  static String capital(String name) {
    return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /** The name with its first letter in lower case. */
  static String decapital(String name) {
    return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** The names in alphabetical order, or "none". */
  static String sorted(Collection<String> names) {
    return names.isEmpty() ? "none" : names.stream().sorted().collect(Collectors.joining(", "));
  }
}
