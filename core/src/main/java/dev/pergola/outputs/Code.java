package dev.pergola.outputs;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Pieces of TypeScript's syntax, laid out with two spaces. */
final class Code {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

  /**
   * Every other name, reserved words included, may name a property; this one sets the prototype.
   */
  private static final String PROTOTYPE = "__proto__";

  private Code() {}

  /** A string literal. */
  static String text(String value) {
    StringBuilder literal = new StringBuilder("'");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\', '\'' -> literal.append('\\').append(c);
        case '\n' -> literal.append("\\n");
        case '\r' -> literal.append("\\r");
        case '\t' -> literal.append("\\t");
        default -> literal.append(printable(c) ? String.valueOf(c) : escape(c));
      }
    }
    return literal.append('\'').toString();
  }

  /**
   * A string literal for a place that the original copies between the quotes of a GraphQL string as
   * it is: escaped once for GraphQL, and then for TypeScript.
   */
  static String pasted(String value) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' || c == '"') {
        escaped.append('\\').append(c);
      } else {
        escaped.append(c < ' ' ? escape(c) : String.valueOf(c));
      }
    }
    return text(escaped.toString());
  }

  /** String literals between brackets, each as {@link #pasted}. */
  static String pasted(List<String> values) {
    return values.stream().map(Code::pasted).collect(Collectors.joining(", ", "[", "]"));
  }

  /** String literals between brackets. */
  static String texts(List<String> values) {
    return values.stream().map(Code::text).collect(Collectors.joining(", ", "[", "]"));
  }

  /** A member of an object literal. */
  static String property(String name, String value) {
    String key = NAME.matcher(name).matches() ? name : text(name);
    return "%s: %s".formatted(name.equals(PROTOTYPE) ? "[" + text(name) + "]" : key, value);
  }

  /** The member of this name of a constant object. */
  static String member(String object, String name) {
    return NAME.matcher(name).matches()
        ? object + "." + name
        : "%s[%s]".formatted(object, text(name));
  }

  /** An object literal with a line for each member. */
  static String object(List<String> members) {
    return lines("{", members, "}");
  }

  /** A list of expressions: one stays in its line. */
  static String list(List<String> elements) {
    return elements.size() < 2 ? "[" + String.join("", elements) + "]" : lines("[", elements, "]");
  }

  /** An expression and the calls that follow it, each in a line of its own. */
  static String chain(String start, List<String> calls) {
    return start
        + calls.stream().map(call -> "\n" + indented("." + call)).collect(Collectors.joining());
  }

  private static String lines(String open, List<String> elements, String close) {
    return elements.isEmpty()
        ? open + close
        : elements.stream()
            .map(element -> indented(element) + ",\n")
            .collect(Collectors.joining("", open + "\n", close));
  }

  // No literal holds a line break, so that every one is the layout's.
  private static String indented(String code) {
    return "  " + code.replace("\n", "\n  ");
  }

  private static boolean printable(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static String escape(char c) {
    return "\\u%04x".formatted((int) c);
  }
}
