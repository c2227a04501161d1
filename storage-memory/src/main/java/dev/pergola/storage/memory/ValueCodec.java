package dev.pergola.storage.memory;

import dev.pergola.storage.TextTest;
import dev.pergola.storage.TextVerdict;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stored values as bytes: a tag, then what the tag says. Every value knows its own end. The tags
 * are part of the file format and never change their meaning.
 */
final class ValueCodec {

  private static final int NULL = 0;
  private static final int FALSE = 1;
  private static final int TRUE = 2;
  private static final int LONG = 3;
  private static final int DOUBLE = 4;
  private static final int DECIMAL = 5;
  private static final int TEXT = 6;
  private static final int LIST = 7;
  private static final int MAP = 8;

  /** Deeper values would end in a stack overflow, here or in whoever reads them. */
  private static final int MAX_DEPTH = 500;

  private ValueCodec() {}

  static void write(ByteWriter out, @Nullable Object value) {
    write(out, value, 0);
  }

  private static void write(ByteWriter out, @Nullable Object value, int depth) {
    if (value == null) {
      out.put(NULL);
    } else if (value instanceof String text) {
      out.put(TEXT);
      writeText(out, text);
    } else if (value instanceof Long || value instanceof Integer) {
      out.put(LONG);
      out.putZigzag(((Number) value).longValue());
    } else if (value instanceof Boolean flag) {
      out.put(flag ? TRUE : FALSE);
    } else if (value instanceof Double number) {
      out.put(DOUBLE);
      out.putFixed(Double.doubleToRawLongBits(number), Double.BYTES);
    } else if (value instanceof BigDecimal number) {
      out.put(DECIMAL);
      byte[] unscaled = number.unscaledValue().toByteArray();
      out.putZigzag(number.scale());
      out.putVarint(unscaled.length);
      out.put(unscaled);
    } else {
      writeNested(out, value, depth + 1);
    }
  }

  private static void writeNested(ByteWriter out, Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "The value is nested deeper than %d levels; store a flatter one.".formatted(MAX_DEPTH));
    }
    if (value instanceof List<?> list) {
      out.put(LIST);
      out.putVarint(list.size());
      for (Object element : list) {
        write(out, element, depth);
      }
    } else if (value instanceof Map<?, ?> map) {
      out.put(MAP);
      out.putVarint(map.size());
      map.forEach(
          (name, member) -> {
            writeText(out, (String) name);
            write(out, member, depth);
          });
    } else {
      throw new IllegalArgumentException(
          "A %s cannot be stored; use String, Long, Double, BigDecimal, Boolean, List or Map."
              .formatted(value.getClass().getName()));
    }
  }

  private static void writeText(ByteWriter out, String text) {
    Text.checkWellFormed(text);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.putVarint(utf8.length);
    out.put(utf8);
  }

  static @Nullable Object read(ByteReader in) {
    int tag = in.next();
    return switch (tag) {
      case NULL -> null;
      case FALSE -> false;
      case TRUE -> true;
      case LONG -> in.nextZigzag();
      case DOUBLE -> Double.longBitsToDouble(in.nextLong());
      case DECIMAL -> readDecimal(in);
      case TEXT -> readText(in);
      case LIST -> readList(in);
      case MAP -> readMap(in);
      default -> throw new IllegalStateException("A value with the unknown tag " + tag);
    };
  }

  /** Tests a text as it is kept, if the value is one. */
  static TextVerdict testText(byte[] bytes, int start, TextTest test) {
    if (bytes[start] != TEXT) {
      return TextVerdict.UNTESTED;
    }
    int from = start + 2;
    int length = bytes[start + 1];
    // Most lengths are one byte; the reader is for those that are not.
    if (length < 0) {
      ByteReader in = new ByteReader(bytes, start + 1);
      length = (int) in.nextVarint();
      from = in.position();
    }
    Objects.checkFromIndexSize(from, length, bytes.length);
    return test.test(bytes, from, length) ? TextVerdict.PASSED : TextVerdict.FAILED;
  }

  private static BigDecimal readDecimal(ByteReader in) {
    int scale = (int) in.nextZigzag();
    return new BigDecimal(new BigInteger(in.nextBytes((int) in.nextVarint())), scale);
  }

  private static String readText(ByteReader in) {
    return in.nextText((int) in.nextVarint());
  }

  private static List<@Nullable Object> readList(ByteReader in) {
    int size = (int) in.nextVarint();
    List<@Nullable Object> list = new ArrayList<>(Math.min(size, 1024));
    for (int i = 0; i < size; i++) {
      list.add(read(in));
    }
    return Collections.unmodifiableList(list);
  }

  private static Map<String, @Nullable Object> readMap(ByteReader in) {
    int size = (int) in.nextVarint();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      map.put(readText(in), read(in));
    }
    return Collections.unmodifiableMap(map);
  }
}
