package dev.pergola.internal.json;

/**
 * What one JSON text may hold (spec: security 2). Its size as a whole is limited by whoever read
 * it.
 *
 * @param maxDepth lists and objects inside one another
 * @param maxStringLength characters of a string or a member's name
 * @param maxNumberLength characters of a number
 * @param maxExponent greatest exponent of a number, either sign; it bounds the digits that a number
 *     of a few characters may unfold to
 */
public record JsonLimits(int maxDepth, int maxStringLength, int maxNumberLength, int maxExponent) {

  private static final JsonLimits DEFAULTS = new JsonLimits(64, 1 << 20, 400, 400);

  public JsonLimits {
    positive("maxDepth", maxDepth);
    positive("maxStringLength", maxStringLength);
    positive("maxNumberLength", maxNumberLength);
    positive("maxExponent", maxExponent);
  }

  /** Depth 64, strings of 1,048,576 characters, numbers of 400, exponents up to 400. */
  public static JsonLimits defaults() {
    return DEFAULTS;
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "JsonLimits: %s is %d; it must be at least 1.".formatted(name, value));
    }
  }
}
