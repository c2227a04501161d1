package dev.pergola.storage.dynamodb;

import dev.pergola.events.Event;
import dev.pergola.events.ExpectedEvents;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Reads the events of other processes from the stream of the {@link EventTable}. A text of which
 * the beginning was not seen is left out. Used on one thread.
 */
final class Inbox {

  /** A process that ended in the middle of a text leaves one behind. */
  private static final int MOST_BEGUN = 16;

  /** More than any answer may have. */
  private static final int MOST_CHARACTERS = 64 << 20;

  private final String process;
  private final ExpectedEvents expected;
  private final Consumer<Event> heard;
  private final BiConsumer<Commit, @Nullable Object> selected;
  private final Map<String, Begun> begun = new LinkedHashMap<>();

  /**
   * An empty one.
   *
   * @param process names this process, which has heard of what it wrote
   * @param expected the mutations whose events come this way; others are left out, whoever put them
   *     there
   * @param heard takes the events of custom mutations
   * @param selected takes what mutations of models selected, or null if nothing is told of them
   */
  Inbox(
      String process,
      ExpectedEvents expected,
      Consumer<Event> heard,
      BiConsumer<Commit, @Nullable Object> selected) {
    this.process = process;
    this.expected = expected;
    this.heard = heard;
    this.selected = selected;
  }

  /** Takes a change of the table. */
  void take(Record change) {
    Map<String, AttributeValue> row = change.dynamodb().newImage();
    // A row that was put once more was told before, and one that is removed has expired.
    if (change.eventName() != OperationType.INSERT
        || process.equals(text(row, EventTable.PROCESS.name()))) {
      return;
    }
    String whole = whole(row);
    if (whole != null
        && Json.read(whole.getBytes(StandardCharsets.UTF_8), EventNumbers::read)
            instanceof List<?> all) {
      all.forEach(event -> EventText.read(event).ifPresent(this::tell));
    }
  }

  private void tell(EventText event) {
    Commit commit = event.commit();
    if (commit == null) {
      if (expected.customMutations().contains(event.mutation())) {
        heard.accept(new Event(event.mutation(), null, event.payload()));
      }
    } else if (expected.modelMutations().contains(event.mutation())) {
      selected.accept(commit, event.payload());
    }
  }

  /** The text that ends with this row; null if it goes on, or has begun before the first row. */
  private @Nullable String whole(Map<String, AttributeValue> row) {
    String writer = text(row, EventTable.PROCESS.name());
    int part = number(row, EventTable.PART.name());
    int parts = number(row, EventTable.PARTS.name());
    Begun before = begun.remove(writer);
    if (part > 0 && (before == null || before.parts() != part)) {
      return null;
    }
    StringBuilder text = before == null || part == 0 ? new StringBuilder() : before.text();
    text.append(text(row, EventTable.TEXT.name()));
    if (text.length() > MOST_CHARACTERS) {
      return null;
    }
    if (part + 1 == parts) {
      return text.toString();
    }
    if (begun.size() == MOST_BEGUN) {
      begun.remove(begun.keySet().iterator().next());
    }
    begun.put(writer, new Begun(text, part + 1));
    return null;
  }

  private static String text(Map<String, AttributeValue> row, String name) {
    AttributeValue value = row.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }

  private static int number(Map<String, AttributeValue> row, String name) {
    AttributeValue value = row.get(name);
    return value == null ? 0 : Integer.parseInt(value.n());
  }

  /**
   * A text that goes on.
   *
   * @param text what of it has come
   * @param parts in how many rows
   */
  private record Begun(StringBuilder text, int parts) {}
}
