package dev.pergola.storage.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What one load leaves in rows in the place of the id of a write. It tells the rows of the load
 * from others, and a load from a mutation: nobody is told of what a load puts in or takes out.
 *
 * @param id of this load
 */
record LoadMark(String id) {

  private static final String IN = "load:";
  private static final String OUT = IN + "out:";
  private static final Pattern OUT_SINCE = Pattern.compile(OUT + "([0-9a-z]{6,7}):.+");

  /** With the marks before it no longer than the id of a write, so that every row has room. */
  private static final int PART_OF_UUID = 19;

  /** Taking out follows the mark at once, but for pauses, retries and clocks that differ. */
  private static final Duration VALID = Duration.ofHours(1);

  /** The mark of another load. */
  static LoadMark next() {
    return new LoadMark(UUID.randomUUID().toString().substring(PART_OF_UUID));
  }

  /** Stands in a row that was put in. */
  AttributeValue in() {
    return AttributeValue.fromS(IN + id);
  }

  /** Stands in a row that is about to be taken out. */
  AttributeValue out(Instant now) {
    return AttributeValue.fromS(
        OUT + Long.toString(now.getEpochSecond(), Character.MAX_RADIX) + ":" + id);
  }

  /** Whether a load wrote the row last. */
  static boolean isIn(@Nullable AttributeValue writeId) {
    return text(writeId).startsWith(IN);
  }

  /**
   * Whether a load has taken the row out. A mark that has stood for long is of one that was killed
   * before it did; whoever removes the row then does so on purpose.
   *
   * @param removed when the row was removed
   */
  static boolean isOut(@Nullable AttributeValue writeId, Instant removed) {
    Matcher since = OUT_SINCE.matcher(text(writeId));
    return since.matches()
        && Instant.ofEpochSecond(Long.parseLong(since.group(1), Character.MAX_RADIX))
            .plus(VALID)
            .isAfter(removed);
  }

  private static String text(@Nullable AttributeValue writeId) {
    return writeId == null || writeId.s() == null ? "" : writeId.s();
  }
}
