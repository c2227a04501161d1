package dev.pergola.internal.execute;

import dev.pergola.handler.OperationException;
import dev.pergola.storage.Filter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the steps of one call of a custom operation share. Safe for several threads. */
final class CallNotes {

  /** More than this nobody reads, and a handler may append one for each thing it was sent. */
  private static final int MAX_APPENDED = 100;

  private final Map<String, Object> stash;
  private final Queue<OperationException> appended = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
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
    this(new ConcurrentHashMap<>(), filters);
  }

  private CallNotes(Map<String, Object> stash, @Nullable Function<Map<String, ?>, Filter> filters) {
    this.stash = stash;
    this.filters = filters;
  }

  /** Those of a step that nobody waits for: it shares the stash, and nobody reads what it keeps. */
  CallNotes unheard() {
    return new CallNotes(stash, null);
  }

  /** What they tell each other. */
  Map<String, Object> stash() {
    return stash;
  }

  /** Keeps a failure that the caller is told of, whatever the steps give; the first hundred. */
  void append(OperationException error) {
    Objects.requireNonNull(error, "error");
    if (count.incrementAndGet() <= MAX_APPENDED) {
      appended.add(error);
    }
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
