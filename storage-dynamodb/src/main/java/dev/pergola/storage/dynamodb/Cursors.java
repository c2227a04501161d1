package dev.pergola.storage.dynamodb;

import dev.pergola.storage.Cursor;
import dev.pergola.storage.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Places in listings as cursors: the key attributes of the item that a cursor stands behind, of the
 * table and of the index, in the order of their names in the layout.
 */
final class Cursors {

  private final Set<String> names = new LinkedHashSet<>();

  Cursors(KeyLayout table, KeyLayout listing) {
    names.addAll(table.names());
    names.addAll(listing.names());
  }

  /** The cursor behind an item, or behind the last key that the service looked at. */
  Cursor behind(Map<String, AttributeValue> item) {
    List<Object> values = new ArrayList<>(names.size());
    for (String name : names) {
      AttributeValue value = item.get(name);
      Object decoded = value == null ? null : ValueCodec.decode(value);
      if (decoded == null) {
        throw new StoreException(
            "DynamoDB gave an item without its key attribute '%s'.".formatted(name));
      }
      values.add(decoded);
    }
    return Cursor.of(Json.write(values));
  }

  /** What a call gets to go on from. */
  Map<String, AttributeValue> start(Cursor cursor) {
    if (!(Json.read(cursor.bytes()) instanceof List<?> values) || values.size() != names.size()) {
      throw new StoreException("The cursor is not of this listing; start it again without one.");
    }
    Map<String, AttributeValue> start = new LinkedHashMap<>();
    int i = 0;
    for (String name : names) {
      start.put(name, ValueCodec.encode(values.get(i++)));
    }
    return start;
  }
}
