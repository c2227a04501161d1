package dev.pergola.storage;

/** How two values are compared. */
public enum Comparison {
  EQ,
  NE,
  LT,
  LE,
  GT,
  GE;

  /**
   * Whether an ordering of {@code sign} (as of {@link java.util.Comparator}) fulfils this
   * comparison.
   */
  public boolean test(int sign) {
    return switch (this) {
      case EQ -> sign == 0;
      case NE -> sign != 0;
      case LT -> sign < 0;
      case LE -> sign <= 0;
      case GT -> sign > 0;
      case GE -> sign >= 0;
    };
  }
}
