package dev.pergola.dsl;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What may stand in an enum. */
final class EnumChecks {

  private static final Pattern WHITE_SPACE = Pattern.compile("\\s");
  private static final Set<String> KEYWORDS = Set.of("true", "false", "null");

  private EnumChecks() {}

  static void check(Problems problems, Place place, List<String> values) {
    if (values.isEmpty()) {
      problems.add(place, "the enum", "has no value", "Give it at least one.");
    }
    Set<String> seen = new HashSet<>();
    for (String value : values) {
      if (!seen.add(value)) {
        problems.add(
            place, "value " + Texts.quoted(value), "is given twice", "Give each value once.");
      } else {
        checkValue(problems, place, value);
      }
    }
  }

  private static void checkValue(Problems problems, Place place, String value) {
    String given = "value " + Texts.quoted(value);
    if (WHITE_SPACE.matcher(value).find()) {
      problems.add(place, given, "holds white space", "Write it as one word, as in NOT_YET.");
    } else if (!NameChecks.isName(value) || value.startsWith("__")) {
      problems.add(place, given, "is not a GraphQL name", NameChecks.REMEDY);
    } else if (KEYWORDS.contains(value)) {
      problems.add(
          place, given, "is a word of GraphQL", "Use another word than true, false and null.");
    }
  }
}
