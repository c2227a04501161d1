package dev.pergola.internal.execute;

import java.util.ArrayList;
import java.util.List;

/** Where shaping stands in the answer: response keys and list indexes. */
final class PathStack {

  private final List<Object> segments = new ArrayList<>();

  void push(Object segment) {
    segments.add(segment);
  }

  void pop() {
    segments.remove(segments.size() - 1);
  }

  List<Object> toList() {
    return List.copyOf(segments);
  }

  /** As AWS AppSync writes it in messages: {@code /listTodos/items[0]/title}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Object segment : segments) {
      if (segment instanceof Integer index) {
        text.append('[').append(index.intValue()).append(']');
      } else {
        text.append('/').append(segment);
      }
    }
    return text.toString();
  }
}
