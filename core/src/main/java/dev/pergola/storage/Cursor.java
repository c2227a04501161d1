package dev.pergola.storage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A place in a listing, in a store's own encoding. Core seals it before a client sees it and opens
 * it when it comes back, so a store only ever gets cursors that it made for the same table, index
 * and direction. It must hold no more than the key of the row that it stands behind.
 */
public final class Cursor {

  private final byte[] bytes;

  private Cursor(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A cursor of these bytes, which are copied. */
  public static Cursor of(byte[] bytes) {
    return new Cursor(bytes.clone());
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cursor cursor && Arrays.equals(bytes, cursor.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Cursor[" + bytes.length + " bytes]";
  }
}
