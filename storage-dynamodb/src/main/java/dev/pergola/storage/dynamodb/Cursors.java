package dev.pergola.storage.dynamodb;

import dev.pergola.storage.Cursor;
import dev.pergola.storage.StoreException;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Places in listings as cursors: the key attributes of the item that a cursor stands behind, of the
 * table and of the index, in the order of their names in the layout. Each is its type, its length
 * and its text, so that a cursor is as long as its keys whatever is in them: what a client sends
 * back has a greatest length.
 */
final class Cursors {

  private static final byte TEXT = 'S';
  private static final byte NUMBER = 'N';

  private final List<String> names;

  Cursors(KeyLayout table, KeyLayout listing) {
    Set<String> all = new LinkedHashSet<>(table.names());
    all.addAll(listing.names());
    this.names = List.copyOf(all);
  }

  /** The cursor behind an item, or behind the last key that the service looked at. */
  Cursor behind(Map<String, AttributeValue> item) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String name : names) {
      AttributeValue value = item.getOrDefault(name, ValueCodec.NULL);
      String number = value.n();
      String text = number == null ? value.s() : number;
      if (text == null) {
        throw new StoreException(
            "DynamoDB gave an item without its key attribute '%s'.".formatted(name));
      }
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      bytes.write(number == null ? TEXT : NUMBER);
      bytes.write(utf8.length >>> Byte.SIZE);
      bytes.write(utf8.length);
      bytes.writeBytes(utf8);
    }
    return Cursor.of(bytes.toByteArray());
  }

  /** What a call gets to go on from. */
  Map<String, AttributeValue> start(Cursor cursor) {
    ByteBuffer bytes = ByteBuffer.wrap(cursor.bytes());
    Map<String, AttributeValue> start = new LinkedHashMap<>();
    try {
      for (String name : names) {
        start.put(name, next(bytes));
      }
    } catch (BufferUnderflowException tooShort) {
      throw ofAnother();
    }
    if (bytes.hasRemaining()) {
      throw ofAnother();
    }
    return start;
  }

  private static AttributeValue next(ByteBuffer bytes) {
    byte type = bytes.get();
    byte[] utf8 = new byte[Short.toUnsignedInt(bytes.getShort())];
    bytes.get(utf8);
    String text = new String(utf8, StandardCharsets.UTF_8);
    return switch (type) {
      case TEXT -> AttributeValue.fromS(text);
      case NUMBER -> AttributeValue.fromN(text);
      default -> throw ofAnother();
    };
  }

  private static StoreException ofAnother() {
    return new StoreException("The cursor is not of this listing; start it again without one.");
  }
}
