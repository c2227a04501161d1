package dev.pergola.internal.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.function.Supplier;

/** Encrypts what is written into it, part by part. Closing it leaves the target open. */
final class EncryptingStream extends OutputStream {

  private final OutputStream target;
  private final BackupCipher cipher;
  private final byte[] part = new byte[BackupCipher.PART_BYTES];
  private int length;

  /** A stream that has written its header. */
  EncryptingStream(OutputStream target, Supplier<char[]> key) throws IOException {
    this.target = target;
    this.cipher = BackupCipher.create(key);
    target.write(cipher.header());
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    Objects.checkFromIndexSize(from, count, bytes.length);
    int at = from;
    int end = from + count;
    while (at < end) {
      if (length == part.length) {
        writePart(false);
      }
      int taken = Math.min(end - at, part.length - length);
      System.arraycopy(bytes, at, part, length, taken);
      length += taken;
      at += taken;
    }
  }

  /** Writes the last part, without which the stream is not believed; to be called once. */
  void finish() throws IOException {
    writePart(true);
    target.flush();
  }

  private void writePart(boolean last) throws IOException {
    target.write(cipher.encrypt(part, length, last));
    length = 0;
  }
}
