package dev.pergola.dsl;

import java.util.regex.Pattern;

/** What GraphQL takes as a name. */
final class NameChecks {

  static final String REMEDY =
      "Use letters, digits and underscores, and begin with a letter or an underscore.";

  private static final Pattern NAME = Pattern.compile("[_A-Za-z][_0-9A-Za-z]*");

  private NameChecks() {}

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * Whether the name may stand in a schema; adds a problem when not. The original takes names with
   * two underscores, and answers with a schema that no GraphQL tool accepts.
   */
  static boolean check(Problems problems, Place place, String name) {
    if (!isName(name)) {
      problems.add(place, Texts.quoted(name), "is not a GraphQL name", REMEDY);
      return false;
    }
    if (name.startsWith("__")) {
      problems.add(
          place,
          Texts.quoted(name),
          "begins with two underscores, which GraphQL keeps for itself",
          "Begin it with a letter or a single underscore.");
      return false;
    }
    return true;
  }
}
