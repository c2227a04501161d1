package dev.pergola.internal.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Identity;
import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Row;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Subscriptions come and go as fast where there are many, also when clients mean them not to. */
class TopicTest {

  private static final int MANY = 50_000;

  /** Looks at known groups that one subscription may take: its own, and a few by chance. */
  private static final int LOOKS = 2;

  private static final Column ROOM = new Column("room", 0, ColumnType.STRING, false);
  private static final Column SEQ = new Column("seq", 1, ColumnType.NUMBER, false);
  private static final Table TABLE =
      new Table("t", List.of(ROOM, SEQ), new Key(ROOM, List.of()), List.of());

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Hub hub =
      new Hub(Runnable::run, timer, Clock.systemUTC(), 1_000, 1_000_000, thrown -> {});
  private final Topic topic = new Topic("t");
  private final Counted rendering = new Counted();

  @AfterEach
  void close() {
    hub.close();
    timer.shutdownNow();
  }

  @Test
  void manyFiltersOfOneRoom() {
    comeAndGo(
        i ->
            new Filter.And(
                List.of(
                    new Filter.Compare(ROOM, Comparison.EQ, "lobby"),
                    new Filter.Compare(SEQ, Comparison.GT, (long) i))),
        MANY);
  }

  @Test
  void roomsWithOneHashCode() {
    comeAndGo(i -> new Filter.Compare(ROOM, Comparison.EQ, CodesTest.text(i)), 1);
  }

  @Test
  void prefixesWithOneHashCode() {
    comeAndGo(i -> new Filter.BeginsWith(ROOM, CodesTest.text(i)), MANY);
  }

  private void comeAndGo(IntFunction<Filter> filters, int found) {
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Stream stream = hub.open(Identity.admin(), null);
      topic.add(stream, new Interest("t", filters.apply(i), Filter.all(), rendering));
      streams.add(stream);
    }
    Row row = Row.builder(TABLE).set(0, "lobby").set(1, 1L).build();
    Occurrence event = new Occurrence(row, row, "event", 0);

    assertThat(topic.candidates(event)).as("who may be meant").hasSizeLessThanOrEqualTo(found);
    streams.forEach(topic::remove);
    assertThat(topic.isEmpty()).isTrue();
    assertThat(topic.candidates(event)).isEmpty();
    assertThat(rendering.compared).as("looks").isLessThan(LOOKS * MANY);
  }

  /** Counts how often it is compared, which is once for each look at a known interest. */
  private static final class Counted implements Rendering {

    private int compared;

    @Override
    public DataResponse of(Object payload) {
      return new HubTest.Empty();
    }

    @Override
    public boolean equals(Object other) {
      compared++;
      return other instanceof Counted;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }
}
