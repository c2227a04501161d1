package dev.pergola.storage.dynamodb;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The names and values of the expressions of one call. Names are always aliased and values always
 * bound (spec: security 9), so that no column and no input is ever read as part of an expression.
 */
final class Expression {

  private static final Pattern PLACE = Pattern.compile("#n\\d+|:v\\d+");

  private final Map<String, String> aliases = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, AttributeValue> values = new LinkedHashMap<>();

  /** The alias of an attribute. */
  String name(String attribute) {
    return aliases.computeIfAbsent(
        attribute,
        added -> {
          String alias = "#n" + aliases.size();
          names.put(alias, added);
          return alias;
        });
  }

  /** The place of a value. */
  String value(AttributeValue value) {
    String place = ":v" + values.size();
    values.put(place, value);
    return place;
  }

  /** What some expressions use of the names and values: the service refuses those without use. */
  Used usedIn(@Nullable String... expressions) {
    Map<String, String> usedNames = new LinkedHashMap<>();
    Map<String, AttributeValue> usedValues = new LinkedHashMap<>();
    for (String expression : expressions) {
      Matcher places = PLACE.matcher(expression == null ? "" : expression);
      while (places.find()) {
        String place = places.group();
        String name = names.get(place);
        AttributeValue value = values.get(place);
        if (name != null) {
          usedNames.put(place, name);
        } else if (value != null) {
          usedValues.put(place, value);
        }
      }
    }
    return new Used(
        usedNames.isEmpty() ? null : usedNames, usedValues.isEmpty() ? null : usedValues);
  }

  /**
   * What goes with some expressions; the service wants nothing at all where there would be nothing
   * in a map.
   */
  record Used(@Nullable Map<String, String> names, @Nullable Map<String, AttributeValue> values) {}
}
