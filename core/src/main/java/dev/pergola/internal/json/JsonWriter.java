package dev.pergola.internal.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Plain values to tokens. */
final class JsonWriter {

  private JsonWriter() {}

  static void write(@Nullable Object value, JsonGenerator out) {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Number number) {
      writeNumber(number, out);
    } else if (value instanceof Boolean bool) {
      out.writeBoolean(bool);
    } else if (value instanceof Map<?, ?> members) {
      out.writeStartObject();
      members.forEach(
          (name, member) -> {
            out.writeName(name(name));
            write(member, out);
          });
      out.writeEndObject();
    } else if (value instanceof Iterable<?> elements) {
      out.writeStartArray();
      elements.forEach(element -> write(element, out));
      out.writeEndArray();
    } else {
      throw unwritable(value);
    }
  }

  private static void writeNumber(Number number, JsonGenerator out) {
    if (number instanceof Integer
        || number instanceof Long
        || number instanceof Short
        || number instanceof Byte) {
      out.writeNumber(number.longValue());
    } else if (number instanceof Double || number instanceof Float) {
      if (!Double.isFinite(number.doubleValue())) {
        throw new IllegalArgumentException(
            number + " has no form in JSON; give a finite number or null.");
      }
      if (number instanceof Float single) {
        out.writeNumber(single);
      } else {
        out.writeNumber(number.doubleValue());
      }
    } else if (number instanceof BigDecimal decimal) {
      out.writeNumber(decimal);
    } else if (number instanceof BigInteger integer) {
      out.writeNumber(integer);
    } else {
      throw unwritable(number);
    }
  }

  private static String name(@Nullable Object name) {
    if (name instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(
        "A member's name is %s; names in JSON are strings."
            .formatted(name == null ? "null" : "of " + name.getClass()));
  }

  private static IllegalArgumentException unwritable(Object value) {
    return new IllegalArgumentException(
        "A value of %s has no form in JSON; give strings, numbers, booleans, lists, maps or null."
            .formatted(value.getClass()));
  }
}
