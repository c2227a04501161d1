package dev.pergola.storage.dynamodb;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The names and values of the expressions of one call. Names are always aliased and values always
 * bound (spec: security 9), so that no column and no input is ever read as part of an expression.
 */
final class Expression {

  private final Projected projected;
  private final Map<String, String> aliases = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, AttributeValue> values = new LinkedHashMap<>();

  Expression() {
    this(Projected.ALL);
  }

  /** Expressions that go with a projection, and call attributes as that does. */
  Expression(Projected projected) {
    this.projected = projected;
  }

  /** The alias of an attribute. */
  String name(String attribute) {
    String known = projected.aliases().get(attribute);
    return known != null ? known : aliases.computeIfAbsent(attribute, this::added);
  }

  private String added(String attribute) {
    String alias = alias(projected.aliases().size() + aliases.size());
    names.put(alias, attribute);
    return alias;
  }

  /** What the attributes of one call are called, each by its number. */
  static String alias(int number) {
    return "#n" + number;
  }

  /** The place of a value. */
  String value(AttributeValue value) {
    String place = ":v" + values.size();
    values.put(place, value);
    return place;
  }

  /**
   * What some expressions, and the projection, use of the names and values: the service refuses
   * those without use.
   */
  Used usedIn(@Nullable String... expressions) {
    if (names.isEmpty() && values.isEmpty()) {
      return new Used(projected.names().isEmpty() ? null : projected.names(), null);
    }
    Map<String, String> usedNames = new LinkedHashMap<>(projected.names());
    Map<String, AttributeValue> usedValues = new LinkedHashMap<>();
    for (String expression : expressions) {
      String text = expression == null ? "" : expression;
      int at = begin(text, 0);
      while (at < text.length()) {
        int end = end(text, at);
        String place = text.substring(at, end);
        String name = names.get(place);
        AttributeValue value = values.get(place);
        if (name != null) {
          usedNames.put(place, name);
        } else if (value != null) {
          usedValues.put(place, value);
        }
        at = begin(text, end);
      }
    }
    return new Used(
        usedNames.isEmpty() ? null : usedNames, usedValues.isEmpty() ? null : usedValues);
  }

  /** Where the next name or value begins: no word of the service has these signs. */
  private static int begin(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '#' && text.charAt(at) != ':') {
      at++;
    }
    return at;
  }

  private static int end(String text, int begin) {
    int at = begin + 2;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /**
   * What goes with some expressions; the service wants nothing at all where there would be nothing
   * in a map.
   */
  record Used(@Nullable Map<String, String> names, @Nullable Map<String, AttributeValue> values) {}
}
