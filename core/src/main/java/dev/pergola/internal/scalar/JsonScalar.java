package dev.pergola.internal.scalar;

import dev.pergola.internal.json.Json;
import dev.pergola.internal.json.JsonException;
import dev.pergola.internal.json.JsonLimits;
import dev.pergola.storage.Values;
import graphql.GraphQLContext;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.CoercingSerializeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code AWSJSON}: a text that holds one JSON value; never the value itself. */
final class JsonScalar extends ScalarCoercing<String> {

  /** Characters of a text; bounds what a check may cost (spec: security 9). */
  static final int MAX_LENGTH = 400 * 1024;

  JsonScalar() {
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
    if (result instanceof String) {
      return super.serialize(result, context, locale);
    }
    try {
      return toOutput(result);
    } catch (UnfitValueException unfit) {
      throw new CoercingSerializeException(unfit.getMessage(), unfit);
    }
  }

  @Override
  Value<?> toLiteral(String value) {
    return StringValue.of(value);
  }

  /**
   * The value that the text holds: stores keep JSON as such, so that filters can look inside. Of a
   * number they keep the value: the original's store has no place for zeros that say nothing.
   */
  @Override
  public @Nullable Object toStored(Object coerced) {
    try {
      return canonical(parse((String) coerced));
    } catch (JsonException e) {
      throw new IllegalArgumentException("Not a coerced AWSJSON: " + e.getMessage(), e);
    }
  }

  /** What a handler gave may be anything, as a time or an array, which JSON can not say. */
  @Override
  public String toOutput(Object stored) {
    try {
      return Json.write(stored);
    } catch (IllegalArgumentException none) {
      throw unfit(stored);
    }
  }

  private static boolean isJson(String text) {
    if (text.length() > MAX_LENGTH) {
      return false;
    }
    try {
      parse(text);
      return true;
    } catch (JsonException e) {
      return false;
    }
  }

  private static @Nullable Object parse(String text) throws JsonException {
    return Json.parse(text, JsonLimits.defaults());
  }

  private static @Nullable Object canonical(@Nullable Object json) {
    if (json instanceof Number number) {
      return Values.canonical(number);
    }
    if (json instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>(list.size());
      list.forEach(element -> elements.add(canonical(element)));
      return elements;
    }
    if (json instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      map.forEach((name, member) -> members.put(String.valueOf(name), canonical(member)));
      return members;
    }
    return json;
  }
}
