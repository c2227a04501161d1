package dev.pergola.internal.execute;

import dev.pergola.internal.json.JsonValues;
import dev.pergola.internal.plan.ResponseName;
import dev.pergola.internal.text.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON bytes. The buffer is our own and not a library's generator because abandoning an
 * object means going back to where it began, which no streaming writer allows; and because keys are
 * copied as ready bytes.
 */
final class JsonSink implements ResultSink, TextTarget {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final long ONES = 0x0101010101010101L;

  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int maxBytes;
  private byte[] bytes;
  private int length;
  private int[] starts = new int[8];
  private int depth;

  JsonSink(int maxBytes) {
    this(maxBytes, new byte[512]);
  }

  /** Writes into this buffer, as long as it has room. */
  JsonSink(int maxBytes, byte[] buffer) {
    this.maxBytes = maxBytes;
    this.bytes = buffer;
  }

  /** What the bytes are written in now. */
  byte[] buffer() {
    return bytes;
  }

  /** What was written. */
  byte[] toBytes() {
    room(0);
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public void beginObject() {
    begin('{');
  }

  @Override
  public void name(ResponseName name) {
    if (bytes[length - 1] != '{') {
      put(',');
    }
    put(name.json());
  }

  @Override
  public void endObject() {
    depth--;
    put('}');
  }

  @Override
  public void beginList() {
    begin('[');
  }

  @Override
  public void endList() {
    depth--;
    put(']');
  }

  @Override
  public void abandon() {
    depth--;
    length = starts[depth];
    value(null);
  }

  @Override
  public void value(@Nullable Object value) {
    separate();
    if (value == null) {
      ascii("null");
    } else if (value instanceof String text) {
      string(text);
    } else if (value instanceof Map<?, ?> map) {
      map(map);
    } else if (value instanceof List<?> list) {
      list(list);
    } else if (JsonValues.isPlain(value)) {
      ascii(value.toString());
    } else {
      // Whatever it is, its text may be anything, and would stand in the answer unquoted.
      throw JsonValues.unfit(value);
    }
  }

  @Override
  public TextTarget texts() {
    return this;
  }

  @Override
  public void text(String text) {
    separate();
    string(text);
  }

  @Override
  public void utf8(byte[] text, int from, int size) {
    separate();
    string(text, from, size);
  }

  @Override
  public void plain(byte[] text, int from, int size) {
    separate();
    quoted(text, from, size);
  }

  private void quoted(byte[] text, int from, int size) {
    room(size + 2);
    bytes[length++] = '"';
    append(text, from, from + size);
    bytes[length++] = '"';
  }

  private void append(byte[] text, int from, int end) {
    System.arraycopy(text, from, bytes, length, end - from);
    length += end - from;
  }

  /**
   * Where the first byte stands that is escaped, or a question mark, by which the JDK may mean half
   * a surrogate pair; the end if there is none.
   */
  private static int firstSpecial(byte[] text, int from, int end) {
    int at = from;
    while (at + Long.BYTES <= end && !anySpecial((long) EIGHT.get(text, at))) {
      at += Long.BYTES;
    }
    while (at < end && !escaped(text[at]) && text[at] != '?') {
      at++;
    }
    return at;
  }

  /**
   * Whether one of eight bytes may be special. A byte's highest bit becomes set where it was not
   * and something below is taken from it: below a space, a quote, a backslash, a question mark.
   */
  private static boolean anySpecial(long eight) {
    long quotes = eight ^ ('"' * ONES);
    long backslashes = eight ^ ('\\' * ONES);
    long questions = eight ^ ('?' * ONES);
    long found =
        ((eight - ' ' * ONES) & ~eight)
            | ((quotes - ONES) & ~quotes)
            | ((backslashes - ONES) & ~backslashes)
            | ((questions - ONES) & ~questions);
    return (found & HIGH_BITS) != 0;
  }

  private static boolean escaped(byte b) {
    // Bytes of characters beyond ASCII are negative.
    return (b < ' ' && b >= 0) || b == '"' || b == '\\';
  }

  private void map(Map<?, ?> map) {
    put('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!first) {
        put(',');
      }
      first = false;
      string(String.valueOf(entry.getKey()));
      put(':');
      value(entry.getValue());
    }
    put('}');
  }

  private void list(List<?> list) {
    put('[');
    for (Object element : list) {
      value(element);
    }
    put(']');
  }

  private void begin(char bracket) {
    separate();
    if (depth == starts.length) {
      starts = Arrays.copyOf(starts, depth * 2);
    }
    starts[depth++] = length;
    put(bracket);
  }

  /**
   * Puts a comma before a value that follows another one; the last byte tells, since no value ends
   * with these.
   */
  private void separate() {
    if (length == 0) {
      return;
    }
    byte last = bytes[length - 1];
    if (last != '[' && last != ':' && last != ',') {
      put(',');
    }
  }

  private void string(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (firstSpecial(utf8, 0, utf8.length) == utf8.length) {
      quoted(utf8, 0, utf8.length);
    } else {
      byte[] whole = Utf8.of(text);
      string(whole, 0, whole.length);
    }
  }

  private void string(byte[] text, int from, int size) {
    int end = from + size;
    room(size + 2);
    bytes[length++] = '"';
    int at = from;
    while (at < end) {
      int special = firstSpecial(text, at, end);
      append(text, at, special);
      if (special < end) {
        if (escaped(text[special])) {
          escape((char) text[special], end - special);
        } else {
          bytes[length++] = text[special];
        }
      }
      at = special + 1;
    }
    bytes[length++] = '"';
  }

  private void escape(char c, int left) {
    room(left + 8);
    bytes[length++] = '\\';
    switch (c) {
      case '"', '\\' -> bytes[length++] = (byte) c;
      case '\n' -> bytes[length++] = 'n';
      case '\r' -> bytes[length++] = 'r';
      case '\t' -> bytes[length++] = 't';
      default -> {
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[c >> 4];
        bytes[length++] = HEX[c & 0xF];
      }
    }
  }

  private void ascii(String text) {
    int size = text.length();
    room(size);
    for (int i = 0; i < size; i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  private void put(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  private void put(int c) {
    room(1);
    bytes[length++] = (byte) c;
  }

  private void room(int more) {
    if (length > maxBytes) {
      throw new ResultTooLargeException(
          "The response is larger than %d bytes.".formatted(maxBytes));
    }
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }
}
