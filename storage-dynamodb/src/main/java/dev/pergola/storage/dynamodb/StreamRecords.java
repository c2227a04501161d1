package dev.pergola.storage.dynamodb;

import dev.pergola.events.Event;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** What a record of a stream means. */
final class StreamRecords {

  private StreamRecords() {}

  /**
   * The event of a record. Empty for what no mutation did: the service itself took an expired row
   * out, a backup is restored, or a row was written without the mark that each mutation makes anew,
   * as when a new index is filled.
   */
  static Optional<Event> event(TableLayout layout, Record record) {
    StreamRecord change = record.dynamodb();
    boolean byService = record.userIdentity() != null && record.userIdentity().type() != null;
    AttributeValue before = change.oldImage().get(TableLayout.WRITE_ID);
    if (record.eventName() == OperationType.REMOVE) {
      return byService || LoadMark.isOut(before, change.approximateCreationDateTime())
          ? Optional.empty()
          : Optional.of(event("delete", layout, change.oldImage()));
    }
    AttributeValue mark = change.newImage().get(TableLayout.WRITE_ID);
    if (mark == null || mark.equals(before) || LoadMark.isIn(mark)) {
      return Optional.empty();
    }
    String verb = record.eventName() == OperationType.INSERT ? "create" : "update";
    return Optional.of(event(verb, layout, change.newImage()));
  }

  /**
   * The write behind a record that is an event.
   *
   * @param mutation of the event
   */
  static Commit commit(String mutation, TableLayout layout, Record record) {
    StreamRecord change = record.dynamodb();
    boolean removed = record.eventName() == OperationType.REMOVE;
    return Commit.of(mutation, layout, removed ? change.oldImage() : change.newImage());
  }

  /** Whether a sequence number comes after another: numbers of any length, without a zero first. */
  static boolean isAfter(String number, String other) {
    return number.length() == other.length()
        ? number.compareTo(other) > 0
        : number.length() > other.length();
  }

  private static Event event(String verb, TableLayout layout, Map<String, AttributeValue> image) {
    String model = layout.table().name();
    String mutation = verb + model.substring(0, 1).toUpperCase(Locale.ROOT) + model.substring(1);
    return new Event(mutation, layout.decode(image), null);
  }
}
