package dev.pergola.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.events.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes of records and what was selected of them, which come in any order and not always. */
class JoinerTest {

  private static final boolean DEEP = Boolean.getBoolean("pergola.deep");

  private static final long PLENTY = 1L << 24;
  private static final String TABLE = "Todo";

  private final Logged log = Logged.by(StreamsEventBus.class);
  private long now;
  private final Joiner joiner = joiner(PLENTY);

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void whicheverHalfComesFirst() {
    joiner.changed(TABLE, write("a", 1));
    assertThat(joiner.take()).isEmpty();
    joiner.selected(write("a", 1), "one");
    assertThat(joiner.take()).containsExactly(event("one"));

    joiner.selected(write("a", 2), "two");
    assertThat(joiner.take()).isEmpty();
    joiner.changed(TABLE, write("a", 2));
    assertThat(joiner.take()).containsExactly(event("two"));

    assertThat(joiner.take()).as("none twice").isEmpty();
    assertThat(joiner.bytes()).isZero();
  }

  /**
   * Three changes of a record, and what was selected, of all of them or of some, in every order.
   */
  @Test
  void inEveryOrderTheEventsOfARecordComeInTheOrderOfItsChanges() {
    int orders = 0;
    for (int there = 0; there < 1 << 3; there++) {
      for (List<Integer> order : orders(3, there)) {
        Joiner each = joiner(PLENTY);
        List<Event> heard = new ArrayList<>();
        int changes = 0;
        for (int step : order) {
          if (step < 0) {
            each.changed(TABLE, write("a", changes++));
          } else {
            each.selected(write("a", step), step);
          }
          heard.addAll(each.take());
        }
        now += Joiner.PATIENCE;
        heard.addAll(each.take());
        now += Joiner.KEPT;
        each.take();

        int present = there;
        assertThat(heard)
            .as("order %s", order)
            .isEqualTo(
                IntStream.range(0, 3)
                    .filter(i -> (present & 1 << i) != 0)
                    .mapToObj(JoinerTest::event)
                    .toList());
        assertThat(each.bytes()).as("order %s", order).isZero();
        orders++;
      }
    }
    // Of three changes in their order and none, one, two or three selections in any order.
    assertThat(orders).isEqualTo(1 + 3 * 4 + 3 * 20 + 120);
  }

  @Test
  void aChangeHoldsUpTheLaterOnesOfItsRecordOnlyAndNotForEver() {
    joiner.changed(TABLE, write("a", 1));
    joiner.changed(TABLE, write("a", 2));
    joiner.changed(TABLE, write("b", 1));
    joiner.changed("Note", write("a", 9));
    joiner.selected(write("a", 2), "a2");
    joiner.selected(write("b", 1), "b1");
    joiner.selected(write("a", 9), "another table");
    assertThat(joiner.take()).containsExactly(event("b1"), event("another table"));

    now += Joiner.PATIENCE - 1;
    assertThat(joiner.take()).isEmpty();
    now += 1;
    assertThat(joiner.take()).containsExactly(event("a2"));

    joiner.selected(write("a", 1), "too late");
    joiner.changed(TABLE, write("a", 3));
    joiner.selected(write("a", 3), "a3");
    assertThat(joiner.take()).containsExactly(event("a3"));
  }

