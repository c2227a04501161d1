package dev.pergola.storage.dynamodb;

import dev.pergola.events.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings together the two halves of an event of a model's mutation: the change, which streams tell
 * in the order of commits, and what the mutation selected, which its writer tells. Either may come
 * first. The events of a record are ready in the order of its changes, each once at most; one that
 * lacks its selection holds up those behind it, until it is given up.
 *
 * <p>What waits is bounded in time and in size: when it is too much, what has waited longest goes.
 * Safe for many threads. One of them takes what is ready, so that the order stays.
 */
final class Joiner {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsEventBus.class);

  /**
   * How long a change waits. The selection comes when the mutation is answered, through the {@link
   * EventTable} from other processes; from some it never does.
   */
  static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  /** How long a selection waits: a shard that cannot be read is left alone for half a minute. */
  static final long KEPT = TimeUnit.MINUTES.toNanos(1);

  /** Between two warnings. */
  private static final long QUIET = TimeUnit.MINUTES.toNanos(1);

  /** What is kept of a change or a selection beside its texts and values. */
  private static final long ENTRY_BYTES = 400;

  private final LongSupplier clock;
  private final long mostBytes;

  // Guarded by this; both maps from the oldest to the newest.
  private final Map<Commit, Change> changes = new LinkedHashMap<>();
  private final Map<Commit, Selection> selections = new LinkedHashMap<>();
  private final Map<RecordId, Deque<Change>> records = new HashMap<>();
  private long waitingBytes;
  private List<Event> ready = new ArrayList<>();
  private long readyBytes;
  private long lost;
  private @Nullable Long warned;

  /**
   * An empty one.
   *
   * @param clock nanoseconds, as {@link System#nanoTime()} has them
   * @param mostBytes about how much may wait, and about how much may be ready
   */
  Joiner(LongSupplier clock, long mostBytes) {
    this.clock = clock;
    this.mostBytes = mostBytes;
  }

  /**
   * Takes the next change of a record.
   *
   * @param table the name of the record's table
   */
  synchronized void changed(String table, Commit commit) {
    // A write that was made once more is told at its first place.
    if (changes.containsKey(commit)) {
      return;
    }
    RecordId record = new RecordId(table, commit.key());
    Change change = new Change(commit, record, bytes(commit), clock.getAsLong());
    changes.put(commit, change);
    records.computeIfAbsent(record, id -> new ArrayDeque<>()).add(change);
    waitingBytes += change.bytes;
    change.selection = selections.remove(commit);
    settle(record);
    shrink();
  }

  /**
   * Takes what a mutation selected.
   *
   * @param payload null if nothing is told of the change, which then holds up none behind it
   */
  void selected(Commit commit, @Nullable Object payload) {
    selected(commit, payload, bytes(commit) + Weight.of(payload));
  }

  private synchronized void selected(Commit commit, @Nullable Object payload, long bytes) {
    Change change = changes.get(commit);
    boolean known = change == null ? selections.containsKey(commit) : change.selection != null;
    // Where there is no room, the change is given up in its time, and the log says so.
    if (known || bytes > mostBytes - readyBytes) {
      return;
    }
    Selection selection = new Selection(payload, bytes, clock.getAsLong());
    waitingBytes += bytes;
    if (change == null) {
      selections.put(commit, selection);
    } else {
      change.selection = selection;
      settle(change.record);
    }
    shrink();
  }

  /** The events that are ready and were not taken yet; gives up what has waited for too long. */
  synchronized List<Event> take() {
    long now = clock.getAsLong();
    for (Change old = eldest(changes);
        old != null && now - old.since >= PATIENCE;
        old = eldest(changes)) {
      giveUp(old);
    }
    for (Selection old = eldest(selections);
        old != null && now - old.since >= KEPT;
        old = eldest(selections)) {
      dropEldest();
    }
    warn(now);
    List<Event> taken = ready;
    ready = new ArrayList<>();
    readyBytes = 0;
    return taken;
  }

  /** About how many bytes are kept. */
  synchronized long bytes() {
    return waitingBytes + readyBytes;
  }

  private static long bytes(Commit commit) {
    return ENTRY_BYTES + Weight.of(commit.key()) + Weight.of(commit.writeId());
  }

  /** Makes ready what no longer waits of a record. */
  private void settle(RecordId record) {
    Deque<Change> queue = Objects.requireNonNull(records.get(record), "a record that changed");
    for (Change first = queue.peek(); first != null; first = queue.peek()) {
      Selection selection = first.selection;
      if (selection == null) {
        return;
      }
      queue.remove();
      changes.remove(first.commit);
      waitingBytes -= first.bytes + selection.bytes;
      readyBytes += selection.bytes;
      if (selection.payload != null) {
        // Without the record: listeners to the model have heard of that.
        ready.add(new Event(first.commit.mutation(), null, selection.payload));
      }
    }
    records.remove(record);
  }

  private void shrink() {
    while (waitingBytes > mostBytes) {
      Change change = eldest(changes);
      Selection selection = eldest(selections);
      if (selection == null || (change != null && change.since - selection.since < 0)) {
        giveUp(Objects.requireNonNull(change, "something waits"));
      } else {
        dropEldest();
      }
    }
  }

  private static <T> @Nullable T eldest(Map<Commit, T> waiting) {
    Collection<T> all = waiting.values();
    return all.isEmpty() ? null : all.iterator().next();
  }

  /** The eldest of all changes, which is the first of its record and so lacks its selection. */
  private void giveUp(Change eldest) {
    changes.remove(eldest.commit);
    Objects.requireNonNull(records.get(eldest.record), "a record that changed").remove();
    waitingBytes -= eldest.bytes;
    lost++;
    settle(eldest.record);
  }

  /** A selection without a change: that came before this process listened, or was given up. */
  private void dropEldest() {
    Iterator<Selection> all = selections.values().iterator();
    waitingBytes -= all.next().bytes;
    all.remove();
  }

  private void warn(long now) {
    if (lost > 0 && (warned == null || now - warned >= QUIET)) {
      LOG.warn(
          "{} mutation(s) of models were not told to the author's own subscriptions of this process: what they selected did not come within {} s of the changes of their records. All that write to the tables need this schema, this version and a StreamsEventBus; a store around the DynamoDbStore has to pass on its rows as they are",
          lost,
          TimeUnit.NANOSECONDS.toSeconds(PATIENCE));
      lost = 0;
      warned = now;
    }
  }

  private record RecordId(String table, List<String> key) {}

  /** A change that waits for what was selected, or for changes before it. */
  private static final class Change {

    private final Commit commit;
    private final RecordId record;
    private final long bytes;
    private final long since;
    private @Nullable Selection selection;

    Change(Commit commit, RecordId record, long bytes, long since) {
      this.commit = commit;
      this.record = record;
      this.bytes = bytes;
      this.since = since;
    }
  }

  /**
   * What a mutation selected.
   *
   * @param payload null if nothing is told
   * @param bytes about how much it takes
   * @param since when it came
   */
  private record Selection(@Nullable Object payload, long bytes, long since) {}
}
