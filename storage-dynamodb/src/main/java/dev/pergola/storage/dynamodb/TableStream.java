package dev.pergola.storage.dynamodb;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsAsyncClient;

/**
 * The stream of one table: which shards it has, and in which order they are read. A shard that is
 * split goes on in its children, which are read when it has been read to its end, so that the order
 * of a record's changes is kept. All but the calls happens on one thread.
 */
final class TableStream {

  private static final Logger LOG = LoggerFactory.getLogger(TableStream.class);

  /** So many looks at the shards, then one at which shards there are. */
  private static final int LOOKS = 20;

  private final StreamCalls calls;
  private final Executor thread;
  private final Clock clock;
  private final Consumer<Record> heard;
  private final Map<String, ShardReader> readers = new LinkedHashMap<>();
  private boolean finding;
  private int looks;

  TableStream(
      FollowedTable table,
      DynamoDbStreamsAsyncClient client,
      Executor thread,
      Clock clock,
      Consumer<Record> heard) {
    this.calls = new StreamCalls(table, client);
    this.thread = thread;
    this.clock = clock;
    this.heard = heard;
  }

  /** Completes when every change from then on will be read. */
  CompletableFuture<Void> begin() {
    return shards(null, new ArrayList<>())
        .thenComposeAsync(
            shards -> {
              shards.forEach(shard -> add(shard, ShardIteratorType.LATEST));
              return CompletableFuture.allOf(
                  readers.values().stream()
                      .map(ShardReader::position)
                      .toArray(CompletableFuture<?>[]::new));
            },
            thread);
  }

  /** Reads on in every shard whose turn it is. */
  void look() {
    looks++;
    boolean ended = false;
    for (ShardReader reader : List.copyOf(readers.values())) {
      ended |= reader.isNewlyEnded();
      ShardReader parent = reader.parent() == null ? null : readers.get(reader.parent());
      if (parent == null || parent.isEnded()) {
        reader.read();
      }
    }
    if (ended || looks % LOOKS == 0) {
      find();
    }
  }

  /** Looks for new shards, and forgets those that are gone. */
  private void find() {
    if (finding) {
      return;
    }
    finding = true;
    var unused =
        shards(null, new ArrayList<>())
            .whenCompleteAsync(
                (shards, failure) -> {
                  finding = false;
                  if (failure != null) {
                    LOG.debug(
                        "The shards of table {} cannot be listed now",
                        calls.table().layout().name(),
                        failure);
                    return;
                  }
                  Set<String> there =
                      shards.stream().map(Shard::shardId).collect(Collectors.toSet());
                  readers
                      .values()
                      .removeIf(known -> known.isEnded() && !there.contains(known.id()));
                  // What is new began after this reader did, and is read from its first record.
                  shards.forEach(shard -> add(shard, ShardIteratorType.TRIM_HORIZON));
                },
                thread);
  }

  private void add(Shard shard, ShardIteratorType from) {
    readers.computeIfAbsent(
        shard.shardId(),
        id -> {
          boolean closed = shard.sequenceNumberRange().endingSequenceNumber() != null;
          ShardReader reader =
              new ShardReader(calls, id, shard.parentShardId(), from, thread, clock, heard);
          if (closed && from == ShardIteratorType.LATEST) {
            reader.end();
          }
          return reader;
        });
  }

  private CompletableFuture<List<Shard>> shards(@Nullable String after, List<Shard> found) {
    return calls
        .describe(after)
        .thenCompose(
            answer -> {
              found.addAll(answer.streamDescription().shards());
              String last = answer.streamDescription().lastEvaluatedShardId();
              return last == null ? CompletableFuture.completedFuture(found) : shards(last, found);
            });
  }
}
