package dev.pergola.storage.dynamodb;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Puts events into the {@link EventTable}, one row after the other, so that they stand there in the
 * order in which they came. Who brings them does not wait: what comes while a row is on its way
 * goes into the next one, and what cannot be put is lost to other processes, as the log says.
 */
final class Outbox {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsEventBus.class);

  /** Up to half a minute, with the pauses between. */
  private static final int ATTEMPTS = 12;

  private static final int CLOSE_SECONDS = 5;

  private final Calls calls;
  private final String table;
  private final String process;
  private final Clock clock;
  private final long mostWaiting;

  // Guarded by this.
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private CompletableFuture<Void> idle = CompletableFuture.completedFuture(null);
  private boolean closed;
  private long lost;

  /** Used by one put after the other. */
  private long number;

  /**
   * An empty one.
   *
   * @param table the name of the table
   * @param process names this process
   * @param mostWaiting how many bytes may wait for their turn; one event may, whatever its size
   */
  Outbox(Calls calls, String table, String process, Clock clock, long mostWaiting) {
    this.calls = calls;
    this.table = table;
    this.process = process;
    this.clock = clock;
    this.mostWaiting = mostWaiting;
  }

  /** Puts a first row, without events; fails where that is not possible, and says why. */
  CompletableFuture<Void> open() {
    return put("[]", 0, 1)
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(Failures.of(failure, "PutItem on " + table)));
  }

  /** Puts an event as soon as its turn comes. */
  void add(EventText event) {
    byte[] text = event.json();
    synchronized (this) {
      if (closed || (!waiting.isEmpty() && waitingBytes + text.length > mostWaiting)) {
        lost(1, new IllegalStateException(closed ? "The backend is closed" : "Too many wait"));
        return;
      }
      waiting.add(text);
      waitingBytes += text.length;
      if (!idle.isDone()) {
        return;
      }
      idle = new CompletableFuture<>();
    }
    putWaiting();
  }

  private void putWaiting() {
    List<byte[]> group = next();
    if (group.isEmpty()) {
      return;
    }
    CompletableFuture<Void> unused =
        CompletableFuture.completedFuture(group)
            .thenCompose(events -> put(EventTable.parts(joined(events)), 0))
            .whenComplete(
                (put, failure) -> {
                  try {
                    tell(group.size(), failure);
                  } finally {
                    putWaiting();
                  }
                });
  }

  private void tell(int events, @Nullable Throwable failure) {
    if (failure == null) {
      arrived();
    } else {
      synchronized (this) {
        lost(events, Failures.of(failure, "PutItem on " + table));
      }
    }
  }

  /**
   * As many events as go into one row, and one at least unless none waits: then it is idle from now
   * on, under the same lock, so that whoever comes next begins again.
   */
  private synchronized List<byte[]> next() {
    List<byte[]> group = new ArrayList<>();
    long bytes = 0;
    while (!waiting.isEmpty()
        && (group.isEmpty() || bytes + waiting.element().length + 2 <= EventTable.ROW_BYTES)) {
      byte[] text = waiting.remove();
      group.add(text);
      // With what stands before it.
      bytes += text.length + 1;
      waitingBytes -= text.length;
    }
    if (group.isEmpty()) {
      idle.complete(null);
    }
    return group;
  }

  private static byte[] joined(List<byte[]> events) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    char before = '[';
    for (byte[] event : events) {
      text.write(before);
      text.writeBytes(event);
      before = ',';
    }
    text.write(']');
    return text.toByteArray();
  }

  private CompletableFuture<Void> put(List<String> parts, int part) {
    return part == parts.size()
        ? CompletableFuture.completedFuture(null)
        : put(parts.get(part), part, parts.size()).thenCompose(done -> put(parts, part + 1));
  }

  /** Puts a row; of the same row, made again, streams tell once. */
  private CompletableFuture<Void> put(String text, int part, int parts) {
    Instant now = clock.instant();
    return put(EventTable.item(process, number++, text, part, parts, now), 1);
  }

  private CompletableFuture<Void> put(Map<String, AttributeValue> item, int attempt) {
    return calls
        .once(client -> client.putItem(call -> call.tableName(table).item(item)))
        .<Void>thenApply(done -> null)
        .exceptionallyCompose(
            failure ->
                attempt < ATTEMPTS && Failures.passing(Failures.cause(failure))
                    ? calls.pause(attempt).thenCompose(now -> put(item, attempt + 1))
                    : CompletableFuture.failedFuture(failure));
  }

  /** Called by who holds the lock. */
  private void lost(int events, Throwable why) {
    // Once in a row of failures.
    Level level = lost == 0 ? Level.ERROR : Level.DEBUG;
    lost += events;
    LOG.atLevel(level)
        .setCause(why)
        .log(
            "{} event(s) did not get into DynamoDB table {}; the author's own subscriptions in other processes do not hear of them",
            events,
            table);
  }

  private synchronized void arrived() {
    if (lost > 0) {
      LOG.warn("Events get into DynamoDB table {} again; {} did not meanwhile", table, lost);
      lost = 0;
    }
  }

  /** Takes no more events, and waits a little for those that have come. */
  void close() {
    CompletableFuture<Void> put;
    synchronized (this) {
      closed = true;
      put = idle;
    }
    boolean all =
        put.thenApply(done -> true)
            .completeOnTimeout(false, CLOSE_SECONDS, TimeUnit.SECONDS)
            .join();
    if (!all) {
      LOG.error(
          "Closed before all events got into DynamoDB table {}; the author's own subscriptions in other processes do not hear of the rest",
          table);
    }
  }
}