  @Test
  void aChangeOfWhichNothingIsToldHoldsUpNone() {
    joiner.changed(TABLE, write("a", 1));
    joiner.changed(TABLE, write("a", 2));
    joiner.selected(write("a", 2), "two");
    joiner.selected(write("a", 3), null);
    assertThat(joiner.take()).isEmpty();

    joiner.selected(write("a", 1), null);
    joiner.changed(TABLE, write("a", 3));
    assertThat(joiner.take()).containsExactly(event("two"));
    assertThat(joiner.bytes()).isZero();
    now += Joiner.KEPT;
    joiner.take();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void eachChangeHasItsOwnTime() {
    joiner.changed(TABLE, write("a", 1));
    now += Joiner.PATIENCE / 2;
    joiner.changed(TABLE, write("a", 2));
    now += Joiner.PATIENCE / 2;
    assertThat(joiner.take()).isEmpty();
    joiner.selected(write("a", 2), "two");

    assertThat(joiner.take()).containsExactly(event("two"));
  }

  @Test
  void whatWasSelectedOfNoChangeIsForgotten() {
    joiner.selected(write("a", 1), "one");
    now += Joiner.KEPT - 1;
    joiner.take();
    assertThat(joiner.bytes()).isPositive();
    now += 1;
    joiner.take();
    assertThat(joiner.bytes()).isZero();

    joiner.changed(TABLE, write("a", 1));
    assertThat(joiner.take()).isEmpty();
  }

  /** As by a call that is repeated after its row was removed again. */
  @Test
  void aWriteThatIsMadeOrToldOnceMoreIsToldOnce() {
    joiner.changed(TABLE, write("a", 1));
    joiner.changed(TABLE, new Commit("deleteTodo", List.of("a"), "1"));
    joiner.changed(TABLE, write("a", 1));
    joiner.selected(write("a", 1), "made");
    joiner.selected(write("a", 1), "made");
    joiner.selected(new Commit("deleteTodo", List.of("a"), "1"), "removed");
    joiner.selected(write("a", 1), "made");
    joiner.changed(TABLE, write("a", 2));
    joiner.selected(write("a", 2), "two");

    assertThat(joiner.take())
        .containsExactly(event("made"), new Event("deleteTodo", null, "removed"), event("two"));
  }

  @Test
  void whatHasWaitedLongestMakesRoomAndHoldsUpNothingMore() {
    Joiner small = joiner(10_000);
    small.changed(TABLE, write("a", 0));
    small.changed(TABLE, write("a", 1));
    small.selected(write("a", 1), "one");
    assertThat(small.take()).isEmpty();
    for (int i = 0; i < 100; i++) {
      now++;
      small.changed(TABLE, write("b", i));
      assertThat(small.bytes()).isLessThanOrEqualTo(2 * 10_000);
    }

    assertThat(small.take()).containsExactly(event("one"));
    small.selected(write("b", 99), "the last");
    now += Joiner.PATIENCE;
    assertThat(small.take()).containsExactly(event("the last"));
    assertThat(small.bytes()).isZero();
  }

  @Test
  void selectionsMakeRoomForEachOtherAndOneThatIsLargerThanAllIsNotKept() {
    Joiner small = joiner(10_000);
    for (int i = 0; i < 100; i++) {
      now++;
      small.selected(write("a", i), "x".repeat(1_000));
      assertThat(small.bytes()).isLessThanOrEqualTo(10_000);
    }
    small.selected(write("b", 1), "x".repeat(6_000));
    small.changed(TABLE, write("a", 98));
    small.changed(TABLE, write("a", 99));
    small.changed(TABLE, write("b", 1));

    assertThat(small.take()).hasSize(2);
  }

  /** Nobody takes, and own mutations go on. */
  @Test
  void whatIsReadyIsBoundedToo() {
    Joiner small = joiner(10_000);
    for (int i = 0; i < 1_000; i++) {
      now++;
      small.changed(TABLE, write("a", i));
      small.selected(write("a", i), "x".repeat(500));
      assertThat(small.bytes()).isLessThanOrEqualTo(3 * 10_000);
    }
    assertThat(small.take()).hasSizeBetween(1, 20);
  }

  @Test
  void whatIsLostIsToldOnceAMinute() {
    for (int second = 0; second < 90; second++) {
      joiner.changed(TABLE, write("a", second));
      joiner.take();
      now += Duration.ofSeconds(1).toNanos();
    }
    now += Duration.ofHours(1).toNanos();
    joiner.take();
    now += Duration.ofHours(1).toNanos();
    joiner.take();

    assertThat(log.lines())
        .extracting(line -> line.substring(0, line.indexOf(" mutation(s)")))
        .containsExactly("WARN 1", "WARN 60", "WARN 29");
  }

  @Test
  void whatIsNotLostIsNotTold() {
    joiner.changed(TABLE, write("a", 1));
    joiner.selected(write("a", 1), "one");
    joiner.selected(write("a", 0), "from before the start");
    joiner.take();
    now += Duration.ofHours(1).toNanos();
    joiner.take();

    assertThat(log.lines()).isEmpty();
  }

  @Test
  void manyWritersMayTellWhileOneReads() {
    int records = 8;
    int each = 500;
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int record = 0; record < records; record++) {
      String id = "r" + record;
      writers.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < each; i++) {
                  joiner.selected(write(id, i), id + " " + i);
                }
              }));
    }
    List<Event> heard = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      for (int record = 0; record < records; record++) {
        joiner.changed(TABLE, write("r" + record, i));
      }
      heard.addAll(joiner.take());
    }
    writers.forEach(CompletableFuture::join);
    heard.addAll(joiner.take());

    for (int record = 0; record < records; record++) {
      String id = "r" + record + " ";
      assertThat(heard)
          .filteredOn(event -> String.valueOf(event.payload()).startsWith(id))
          .isEqualTo(IntStream.range(0, each).mapToObj(i -> event(id + i)).toList());
    }
    assertThat(joiner.bytes()).isZero();
  }

  @Test
  void byAnySchedule() {
    long seed = Long.getLong("pergola.seed", System.nanoTime());
    int schedules = DEEP ? 200_000 : 5_000;
    System.out.printf("Joined events: %d schedules from seed %d%n", schedules, seed);
    Random seeds = new Random(seed);
    int heard = 0;
    for (int i = 0; i < schedules; i++) {
      heard += new Schedule(seeds.nextLong()).run();
    }
    assertThat(heard).isPositive();
  }

  private Joiner joiner(long mostBytes) {
    return new Joiner(() -> now, mostBytes);
  }

  private static Commit write(String id, int number) {
    return new Commit("updateTodo", List.of(id), Integer.toString(number));
  }

  private static Event event(Object payload) {
    return new Event("updateTodo", null, payload);
  }

  /**
   * Every order of changes, which are told as -1, and those selections that are there.
   *
   * @param there a bit for each selection
   */
  private static List<List<Integer>> orders(int changes, int there) {
    if (changes == 0 && there == 0) {
      return List.of(List.of());
    }
    List<List<Integer>> all = new ArrayList<>();
    if (changes > 0) {
      orders(changes - 1, there).forEach(rest -> all.add(with(-1, rest)));
    }
    for (int i = 0; i < Integer.SIZE - 1; i++) {
      if ((there & 1 << i) != 0) {
        int selection = i;
        orders(changes, there & ~(1 << i)).forEach(rest -> all.add(with(selection, rest)));
      }
    }
    return all;
  }

  private static List<Integer> with(int first, List<Integer> rest) {
    List<Integer> all = new ArrayList<>();
    all.add(first);
    all.addAll(rest);
    return all;
  }

  /**
   * A few records change often, and what was selected comes before or after, sometimes twice,
   * sometimes never, while time goes on and room is scarce or not.
   */
  private static final class Schedule {

    private static final int RECORDS = 3;

    private final long seed;
    private final Random random;
    private final boolean scarce;
    private final boolean patient;
    private final long mostBytes;
    private final Joiner joiner;
    private long now;

    Schedule(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      this.scarce = random.nextBoolean();
      this.patient = random.nextBoolean();
      this.mostBytes = scarce ? 2_000 + random.nextInt(4_000) : PLENTY;
      this.joiner = new Joiner(() -> now, mostBytes);
    }

    /** How many events were heard. */
    int run() {
      List<List<Commit>> changes = new ArrayList<>();
      List<Commit> selections = new ArrayList<>();
      List<String> complete = new ArrayList<>();
      for (int record = 0; record < RECORDS; record++) {
        List<Commit> own = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
          Commit commit = write("r" + record, 100 - i);
          own.add(commit);
          if (random.nextInt(5) > 0) {
            selections.add(random.nextInt(selections.size() + 1), commit);
            complete.add(id(commit));
            if (random.nextInt(5) == 0) {
              selections.add(random.nextInt(selections.size() + 1), commit);
            }
          }
        }
        changes.add(own);
      }
      Map<String, Integer> places = new HashMap<>();
      changes.forEach(own -> own.forEach(each -> places.put(id(each), places.size())));

      List<String> heard = new ArrayList<>();
      while (!selections.isEmpty() || changes.stream().anyMatch(own -> !own.isEmpty())) {
        step(changes, selections, heard);
        assertThat(joiner.bytes()).as("seed %d", seed).isLessThanOrEqualTo(3 * mostBytes);
      }
      take(heard);
      now += Joiner.PATIENCE;
      take(heard);
      now += Joiner.KEPT;
      take(heard);

      check(heard, places);
      if (!scarce && patient) {
        assertThat(heard).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(complete);
      }
      assertThat(joiner.bytes()).as("seed %d", seed).isZero();
      return heard.size();
    }

    private void step(List<List<Commit>> changes, List<Commit> selections, List<String> heard) {
      switch (random.nextInt(4)) {
        case 0 -> {
          List<Commit> own = changes.get(random.nextInt(RECORDS));
          if (!own.isEmpty()) {
            joiner.changed(TABLE, own.remove(0));
          }
        }
        case 1 -> {
          if (!selections.isEmpty()) {
            Commit commit = selections.remove(selections.size() - 1);
            joiner.selected(commit, id(commit));
          }
        }
        case 2 -> take(heard);
        default -> now += patient ? 1 : random.nextInt(4) * (Joiner.PATIENCE / 3);
      }
    }

    private void take(List<String> heard) {
      joiner.take().forEach(event -> heard.add((String) event.payload()));
    }

    private void check(List<String> heard, Map<String, Integer> places) {
      assertThat(heard).as("seed %d, at most once", seed).doesNotHaveDuplicates();
      for (int record = 0; record < RECORDS; record++) {
        String own = "r" + record + ":";
        assertThat(heard.stream().filter(each -> each.startsWith(own)).map(places::get).toList())
            .as("seed %d, in order", seed)
            .isSorted();
      }
    }

    private static String id(Commit commit) {
      return commit.key().get(0) + ":" + commit.writeId();
    }
  }
}
