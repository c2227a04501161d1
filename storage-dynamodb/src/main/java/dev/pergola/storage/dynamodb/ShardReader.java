package dev.pergola.storage.dynamodb;

import dev.pergola.storage.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/**
 * One shard, read from a place to its end: each record once at most. A call that fails is made
 * again later, after longer and longer pauses, from the same place. Used on one thread.
 */
final class ShardReader {

  private static final Logger LOG = LoggerFactory.getLogger(ShardReader.class);

  /** So many failures in a row are for an operator to see. */
  private static final int LOUD = 6;

  /** Looks that are left out at most after failures. */
  private static final int LONGEST_PAUSE = 64;

  /** The clocks of the service and of this host may be so far apart. */
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  private final StreamCalls calls;
  private final FollowedTable table;
  private final String id;
  private final @Nullable String parent;
  private final Executor thread;
  private final Clock clock;
  private final Consumer<Record> heard;
  private ShardIteratorType from;

  /** By our clock, until when all that came is known. */
  private @Nullable Instant known;

  /** By the service's clock, what is older was not to be told; nothing, if all is. */
  private @Nullable Instant since;

  private @Nullable String iterator;
  private @Nullable String last;
  private boolean reading;
  private boolean ended;
  private boolean endSeen;
  private int failures;
  private int pause;

  ShardReader(
      StreamCalls calls,
      String id,
      @Nullable String parent,
      ShardIteratorType from,
      Executor thread,
      Clock clock,
      Consumer<Record> heard) {
    this.calls = calls;
    this.table = calls.table();
    this.id = id;
    this.parent = parent;
    this.from = from;
    this.thread = thread;
    this.clock = clock;
    this.heard = heard;
  }

  String id() {
    return id;
  }

  /** The shard that this one follows; null for none. */
  @Nullable String parent() {
    return parent;
  }

  boolean isEnded() {
    return ended;
  }

  /** Whether it has ended since this was last asked. */
  boolean isNewlyEnded() {
    boolean newly = ended && !endSeen;
    endSeen = ended;
    return newly;
  }

  /** Has nothing more to read. */
  void end() {
    ended = true;
  }

  /**
   * Takes its place, so that what comes later is read, and has a first look. Fails where that is
   * not permitted, for that does not pass; what else goes wrong with the look is for later ones.
   */
  CompletableFuture<Void> position() {
    Instant asked = clock.instant();
    return ended
        ? CompletableFuture.completedFuture(null)
        : place()
            .thenAcceptAsync(
                place -> {
                  iterator = place;
                  known = asked;
                },
                thread)
            .thenCompose(placed -> firstLook());
  }

  private CompletableFuture<Void> firstLook() {
    return calls
        .records(Objects.requireNonNull(iterator))
        .handleAsync(
            (answer, failure) -> {
              if (failure == null) {
                take(answer);
              } else if (Failures.cause(failure) instanceof StoreException denied) {
                throw denied;
              }
              return null;
            },
            thread);
  }

  /** Reads what has come, unless it is still doing so or has to wait. */
  void read() {
    if (ended || reading) {
      return;
    }
    if (pause > 0) {
      pause--;
      return;
    }
    reading = true;
    Instant asked = clock.instant();
    String next = iterator;
    CompletableFuture<String> place =
        next == null ? place() : CompletableFuture.completedFuture(next);
    var unused =
        place
            .thenCompose(calls::records)
            .whenCompleteAsync(
                (answer, failure) -> {
                  reading = false;
                  if (failure == null) {
                    known = asked;
                    take(answer);
                  } else {
                    failed(Failures.cause(failure));
                  }
                },
                thread);
  }

  private void take(GetRecordsResponse answer) {
    failures = 0;
    for (Record record : answer.records()) {
      String number = record.dynamodb().sequenceNumber();
      if (last == null || StreamRecords.isAfter(number, last)) {
        last = number;
        if (!isOld(record)) {
          tell(record);
        }
      }
    }
    iterator = answer.nextShardIterator();
    ended = iterator == null;
  }

  private boolean isOld(Record record) {
    Instant written = record.dynamodb().approximateCreationDateTime();
    return since != null && written != null && written.isBefore(since);
  }

  private void tell(Record record) {
    try {
      heard.accept(record);
    } catch (RuntimeException unreadable) {
      LOG.error("A change of table {} cannot be told", table.layout().name(), unreadable);
    }
  }

  private void failed(Throwable failure) {
    if (failure instanceof ResourceNotFoundException) {
      LOG.warn("Shard {} of table {} is gone; what it held is lost", id, table.layout().name());
      ended = true;
    } else if (failure instanceof TrimmedDataAccessException) {
      if (last != null) {
        LOG.warn(
            "The stream of table {} no longer holds what comes next; some events are lost",
            table.layout().name());
      }
      from = ShardIteratorType.TRIM_HORIZON;
      iterator = null;
      last = null;
    } else if (failure instanceof ExpiredIteratorException) {
      LOG.warn(
          "A place in a shard of table {} was kept for too long and is taken anew",
          table.layout().name());
      iterator = null;
      if (from == ShardIteratorType.LATEST && last == null) {
        // There is no record to go on behind: all are read, and those dropped that are old. The
        // service times records roughly and by its own clock. Of what it holds nothing was told, so
        // that allowing for that tells nothing twice, but maybe of what came shortly before.
        from = ShardIteratorType.TRIM_HORIZON;
        since = known == null ? null : known.minus(CLOCKS);
      }
    } else {
      pause = Math.min(LONGEST_PAUSE, 1 << Math.min(failures, 6));
      failures++;
      // Once in a row of failures, where it does not pass by itself.
      int loud = failure instanceof StoreException ? 1 : LOUD;
      Level level = failures == loud ? Level.WARN : Level.DEBUG;
      LOG.atLevel(level)
          .setCause(failure)
          .log("Shard {} of table {} cannot be read now", id, table.layout().name());
    }
  }

  /** Behind what was read last; where it was to begin, if that is nothing. */
  private CompletableFuture<String> place() {
    GetShardIteratorRequest.Builder call = GetShardIteratorRequest.builder().shardId(id);
    if (last == null) {
      call.shardIteratorType(from);
    } else {
      call.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(last);
    }
    return calls.place(call);
  }
}
