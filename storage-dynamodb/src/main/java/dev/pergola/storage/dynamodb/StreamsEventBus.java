package dev.pergola.storage.dynamodb;

import dev.pergola.events.Event;
import dev.pergola.events.EventBus;
import dev.pergola.events.ExpectedEvents;
import dev.pergola.storage.Row;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
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
 * the mutation selected or answered, which no stream of records knows. It goes to other processes
 * through a table of its own, {@code pergola-events}, which the store prepares where the schema has
 * such subscriptions; its rows expire after an hour. The answer of a mutation does not wait for
 * that: an event that cannot be put there is lost to other processes, as the log says.
 *
 * <ul>
 *   <li>Of custom mutations the own process hears at once, others through the table.
 *   <li>Of mutations of models every process hears, the own one too, when the stream tells of the
 *       change of the record and what was selected has come: in the order of the commits of a
 *       record. A change whose selection does not come within ten seconds is not told to these
 *       subscriptions, and holds up the later ones of its record until then.
 * </ul>
 */
public final class StreamsEventBus implements EventBus {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsEventBus.class);

  /** A quarter of what the service allows for one shard. */
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private static final Duration SHORTEST = Duration.ofMillis(50);

  /** Bytes of events that wait for the service at most. */
  private static final long MOST_WAITING = 4L * 1024 * 1024;

  /** Bytes of changes and selections that wait for each other at most. */
  private static final long MOST_JOINING = 32L * 1024 * 1024;

  private final DynamoDbStore store;
  private final DynamoDbStreamsAsyncClient client;
  private final Duration interval;
  private final ScheduledThreadPoolExecutor thread;
  private final Set<String> followed = ConcurrentHashMap.newKeySet();
  private final String process = UUID.randomUUID().toString();
  private final Joiner joiner;
  private volatile Consumer<? super Event> listener = event -> {};
  private volatile ExpectedEvents expected = new ExpectedEvents(Set.of(), Set.of());
  private volatile @Nullable Outbox outbox;

  private StreamsEventBus(
      DynamoDbStore store,
      DynamoDbStreamsAsyncClient client,
      Duration interval,
      LongSupplier nanoTime) {
    this.store = store;
    this.client = client;
    this.interval = interval;
    this.joiner = new Joiner(nanoTime, MOST_JOINING);
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
    return of(store, client, interval, System::nanoTime);
  }

  /**
   * The same by another time.
   *
   * @param nanoTime as {@link System#nanoTime()}
   */
  static StreamsEventBus of(
      DynamoDbStore store,
      DynamoDbStreamsAsyncClient client,
      Duration interval,
      LongSupplier nanoTime) {
    if (interval.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "The interval %s is too short for the service; give one of %s or more."
              .formatted(interval, SHORTEST));
    }
    StreamsEventBus bus = new StreamsEventBus(store, client, interval, nanoTime);
    store.onPrepared(bus.new Reading());
    return bus;
  }

  @Override
  public void expect(ExpectedEvents events) {
    expected = events;
  }

  /**
   * Tells of what no stream knows: what a mutation selected or answered. Without the record, of
   * which the stream tells.
   */
  @Override
  public void publish(Event event) {
    Object payload = event.payload();
    if (expected.customMutations().contains(event.mutation())) {
      heard(new Event(event.mutation(), null, payload));
      others(EventText.ofCustom(event.mutation(), payload));
    } else if (payload != null) {
      selected(event);
    }
  }

  /** The change waits for nothing, here and elsewhere. */
  @Override
  public void withhold(String mutation, Row record) {
    selected(new Event(mutation, record, null));
  }

  private void selected(Event event) {
    if (expected.modelMutations().contains(event.mutation())) {
      Commit.of(event)
          .ifPresent(
              commit -> {
                joiner.selected(commit, event.payload());
                others(EventText.ofModel(commit, event.payload()));
              });
    }
  }

  private void others(EventText event) {
    Outbox out = outbox;
    if (out != null) {
      out.add(event);
    }
  }

  /** By what is published: where the author's own subscriptions hang on it. */
  @Override
  public boolean reachesOthers(String mutation) {
    return expected.customMutations().contains(mutation)
        || expected.modelMutations().contains(mutation);
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
    List<FollowedTable> events = new ArrayList<>(tables);
    events.removeIf(table -> !EventTable.is(table.layout().table()));
    List<FollowedTable> records = new ArrayList<>(tables);
    records.removeAll(events);
    // First the events, so that of every change that is read what was selected is read too.
    return begin(events).thenCompose(begun -> begin(records)).thenCompose(begun -> open(events));
  }

  private CompletableFuture<Void> begin(Collection<FollowedTable> tables) {
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
    return CompletableFuture.allOf(begun.toArray(CompletableFuture<?>[]::new));
  }

  private CompletionStage<Void> open(List<FollowedTable> events) {
    if (events.isEmpty() || outbox != null) {
      return CompletableFuture.completedFuture(null);
    }
    String table = events.get(0).layout().name();
    Outbox out = new Outbox(store.calls(), table, process, Clock.systemUTC(), MOST_WAITING);
    return out.open()
        .thenRun(
            () -> {
              outbox = out;
              every(this::tellJoined);
            });
  }

  private Consumer<Record> meaning(FollowedTable table) {
    TableLayout layout = table.layout();
    if (EventTable.is(layout.table())) {
      Inbox inbox = new Inbox(process, expected, this::heard, joiner::selected);
      return row -> {
        inbox.take(row);
        tellJoined();
      };
    }
    return change ->
        StreamRecords.event(layout, change).ifPresent(event -> changed(layout, change, event));
  }

  private void changed(TableLayout layout, Record change, Event event) {
    heard(event);
    if (expected.modelMutations().contains(event.mutation())) {
      joiner.changed(layout.table().name(), StreamRecords.commit(event.mutation(), layout, change));
      tellJoined();
    }
  }

  /** On the one thread, so that the order stays. */
  private void tellJoined() {
    joiner.take().forEach(this::heard);
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
      return !expected.customMutations().isEmpty() || !expected.modelMutations().isEmpty();
    }

    @Override
    public CompletionStage<Void> follow(Collection<FollowedTable> tables) {
      return StreamsEventBus.this.follow(tables);
    }
  }
}
