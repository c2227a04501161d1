package dev.pergola.storage.dynamodb;

import dev.pergola.storage.StoreException;
import dev.pergola.storage.Values;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Values as JSON: for documents that DynamoDB cannot nest so deeply, for cursors, and for rows on
 * their way through a file. Reads nothing but what it has written.
 */
final class Json {

  private static final int DEPTH = 2_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(DEPTH).build())
          .build();

  private Json() {}

  static byte[] write(@Nullable Object value) {
    return write(value, Values::decimal);
  }

  /** The same, with another way to write a number. */
  static byte[] write(@Nullable Object value, Function<Number, BigDecimal> numbers) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      write(out, value, numbers);
    }
    return bytes.toByteArray();
  }

  private static void write(
      JsonGenerator out, @Nullable Object value, Function<Number, BigDecimal> numbers) {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Number number) {
      out.writeNumber(numbers.apply(number));
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      list.forEach(element -> write(out, element, numbers));
      out.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      map.forEach(
          (name, member) -> {
            out.writeName(String.valueOf(name));
            write(out, member, numbers);
          });
      out.writeEndObject();
    } else {
      throw new StoreException(
          "A value of %s cannot be stored; rows hold strings, numbers, booleans, lists and maps."
              .formatted(value.getClass()));
    }
  }

  static @Nullable Object read(byte[] bytes) {
    return read(bytes, Numbers::parse);
  }

  /** The same, with another way to read the text of a number. */
  static @Nullable Object read(byte[] bytes, Function<String, Number> numbers) {
    try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      in.nextToken();
      return value(in, numbers);
    } catch (JacksonException e) {
      throw new StoreException("What was stored as JSON cannot be read as JSON", e);
    }
  }

  private static @Nullable Object value(JsonParser in, Function<String, Number> numbers) {
    JsonToken token = in.currentToken();
    if (token == null) {
      throw new StoreException("What was stored as JSON ends too early");
    }
    return switch (token) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> in.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> numbers.apply(in.getString());
      case START_ARRAY -> list(in, numbers);
      case START_OBJECT -> map(in, numbers);
      default -> throw new StoreException("What was stored as JSON has a stray " + token);
    };
  }

  private static List<@Nullable Object> list(JsonParser in, Function<String, Number> numbers) {
    List<@Nullable Object> list = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(in, numbers));
    }
    return list;
  }

  private static Map<String, @Nullable Object> map(
      JsonParser in, Function<String, Number> numbers) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      map.put(name, value(in, numbers));
    }
    return map;
  }
}
