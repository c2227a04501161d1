package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.mvstore.DataUtils;

/**
 * Makes a closed file older. The engine counts the age of what it has written from the time of
 * creation that its two headers name, so what it would keep for another 45 s is old at once, and
 * its room is used again.
 */
final class StoreAge {

  private static final int HEADER_BYTES = 4096;
  private static final Pattern CREATED = Pattern.compile("created:([0-9a-f]+)");

  private StoreAge() {}

  /** Puts the creation of a file back by a minute. */
  static void addMinute(Path file) throws IOException {
    if (!Files.exists(file) || Files.size(file) < 2 * HEADER_BYTES) {
      return;
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      for (int header = 0; header < 2; header++) {
        bytes.seek((long) header * HEADER_BYTES);
        byte[] old = new byte[HEADER_BYTES];
        bytes.readFully(old);
        bytes.seek((long) header * HEADER_BYTES);
        bytes.write(older(old));
      }
    }
  }

  private static byte[] older(byte[] header) {
    String text = new String(header, StandardCharsets.ISO_8859_1);
    int checksum = text.indexOf(",fletcher:");
    if (checksum < 0) {
      // Cut by the kill; the other one is whole.
      return header;
    }
    Matcher created = CREATED.matcher(text.substring(0, checksum));
    assertThat(created.find()).as("a time of creation in %s", text.substring(0, checksum)).isTrue();
    long time = Long.parseLong(created.group(1), 16) - 60_000;
    String attributes = created.replaceFirst("created:" + Long.toHexString(time));
    byte[] bytes = attributes.getBytes(StandardCharsets.ISO_8859_1);
    String sum = Integer.toHexString(DataUtils.getFletcher32(bytes, 0, bytes.length));
    byte[] older = new byte[HEADER_BYTES];
    byte[] all = (attributes + ",fletcher:" + sum + "\n").getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(all, 0, older, 0, all.length);
    return older;
  }
}
