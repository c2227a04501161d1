package dev.pergola.internal.execute;

import dev.pergola.handler.OperationException;
import dev.pergola.storage.Filter;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the steps of one call of a custom operation share. Safe for several threads. */
final class CallNotes {

  private final Map<String, Object> stash = new ConcurrentHashMap<>();
  private final Queue<OperationException> appended = new ConcurrentLinkedQueue<>();
  private final @Nullable Function<Map<String, ?>, Filter> filters;
  private volatile @Nullable Filter filter;

  CallNotes() {
    this(null);
  }

  /**
   * The notes of a call that nobody has begun.
   *
   * @param filters reads the filters that steps set for a subscriber; null where there is none
   */
  CallNotes(@Nullable Function<Map<String, ?>, Filter> filters) {
    this.filters = filters;
  }

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

  /** Keeps what events of a subscription must fulfil; false when it is none. */
  boolean filter(Map<String, ?> asked) {
    if (filters == null) {
      return false;
    }
    filter = filters.apply(asked);
    return true;
  }

  /** What was kept last; null for nothing. */
  @Nullable Filter filter() {
    return filter;
  }
}
