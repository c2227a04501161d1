package dev.pergola.internal.execute;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where shaping stands in the answer: response keys and list indexes. */
final class PathStack {

  private @Nullable Object[] segments = new @Nullable Object[16];
  private int depth;

  void push(Object segment) {
    if (depth == segments.length) {
      segments = Arrays.copyOf(segments, depth * 2);
    }
    segments[depth++] = segment;
  }

  void pop() {
    depth--;
  }

  List<Object> toList() {
    return Arrays.stream(segments, 0, depth).<Object>map(Objects::requireNonNull).toList();
  }

  /** As AWS AppSync writes it in messages: {@code /listTodos/items[0]/title}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Object segment : toList()) {
      if (segment instanceof Integer index) {
        text.append('[').append(index.intValue()).append(']');
      } else {
        text.append('/').append(segment);
      }
    }
    return text.toString();
  }
}
