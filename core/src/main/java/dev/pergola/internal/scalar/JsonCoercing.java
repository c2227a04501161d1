package dev.pergola.internal.scalar;

import dev.pergola.internal.json.Json;
import dev.pergola.internal.json.JsonException;
import dev.pergola.internal.json.JsonLimits;
import graphql.GraphQLContext;
import graphql.language.StringValue;
import graphql.language.Value;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code AWSJSON}: a text that holds one JSON value; never the value itself. */
final class JsonCoercing extends ScalarCoercing<String> {

  /** Characters of a text; bounds what a check may cost (spec: security 9). */
  static final int MAX_LENGTH = 400 * 1024;

  JsonCoercing() {
    super("JSON");
  }

  @Override
  @Nullable String fromInput(Object input) {
    return input instanceof String text && isJson(text) ? text : null;
  }

  @Override
  @Nullable String fromLiteral(Value<?> literal) {
    String text = literal instanceof StringValue given ? given.getValue() : null;
    return text == null ? null : fromInput(text);
  }

  /** A text is taken for the answer itself, any other value is written as one. */
  @Override
  public String serialize(Object result, GraphQLContext context, Locale locale) {
    return result instanceof String ? super.serialize(result, context, locale) : Json.write(result);
  }

  @Override
  Value<?> toLiteral(String value) {
    return StringValue.of(value);
  }

  private static boolean isJson(String text) {
    if (text.length() > MAX_LENGTH) {
      return false;
    }
    try {
      Json.parse(text, JsonLimits.defaults());
      return true;
    } catch (JsonException e) {
      return false;
    }
  }
}
