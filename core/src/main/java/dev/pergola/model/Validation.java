package dev.pergola.model;

/**
 * What a value must satisfy to be stored; TypeScript {@code .validate(v => ...)}. Judged on create
 * and update; null and absent values pass (spec: schema 2.4).
 *
 * @param kind what is asked
 * @param operand what it is held against: a number's text, a length, a prefix, a pattern
 * @param message what a caller is told instead of the default; empty for the default
 */
public record Validation(Kind kind, String operand, String message) {

  /** What can be asked. Each at most once for a field. */
  public enum Kind {
    GT("gt", true),
    GTE("gte", true),
    LT("lt", true),
    LTE("lte", true),
    MIN_LENGTH("minLength", false),
    MAX_LENGTH("maxLength", false),
    STARTS_WITH("startsWith", false),
    ENDS_WITH("endsWith", false),
    MATCHES("matches", false);

    private final String word;
    private final boolean ofNumbers;

    Kind(String word, boolean ofNumbers) {
      this.word = word;
      this.ofNumbers = ofNumbers;
    }

    /** TypeScript's word, also that of {@code @validate}. */
    public String word() {
      return word;
    }

    /** Whether it is asked of numbers; else it is asked of strings. */
    public boolean ofNumbers() {
      return ofNumbers;
    }
  }
}
