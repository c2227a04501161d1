package dev.pergola.internal.execute;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how much memory a payload takes: texts by their length, all else by rule of thumb. */
final class PayloadSize {

  private static final int OBJECT = 16;
  private static final int MEMBER = 48;

  private PayloadSize() {}

  static long of(@Nullable Object value) {
    long bytes = OBJECT;
    if (value instanceof String text) {
      bytes += text.length();
    } else if (value instanceof Map<?, ?> members) {
      for (Object member : members.values()) {
        bytes += MEMBER + of(member);
      }
    } else if (value instanceof Collection<?> elements) {
      for (Object element : elements) {
        bytes += of(element);
      }
    }
    return bytes;
  }
}
