package dev.pergola.internal.backup;

import dev.pergola.storage.BackupException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a stream, one at a time. Not thread-safe. */
final class Lines {

  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int start;
  private int end;
  private long number;
  private boolean cutOff;

  Lines(InputStream in) {
    this.in = in;
  }

  /** The number of the line that came last. */
  long number() {
    return number;
  }

  /** Whether the stream ended within a line. */
  boolean cutOff() {
    return cutOff;
  }

  /** The next line without its line feed; null at the end, even if that is within a line. */
  byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int feed = start;
      while (feed < end && buffer[feed] != '\n') {
        feed++;
      }
      line.write(buffer, start, feed - start);
      if (line.size() > BackupFormat.MAX_LINE_BYTES) {
        throw new BackupException(
            "Line %d has more than %d bytes, so this is no backup, or a damaged one. Nothing was restored; take another copy."
                .formatted(number + 1, BackupFormat.MAX_LINE_BYTES));
      }
      if (feed < end) {
        start = feed + 1;
        number++;
        return line.toByteArray();
      }
      start = 0;
      end = Math.max(0, in.read(buffer));
      if (end == 0) {
        cutOff = line.size() > 0;
        return null;
      }
    }
  }
}
