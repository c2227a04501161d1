package dev.pergola.storage.dynamodb;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how much memory a value takes that waits: texts by their length, all else by the piece. */
final class Weight {

  private static final int OBJECT = 24;
  private static final int MEMBER = 48;
  private static final int CHARACTER = 2;

  private Weight() {}

  static long of(@Nullable Object value) {
    long bytes = OBJECT;
    if (value instanceof String text) {
      bytes += (long) CHARACTER * text.length();
    } else if (value instanceof Map<?, ?> members) {
      for (Map.Entry<?, ?> member : members.entrySet()) {
        bytes += MEMBER + of(member.getKey()) + of(member.getValue());
      }
    } else if (value instanceof Collection<?> elements) {
      for (Object element : elements) {
        bytes += of(element);
      }
    }
    return bytes;
  }
}
