package dev.pergola.internal.text;

import io.github.encryptorcode.pluralize.Pluralize;
import java.util.Locale;

/**
 * The plural of a model's name, as npm's {@code pluralize} makes it (spec: schema 10). The library
 * changes case by the rules of the default locale, and in Turkish those of the letter i are others;
 * the names of an API must not depend on where it runs.
 */
public final class Plurals {

  private Plurals() {}

  /** The plural of the name. */
  public static String of(String name) {
    String plural = Pluralize.plural(name).replace('İ', 'I').replace('ı', 'i');
    // A lower-case word is the same in every locale, so the library cannot miss it in its lists.
    String lower = Pluralize.plural(name.toLowerCase(Locale.ROOT));
    return plural.toLowerCase(Locale.ROOT).equals(lower) ? plural : restored(name, lower);
  }

  /** A whole word in the case of another. */
  private static String restored(String name, String lower) {
    if (name.equals(name.toUpperCase(Locale.ROOT))) {
      return lower.toUpperCase(Locale.ROOT);
    }
    return Character.isUpperCase(name.charAt(0)) ? capital(lower) : lower;
  }

  private static String capital(String lower) {
    return Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
  }
}
