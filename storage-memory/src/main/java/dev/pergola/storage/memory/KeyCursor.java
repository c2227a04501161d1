package dev.pergola.storage.memory;

/**
 * Keys of maps in the form that cursors have: as long as what they hold. In a key each NUL of a
 * text is two bytes, so that a text of them alone would be twice as long; and what a client sends
 * back has a greatest length.
 */
final class KeyCursor {

  /** Neither stands in UTF-8; where one stands in a number, the second comes before it. */
  private static final int NUL = 0xFE;

  private static final int ITSELF = 0xFF;

  private KeyCursor() {}

  static byte[] of(byte[] key) {
    ByteWriter out = new ByteWriter(key.length + 8);
    for (int i = 0; i < key.length; i++) {
      int next = key[i] & 0xFF;
      if (next == 0 && i + 1 < key.length && (key[i + 1] & 0xFF) == KeyWriter.NUL_ESCAPE) {
        out.put(NUL);
        i++;
      } else {
        if (next >= NUL) {
          out.put(ITSELF);
        }
        out.put(next);
      }
    }
    return out.toBytes();
  }

  static byte[] key(byte[] cursor) {
    ByteWriter out = new ByteWriter(cursor.length + 8);
    for (int i = 0; i < cursor.length; i++) {
      int next = cursor[i] & 0xFF;
      if (next == NUL) {
        out.put(0);
        out.put(KeyWriter.NUL_ESCAPE);
      } else if (next == ITSELF && i + 1 < cursor.length) {
        out.put(cursor[++i]);
      } else {
        out.put(next);
      }
    }
    return out.toBytes();
  }
}
