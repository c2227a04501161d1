package dev.pergola.internal.subscribe;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What waits for one reader. Guarded by the lock of its stream. */
final class Backlog {

  private final ArrayDeque<Delivery> events = new ArrayDeque<>(2);
  private long bytes;

  int size() {
    return events.size();
  }

  /** About how much memory it takes. */
  long bytes() {
    return bytes;
  }

  void add(Delivery event) {
    events.add(event);
    bytes += event.bytes();
  }

  @Nullable Delivery poll() {
    Delivery next = events.poll();
    if (next != null) {
      bytes -= next.bytes();
    }
    return next;
  }
}
