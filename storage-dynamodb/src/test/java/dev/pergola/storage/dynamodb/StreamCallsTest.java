package dev.pergola.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.storage.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;

/** What calls to a stream fail with. */
class StreamCallsTest {

  private static final Column ID = new Column("id", 0, ColumnType.STRING, false);
  private static final FollowedTable TABLE =
      new FollowedTable(
          new TableLayout(
              new Table("Todo", List.of(ID), new Key(ID, List.of()), List.of()),
              "t-Todo",
              List.of()),
          "arn:stream");

  private final ScriptedStreams service = new ScriptedStreams();
  private final StreamCalls calls = new StreamCalls(TABLE, service);

  @Test
  void aMissingPermissionIsNamedWithTheTable() {
    Map<String, Function<StreamCalls, CompletableFuture<?>>> all =
        Map.of(
            "DescribeStream", called -> called.describe(null),
            "GetShardIterator", called -> called.place(GetShardIteratorRequest.builder()),
            "GetRecords", called -> called.records("one:0"));
    all.forEach(
        (action, call) -> {
          service.breaks(denied());

          assertThat(call.apply(calls))
              .failsWithin(Duration.ofSeconds(1))
              .withThrowableThat()
              .havingCause()
              .isInstanceOf(StoreException.class)
              .withMessageContainingAll(
                  "'t-Todo'", "no dynamodb:" + action + ";", "table/t-Todo/stream/*");
        });
  }

  @Test
  void theBusSaysItWhereTheBackendIsBuilt() {
    DynamoDbStore store = LocalDynamoDb.store("unused-").build();
    try (StreamsEventBus bus = StreamsEventBus.of(store, service)) {
      service.breaks(denied());

      assertThat(bus.follow(List.of(TABLE)).toCompletableFuture())
          .failsWithin(Duration.ofSeconds(5))
          .withThrowableThat()
          .havingCause()
          .isInstanceOf(StoreException.class)
          .withMessageContaining("no dynamodb:DescribeStream;");

      service.open("one", null);
      service.fail(denied());

      assertThat(bus.follow(List.of(TABLE)).toCompletableFuture())
          .failsWithin(Duration.ofSeconds(5))
          .withThrowableThat()
          .havingCause()
          .isInstanceOf(StoreException.class)
          .withMessageContainingAll("'t-Todo'", "no dynamodb:GetRecords;");

      service.breaks(new IllegalStateException("Connection pool shut down"));

      assertThat(bus.follow(List.of(TABLE)).toCompletableFuture())
          .failsWithin(Duration.ofSeconds(5))
          .withThrowableThat()
          .havingCause()
          .isInstanceOf(StoreException.class)
          .withMessage("Reading the stream of table 't-Todo' failed: Connection pool shut down");
    } finally {
      store.close();
    }
  }

  @Test
  void otherFailuresStayWhatTheyAre() {
    service.fail(ExpiredIteratorException.builder().build());
    service.open("one", null);

    assertThat(calls.records("one:0"))
        .failsWithin(Duration.ofSeconds(1))
        .withThrowableThat()
        .withCauseInstanceOf(ExpiredIteratorException.class);
  }

  private static RuntimeException denied() {
    return DynamoDbException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode("AccessDeniedException").build())
        .build();
  }
}
