package dev.pergola.auth;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the names of fields that stay closed to a caller. */
final class DeniedFields {

  private static final String NAME = "[_A-Za-z][_0-9A-Za-z]{0,254}";
  private static final Pattern SHORT = Pattern.compile("(" + NAME + ")\\.(" + NAME + ")");
  private static final Pattern ARN =
      Pattern.compile(
          "arn:[^/]{1,255}:apis/[^/]{1,255}/types/(" + NAME + ")/fields/(" + NAME + ")");

  private DeniedFields() {}

  /**
   * The field as {@code Type.field}.
   *
   * @throws IllegalArgumentException if it names none: a field that was meant would stay open
   */
  static String name(String field) {
    Matcher found = SHORT.matcher(field);
    if (!found.matches()) {
      found = ARN.matcher(field);
    }
    if (!found.matches()) {
      throw new IllegalArgumentException(
          "Denied field '%s' names no field; give Type.field, as in \"Post.title\", or a field's ARN."
              .formatted(field.length() > 64 ? field.substring(0, 64) + "..." : field));
    }
    return found.group(1) + "." + found.group(2);
  }
}
