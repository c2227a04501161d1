package dev.pergola.storage.dynamodb;

import java.util.UUID;
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

  /** With the marks before it no longer than the id of a write, so that every row has room. */
  private static final int PART_OF_UUID = 9;

  /** The mark of another load. */
  static LoadMark next() {
    return new LoadMark(UUID.randomUUID().toString().substring(PART_OF_UUID));
  }

  /** Stands in a row that was put in. */
  AttributeValue in() {
    return AttributeValue.fromS(IN + id);
  }

  /** Stands in a row that is about to be taken out. */
  AttributeValue out() {
    return AttributeValue.fromS(OUT + id);
  }

  /** Whether a load wrote the row last. */
  static boolean isIn(@Nullable AttributeValue writeId) {
    return begins(writeId, IN);
  }

  /** Whether the row is there only to be taken out by a load. */
  static boolean isOut(@Nullable AttributeValue writeId) {
    return begins(writeId, OUT);
  }

  private static boolean begins(@Nullable AttributeValue writeId, String mark) {
    return writeId != null && writeId.s() != null && writeId.s().startsWith(mark);
  }
}
