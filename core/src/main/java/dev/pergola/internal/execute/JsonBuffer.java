package dev.pergola.internal.execute;

import dev.pergola.internal.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes of JSON that grow up to a bound, and can be cut back to what they were. Knows how strings
 * are written, and nothing of objects and lists.
 */
final class JsonBuffer {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final int maxBytes;
  private byte[] bytes;
  private int length;

  /** Up to here there is room, and no bound in the way. */
  private int free;

  /** Writes into these bytes, as long as they have room. */
  JsonBuffer(int maxBytes, byte[] bytes) {
    this.maxBytes = maxBytes;
    this.bytes = bytes;
    this.free = Math.min(bytes.length, maxBytes);
  }

  /** What the bytes are written in now. */
  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
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
    if (!plain(utf8, 0, utf8.length)) {
      byte[] mended = Utf8.mended(text, utf8);
      escaped(mended, 0, mended.length);
    }
  }

  /** Writes a string that is well-formed UTF-8. */
  void string(byte[] text, int from, int size) {
    if (!plain(text, from, size)) {
      escaped(text, from, size);
    }
  }

  /** Writes a string in which nothing needs a second look; or else tells so, and writes nothing. */
  private boolean plain(byte[] text, int from, int size) {
    room(size + 2);
    if (!JsonText.copied(text, from, size, bytes, length + 1)) {
      return false;
    }
    bytes[length] = '"';
    length += size + 2;
    bytes[length - 1] = '"';
    return true;
  }

  private void escaped(byte[] text, int from, int size) {
    int end = from + size;
    room(size + 2);
    bytes[length++] = '"';
    int at = from;
    int next = JsonText.firstEscaped(text, at, end);
    while (next < end) {
      append(text, at, next);
      escape((char) text[next], end - next);
      at = next + 1;
      next = JsonText.firstEscaped(text, at, end);
    }
    append(text, at, end);
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

  /** Writes ASCII as it is. */
  void ascii(String text) {
    int size = text.length();
    room(size);
    for (int i = 0; i < size; i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  /** Writes bytes as they are, from one of them on. */
  void put(byte[] more, int from) {
    room(more.length - from);
    append(more, from, more.length);
  }

  void put(int c) {
    room(1);
    bytes[length++] = (byte) c;
  }

  private void room(int more) {
    if (length + more > free) {
      makeRoom(more);
    }
  }

  private void makeRoom(int more) {
    if (length > maxBytes) {
      throw new ResultTooLargeException(
          "The response is larger than %d bytes.".formatted(maxBytes));
    }
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
      free = Math.min(bytes.length, maxBytes);
    }
  }
}
