package dev.pergola.internal.execute;

import dev.pergola.internal.text.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes of JSON that grow up to a bound, and can be cut back to what they were. Knows how strings
 * are written, and nothing of objects and lists.
 */
final class JsonBuffer {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final long ONES = 0x0101010101010101L;

  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int maxBytes;
  private byte[] bytes;
  private int length;

  /** Writes into these bytes, as long as they have room. */
  JsonBuffer(int maxBytes, byte[] bytes) {
    this.maxBytes = maxBytes;
    this.bytes = bytes;
  }

  /** What the bytes are written in now. */
  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** The last byte; there is one. */
  byte last() {
    return bytes[length - 1];
  }

  /** What was written. */
  byte[] toBytes() {
    room(0);
    return Arrays.copyOf(bytes, length);
  }

  /** Forgets what came after a length. */
  void cut(int to) {
    length = to;
  }

  /** Writes a string. */
  void string(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (firstSpecial(utf8, 0, utf8.length) == utf8.length) {
      quoted(utf8, 0, utf8.length);
    } else {
      byte[] whole = Utf8.of(text);
      string(whole, 0, whole.length);
    }
  }

  /** Writes a string that is well-formed UTF-8. */
  void string(byte[] text, int from, int size) {
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

  /** Writes a string in which nothing needs to be escaped. */
  void quoted(byte[] text, int from, int size) {
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

  /** Writes ASCII as it is. */
  void ascii(String text) {
    int size = text.length();
    room(size);
    for (int i = 0; i < size; i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  void put(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  void put(int c) {
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
