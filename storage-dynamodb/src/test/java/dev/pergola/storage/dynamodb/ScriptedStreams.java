package dev.pergola.storage.dynamodb;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.SequenceNumberRange;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsAsyncClient;

/** The service's side of one stream, whose shards a test splits and whose answers it spoils. */
final class ScriptedStreams implements DynamoDbStreamsAsyncClient {

  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final List<RuntimeException> failures = new ArrayList<>();
  private final List<RuntimeException> throwing = new ArrayList<>();
  final List<String> reads = new ArrayList<>();
  private int number = 8;
  private Instant now = Instant.parse("2024-02-29T12:00:00.900Z");

  /** Whether the last record that was given is given once more. */
  boolean repeat;

  /** A new shard, behind another one or none. */
  void open(String id, @Nullable String parent) {
    lines.put(id, new Line(parent));
  }

  /** Nothing more comes into a shard. */
  void close(String id) {
    line(id).closed = true;
  }

  /** A row with this id was put, as the next change. */
  Record put(String shard, String id) {
    Instant rounded = now.truncatedTo(ChronoUnit.SECONDS);
    Record made = record(OperationType.INSERT, Integer.toString(number++), id);
    Record record =
        made.toBuilder()
            .dynamodb(made.dynamodb().toBuilder().approximateCreationDateTime(rounded).build())
            .build();
    line(shard).records.add(record);
    return record;
  }

  /** What the next call for records comes to. */
  void fail(RuntimeException failure) {
    failures.add(failure);
  }

  /** The next call of any kind throws and gives no future. */
  void breaks(RuntimeException thrown) {
    throwing.add(thrown);
  }

  /** Lets the time of the service, and of whoever asks {@link #clock}, go on. */
  void pass(Duration duration) {
    now = now.plus(duration);
  }

  /** A clock that shows the time of the service. */
  Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }

  /** The first records of a shard are no longer there. */
  void trim(String shard, int count) {
    line(shard).trimmed = count;
  }

  static Record record(OperationType what, String number, String id) {
    Map<String, AttributeValue> image =
        Map.of("id", AttributeValue.fromS(id), TableLayout.WRITE_ID, AttributeValue.fromS(number));
    return Record.builder()
        .eventName(what)
        .dynamodb(
            change ->
                change
                    .sequenceNumber(number)
                    .newImage(what == OperationType.REMOVE ? Map.of() : image)
                    .oldImage(what == OperationType.INSERT ? Map.of() : old(image)))
        .build();
  }

  private static Map<String, AttributeValue> old(Map<String, AttributeValue> image) {
    Map<String, AttributeValue> old = new LinkedHashMap<>(image);
    old.put(TableLayout.WRITE_ID, AttributeValue.fromS("before"));
    return old;
  }

  @Override
  public CompletableFuture<DescribeStreamResponse> describeStream(DescribeStreamRequest request) {
    checkWhole();
    // A page for each shard, so that all have to be asked for.
    List<String> ids = new ArrayList<>(lines.keySet());
    String after = request.exclusiveStartShardId();
    int at = after == null ? 0 : ids.indexOf(after) + 1;
    List<Shard> page = at < ids.size() ? List.of(shard(ids.get(at))) : List.of();
    return CompletableFuture.completedFuture(
        DescribeStreamResponse.builder()
            .streamDescription(
                stream ->
                    stream
                        .shards(page)
                        .lastEvaluatedShardId(at + 1 < ids.size() ? ids.get(at) : null))
            .build());
  }

  @Override
  public CompletableFuture<GetShardIteratorResponse> getShardIterator(
      GetShardIteratorRequest request) {
    checkWhole();
    Line line = line(request.shardId());
    ShardIteratorType type = request.shardIteratorType();
    int at =
        switch (type) {
          case LATEST -> line.records.size();
          case TRIM_HORIZON -> line.trimmed;
          default -> line.after(request.sequenceNumber());
        };
    return CompletableFuture.completedFuture(
        GetShardIteratorResponse.builder().shardIterator(request.shardId() + ":" + at).build());
  }

  @Override
  public CompletableFuture<GetRecordsResponse> getRecords(GetRecordsRequest request) {
    checkWhole();
    String[] place = request.shardIterator().split(":");
    reads.add(place[0]);
    if (!failures.isEmpty()) {
      return CompletableFuture.failedFuture(failures.remove(0));
    }
    Line line = line(place[0]);
    int at = Math.max(0, Integer.parseInt(place[1]) - (repeat ? 1 : 0));
    List<Record> records = List.copyOf(line.records.subList(at, line.records.size()));
    return CompletableFuture.completedFuture(
        GetRecordsResponse.builder()
            .records(records)
            .nextShardIterator(line.closed ? null : place[0] + ":" + line.records.size())
            .build());
  }

  @Override
  public String serviceName() {
    return "dynamodb";
  }

  @Override
  public void close() {}

  private void checkWhole() {
    if (!throwing.isEmpty()) {
      throw throwing.remove(0);
    }
  }

  private Shard shard(String id) {
    Line line = line(id);
    return Shard.builder()
        .shardId(id)
        .parentShardId(line.parent)
        .sequenceNumberRange(
            SequenceNumberRange.builder()
                .startingSequenceNumber("1")
                .endingSequenceNumber(line.closed ? "9" : null)
                .build())
        .build();
  }

  private Line line(String id) {
    Line line = lines.get(id);
    if (line == null) {
      throw new AssertionError("No shard " + id);
    }
    return line;
  }

  private static final class Line {

    private final @Nullable String parent;
    private final List<Record> records = new ArrayList<>();
    private boolean closed;
    private int trimmed;

    Line(@Nullable String parent) {
      this.parent = parent;
    }

    int after(String sequenceNumber) {
      int at = 0;
      while (at < records.size()
          && !StreamRecords.isAfter(records.get(at).dynamodb().sequenceNumber(), sequenceNumber)) {
        at++;
      }
      return at;
    }
  }
}
