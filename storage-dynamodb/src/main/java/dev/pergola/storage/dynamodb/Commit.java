package dev.pergola.storage.dynamodb;

import dev.pergola.events.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One write of one row, by what both its writer and the stream of the table know of it.
 *
 * @param mutation the field, as in {@code createPost}
 * @param key the values of the key's attributes, in their order
 * @param writeId what the write left in the row, or, if that was deleted, what stood in it; empty
 *     for nothing, as in the rows of AppSync's own resolvers
 */
record Commit(String mutation, List<String> key, String writeId) {
  Commit {
    key = List.copyOf(key);
  }

  /** The write of an event; empty if its record does not come from a store that tells of it. */
  static Optional<Commit> of(Event event) {
    return event.record() instanceof WrittenRow row
        ? Optional.of(new Commit(event.mutation(), row.key(), row.writeId()))
        : Optional.empty();
  }

  /**
   * The write of a row, by its item.
   *
   * @param item as the write left it, or, if it was deleted, as it was
   */
  static Commit of(String mutation, TableLayout layout, Map<String, AttributeValue> item) {
    return new Commit(mutation, key(layout, item), writeId(item));
  }

  /** The values of the key's attributes, in the one text that each of them has. */
  static List<String> key(TableLayout layout, Map<String, AttributeValue> item) {
    return layout.key().of(item).values().stream().map(Commit::text).toList();
  }

  private static String text(AttributeValue value) {
    return value.n() == null ? String.valueOf(value.s()) : Numbers.text(Numbers.parse(value.n()));
  }

  static String writeId(Map<String, AttributeValue> item) {
    AttributeValue id = item.get(TableLayout.WRITE_ID);
    return id == null || id.s() == null ? "" : id.s();
  }
}
