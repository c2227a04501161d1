package dev.pergola.storage.dynamodb;

import dev.pergola.events.Event;
import dev.pergola.events.EventBus;
import dev.pergola.events.ExpectedEvents;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsAsyncClient;

/**
 * Reads what has been committed from the streams of a store's tables, so that backends in several
 * processes share their subscriptions: each hears of the writes of all, its own included, once and
 * in the order of the commits of a record.
 *
 * <p>Given to the builder beside its store: {@code
 * Pergola.builder(schema).store(store).eventBus(StreamsEventBus.of(store, streamsClient))}.
 *
 * <p>Hears of everything from the moment that the backend is built. The tables need streams with
 * new and old images, which those of Amplify have, and those that a store makes. Each shard is
 * asked {@link #of(DynamoDbStore, DynamoDbStreamsAsyncClient, Duration) at most once an interval};
 * the service throttles more than a few readers of one shard, so that it is for a handful of
 * processes.
 *
 * <p>A stream holds records, not what a mutation selected of them: an event shows the whole record,
 * as far as the rules let everybody see it who hears of it. The author's own subscriptions get what
 * the mutation selected or answered, which no stream of records knows: they hear of the mutations
 * of their own process at once. What custom mutations answered goes to other processes through a
 * table of its own, {@code pergola-events}, which the store prepares where the schema has
 * subscriptions to custom mutations; its rows expire after an hour. The answer of a mutation does
 * not wait for that: an event that cannot be put there is lost to other processes, as the log says.
 * Of the mutations of models the author's own subscriptions of other processes do not hear.
 */
public final class StreamsEventBus implements EventBus {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsEventBus.class);

  /** A quarter of what the service allows for one shard. */
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private static final Duration SHORTEST = Duration.ofMillis(50);

  /** Bytes of events that wait for the service at most. */
  private static final long MOST_WAITING = 4L * 1024 * 1024;

  private final DynamoDbStore store;
  private final DynamoDbStreamsAsyncClient client;
  private final Duration interval;
  private final ScheduledThreadPoolExecutor thread;
  private final Set<String> followed = ConcurrentHashMap.newKeySet();
  private final String process = UUID.randomUUID().toString();
  private final Inbox inbox = new Inbox(process, this::reachesOthers, this::heard);
  private volatile Consumer<? super Event> listener = event -> {};
  private volatile Set<String> shared = Set.of();
  private volatile @Nullable Outbox outbox;

  private StreamsEventBus(
      DynamoDbStore store, DynamoDbStreamsAsyncClient client, Duration interval) {
    this.store = store;
    this.client = client;
    this.interval = interval;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(task, "pergola-streams");
              made.setDaemon(true);
              return made;
            });
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** The bus of a store, through a client that the host brings and closes. */
  public static StreamsEventBus of(DynamoDbStore store, DynamoDbStreamsAsyncClient client) {
    return of(store, client, INTERVAL);
  }

  /**
   * The bus of a store.
   *
   * @param interval between two looks at a shard; half a second if not given
   */
  public static StreamsEventBus of(
      DynamoDbStore store, DynamoDbStreamsAsyncClient client, Duration interval) {
    if (interval.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "The interval %s is too short for the service; give one of %s or more."
              .formatted(interval, SHORTEST));
    }
    StreamsEventBus bus = new StreamsEventBus(store, client, interval);
    store.onPrepared(bus.new Reading());
    return bus;
  }

  @Override
  public void expect(ExpectedEvents expected) {
    shared = expected.customMutations();
  }

  /**
   * Tells of what no stream knows: what a mutation selected or answered. Without the record, of
   * which the stream tells.
   */
  @Override
  public void publish(Event event) {
    heard(new Event(event.mutation(), null, event.payload()));
    Outbox out = outbox;
    if (out != null && shared.contains(event.mutation())) {
      out.add(event);
    }
  }

  /** By what is published, of custom mutations only. */
  @Override
  public boolean reachesOthers(String mutation) {
    return shared.contains(mutation);
  }

  @Override
  public void listen(Consumer<? super Event> next) {
    listener = next;
  }

  @Override
  public void close() {
    listener = event -> {};
    Outbox out = outbox;
    if (out != null) {
      out.close();
    }
    thread.shutdownNow();
  }

  /** Begins to read tables, each once; completes when every later write will be heard of. */
  CompletionStage<Void> follow(Collection<FollowedTable> tables) {
    List<CompletableFuture<Void>> begun = new ArrayList<>();
    for (FollowedTable table : tables) {
      if (followed.add(table.streamArn())) {
        TableStream stream =
            new TableStream(table, client, thread, Clock.systemUTC(), meaning(table));
        begun.add(
            stream
                .begin()
                .exceptionallyCompose(
                    failure ->
                        CompletableFuture.failedFuture(
                            Failures.of(
                                failure,
                                "Reading the stream of table '%s'"
                                    .formatted(table.layout().name()))))
                .whenComplete(
                    (done, failure) -> {
                      // Whoever tries again begins again.
                      if (failure != null) {
                        followed.remove(table.streamArn());
                      }
                    })
                .thenRun(() -> every(stream::look)));
      }
    }
    return CompletableFuture.allOf(begun.toArray(CompletableFuture<?>[]::new))
        .thenCompose(done -> open(tables));
  }

  private CompletionStage<Void> open(Collection<FollowedTable> tables) {
    Optional<FollowedTable> events =
        tables.stream().filter(table -> EventTable.is(table.layout().table())).findFirst();
    if (events.isEmpty() || outbox != null) {
      return CompletableFuture.completedFuture(null);
    }
    String table = events.get().layout().name();
    Outbox out = new Outbox(store.calls(), table, process, Clock.systemUTC(), MOST_WAITING);
    return out.open().thenRun(() -> outbox = out);
  }

  private Consumer<Record> meaning(FollowedTable table) {
    return EventTable.is(table.layout().table())
        ? inbox::take
        : change -> StreamRecords.event(table.layout(), change).ifPresent(this::heard);
  }

  private void every(Runnable look) {
    var unused =
        thread.scheduleWithFixedDelay(
            () -> {
              try {
                look.run();
              } catch (RuntimeException failure) {
                LOG.error("The streams cannot be read now", failure);
              }
            },
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void heard(Event event) {
    try {
      listener.accept(event);
    } catch (RuntimeException failure) {
      LOG.error("An event was not taken", failure);
    }
  }

  /** What the store sees of the bus. */
  private final class Reading implements Follower {

    @Override
    public boolean wantsEvents() {
      return !shared.isEmpty();
    }

    @Override
    public CompletionStage<Void> follow(Collection<FollowedTable> tables) {
      return StreamsEventBus.this.follow(tables);
    }
  }
}
