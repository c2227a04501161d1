package dev.pergola.internal.scalar;

import dev.pergola.internal.text.Excerpt;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refused value as a message repeats it: a text or number, cut short; of anything else only what
 * it is, never its content or its Java class.
 */
final class Shown {

  private Shown() {}

  static String of(@Nullable Object value) {
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return Excerpt.of(value.toString());
    }
    if (value instanceof Collection) {
      return "[...]";
    }
    if (value instanceof Map) {
      return "{...}";
    }
    return value == null ? "null" : "...";
  }

  static String of(Value<?> literal) {
    if (literal instanceof StringValue text) {
      return of(text.getValue());
    }
    if (literal instanceof IntValue number) {
      return of(number.getValue());
    }
    if (literal instanceof FloatValue number) {
      return of(number.getValue());
    }
    if (literal instanceof BooleanValue bool) {
      return of(bool.isValue());
    }
    if (literal instanceof EnumValue name) {
      return of(name.getName());
    }
    if (literal instanceof ArrayValue) {
      return "[...]";
    }
    return literal instanceof ObjectValue ? "{...}" : "...";
  }
}
