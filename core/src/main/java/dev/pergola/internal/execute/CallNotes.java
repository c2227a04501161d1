package dev.pergola.internal.execute;

import dev.pergola.handler.OperationException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the steps of one call of a custom operation share. Safe for several threads. */
final class CallNotes {

  private final Map<String, Object> stash = new ConcurrentHashMap<>();
  private final Queue<OperationException> appended = new ConcurrentLinkedQueue<>();

  /** What they tell each other. */
  Map<String, Object> stash() {
    return stash;
  }

  /** Keeps a failure that the caller is told of, whatever the steps give. */
  void append(OperationException error) {
    appended.add(error);
  }

  /** The failures that were kept, in their order. */
  List<OperationException> appended() {
    return List.copyOf(appended);
  }
}
