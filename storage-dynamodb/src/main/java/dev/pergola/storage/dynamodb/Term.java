package dev.pergola.storage.dynamodb;

import java.util.List;

/**
 * What the service can be asked in place of a filter: two expressions with the filter between them.
 * Where the service can judge the filter, both are one.
 *
 * @param implied holds for every row that the filter holds for, and maybe for others
 * @param implying holds for no row that the filter does not hold for
 */
record Term(String implied, String implying) {

  /** In place of an expression: holds for every row, or for none. */
  static final String ALWAYS = "true";

  static final String NEVER = "false";

  private static final Term UNKNOWN = new Term(ALWAYS, NEVER);

  /** What the service judges as the filter means it. */
  static Term exact(String expression) {
    return new Term(expression, expression);
  }

  static Term constant(boolean holds) {
    return exact(holds ? ALWAYS : NEVER);
  }

  /** What the service cannot judge at all. */
  static Term unknown() {
    return UNKNOWN;
  }

  static Term and(List<Term> parts) {
    return new Term(
        join(parts.stream().map(Term::implied).toList(), " AND ", ALWAYS, NEVER),
        join(parts.stream().map(Term::implying).toList(), " AND ", ALWAYS, NEVER));
  }

  static Term or(List<Term> parts) {
    return new Term(
        join(parts.stream().map(Term::implied).toList(), " OR ", NEVER, ALWAYS),
        join(parts.stream().map(Term::implying).toList(), " OR ", NEVER, ALWAYS));
  }

  Term not() {
    return new Term(negated(implying), negated(implied));
  }

  /** Whether the service judges it as the filter means it. */
  boolean exact() {
    return implied.equals(implying);
  }

  private static String negated(String expression) {
    if (expression.equals(ALWAYS)) {
      return NEVER;
    }
    return expression.equals(NEVER) ? ALWAYS : "(NOT " + expression + ")";
  }

  private static String join(List<String> parts, String word, String neutral, String decisive) {
    List<String> asked = parts.stream().filter(part -> !part.equals(neutral)).toList();
    if (asked.contains(decisive)) {
      return decisive;
    }
    return switch (asked.size()) {
      case 0 -> neutral;
      case 1 -> asked.get(0);
      default -> "(" + String.join(word, asked) + ")";
    };
  }
}
