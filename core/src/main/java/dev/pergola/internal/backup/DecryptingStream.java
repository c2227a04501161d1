package dev.pergola.internal.backup;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.Supplier;

/** Decrypts what it reads, part by part, and gives nothing out that has not been compared. */
final class DecryptingStream extends InputStream {

  private static final int SEALED_BYTES = BackupCipher.PART_BYTES + BackupCipher.TAG_BYTES;

  private final InputStream source;
  private final BackupCipher cipher;

  /** One byte more than a part, which tells whether another comes. */
  private final byte[] sealed = new byte[SEALED_BYTES + 1];

  private int ahead;
  private byte[] plain = {};
  private int next;
  private boolean ended;

  /** A stream whose header has been read. */
  DecryptingStream(InputStream source, byte[] header, Supplier<char[]> key) {
    this.source = source;
    this.cipher = BackupCipher.of(header, key);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    Objects.checkFromIndexSize(from, count, bytes.length);
    if (count == 0) {
      return 0;
    }
    while (next == plain.length) {
      if (ended) {
        return -1;
      }
      readPart();
    }
    int given = Math.min(count, plain.length - next);
    System.arraycopy(plain, next, bytes, from, given);
    next += given;
    return given;
  }

  private void readPart() throws IOException {
    int length = ahead + source.readNBytes(sealed, ahead, sealed.length - ahead);
    ended = length <= SEALED_BYTES;
    plain = cipher.decrypt(sealed, Math.min(length, SEALED_BYTES), ended);
    next = 0;
    ahead = ended ? 0 : 1;
    sealed[0] = sealed[SEALED_BYTES];
  }
}
