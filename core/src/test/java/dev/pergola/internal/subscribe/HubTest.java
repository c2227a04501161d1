package dev.pergola.internal.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Identity;
import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.request.DataError;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Row;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The index finds whom an event is for, and nobody else. */
class HubTest {

  private static final Column OWNER = new Column("owner", 0, ColumnType.STRING, false);
  private static final Column RANK = new Column("rank", 1, ColumnType.NUMBER, false);
  private static final Column TEAMS = new Column("teams", 2, ColumnType.DOCUMENT, true);
  private static final Table TABLE =
      new Table("t", List.of(OWNER, RANK, TEAMS), new Key(OWNER, List.of()), List.of());

  static final Row NOTHING = Row.empty(TABLE);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Hub hub =
      new Hub(Runnable::run, timer, Clock.systemUTC(), 1_000, 1_000_000, thrown -> {});

  @AfterEach
  void close() {
    hub.close();
    timer.shutdownNow();
  }

  @Test
  void eachEventReachesThoseWhoseInterestItFulfils() {
    Random random = new Random(20);
    Map<Listener, Interest> listeners = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      Interest interest = new Interest("t", filter(random, 0), filter(random, 0), new Same());
      listeners.put(listen(interest), interest);
    }

    for (int i = 0; i < 300; i++) {
      Occurrence event = new Occurrence(row(random), row(random), "event " + i, 0);
      hub.deliver("t", event);
      listeners.forEach(
          (listener, interest) ->
              assertThat(listener.take())
                  .as("%s of %s", interest, event)
                  .isEqualTo(
                      interest.stored().toPredicate().test(event.stored())
                              && interest.shown().toPredicate().test(event.shown())
                          ? 1
                          : 0));
      if (i == 150) {
        List<Listener> leaving = new ArrayList<>(listeners.keySet()).subList(0, 150);
        leaving.forEach(
            listener -> {
              listener.stream.close();
              listeners.remove(listener);
            });
      }
    }

    listeners.keySet().forEach(listener -> listener.stream.close());
    assertThat(hub.size()).isZero();
    assertThat(hub.listens("t")).isFalse();
  }

  @Test
  void equalitiesOfOwnersAndElementsAreAnchors() {
    Filter owner = new Filter.Compare(OWNER, Comparison.EQ, "a");
    Filter team = new Filter.Contains(TEAMS, "red");
    Filter rank = new Filter.Compare(RANK, Comparison.GT, 1L);

    assertThat(anchors(owner)).hasSize(1);
    assertThat(anchors(new Filter.Or(List.of(owner, team)))).hasSize(2);
    assertThat(ways(new Filter.And(List.of(rank, new Filter.Or(List.of(owner, team)), team))))
        .containsExactly(anchors(new Filter.Or(List.of(owner, team))), anchors(team));
    assertThat(ways(new Filter.Or(List.of(owner, rank)))).isEmpty();
    assertThat(ways(new Filter.Not(owner))).isEmpty();
    assertThat(ways(Filter.all())).isEmpty();
    assertThat(anchors(new Filter.Compare(RANK, Comparison.EQ, 1.0)))
        .isEqualTo(anchors(new Filter.Compare(RANK, Comparison.EQ, 1L)));
  }

  @Test
  void aFilterThatManyShareDoesNotMakeAnEventCostMore() {
    Filter open = new Filter.Compare(RANK, Comparison.EQ, 1L);
    Topic topic = new Topic("t");
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Filter owner =
          new Filter.Or(
              List.of(
                  new Filter.Compare(OWNER, Comparison.EQ, "sub-" + i),
                  new Filter.Compare(OWNER, Comparison.EQ, "name-" + i)));
      Stream stream = hub.open(Identity.admin(), null);
      topic.add(stream, new Interest("t", owner, open, new Same()));
      streams.add(stream);
    }
    Row row = Row.builder(TABLE).set(0, "sub-7").set(1, 1L).build();

    assertThat(topic.candidates(new Occurrence(row, row, "event", 0)))
        .as("who may be meant")
        .hasSizeBetween(1, 4);
    streams.forEach(topic::remove);
    assertThat(topic.isEmpty()).isTrue();
    assertThat(topic.candidates(new Occurrence(row, row, "event", 0))).isEmpty();
  }

  private static Set<Anchor> anchors(Filter filter) {
    assertThat(ways(filter)).hasSize(1);
    return ways(filter).get(0);
  }

  private static List<Set<Anchor>> ways(Filter filter) {
    return Anchors.of(new Interest("t", filter, Filter.all(), new Same()));
  }

  private Listener listen(Interest interest) {
    Stream stream = hub.open(Identity.admin(), null);
    hub.start(stream, interest);
    Listener listener = new Listener(stream);
    stream.subscribe(listener);
    return listener;
  }

  private static Filter filter(Random random, int depth) {
    Column owner = OWNER;
    return switch (random.nextInt(depth > 2 ? 4 : 8)) {
      case 0 -> new Filter.Compare(owner, Comparison.EQ, "o" + random.nextInt(3));
      case 1 -> new Filter.Compare(RANK, Comparison.EQ, (long) random.nextInt(3));
      case 2 -> new Filter.Contains(TEAMS, "t" + random.nextInt(3));
      case 3 -> new Filter.Compare(RANK, Comparison.GE, (long) random.nextInt(3));
      case 4 -> new Filter.Not(filter(random, depth + 1));
      case 5 -> new Filter.Or(List.of(filter(random, depth + 1), filter(random, depth + 1)));
      case 6 -> new Filter.And(List.of(filter(random, depth + 1), filter(random, depth + 1)));
      default -> Filter.all();
    };
  }

  private static Row row(Random random) {
    Row.Builder row = Row.builder(TABLE);
    if (random.nextInt(4) > 0) {
      row.set(0, "o" + random.nextInt(3));
    }
    if (random.nextInt(4) > 0) {
      row.set(1, random.nextBoolean() ? (Object) (long) random.nextInt(3) : 1.0);
    }
    if (random.nextInt(4) > 0) {
      row.set(2, List.of("t" + random.nextInt(3), "t" + random.nextInt(3)));
    }
    return row.build();
  }

  static final class Empty implements DataResponse {
    @Override
    public Map<String, Object> data() {
      return Map.of();
    }

    @Override
    public List<DataError> errors() {
      return List.of();
    }

    @Override
    public byte[] toJson() {
      return new byte[0];
    }

    @Override
    public Map<String, Object> toMap() {
      return Map.of();
    }
  }

  /** Makes the same of everything, so that equal interests are one group. */
  private static final class Same implements Rendering {
    @Override
    public DataResponse of(Object payload) {
      return new Empty();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Same;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  private static final class Listener implements Flow.Subscriber<DataResponse> {

    private final Stream stream;
    private int heard;

    Listener(Stream stream) {
      this.stream = stream;
    }

    int take() {
      int taken = heard;
      heard = 0;
      return taken;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(DataResponse event) {
      heard++;
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {}
  }
}
