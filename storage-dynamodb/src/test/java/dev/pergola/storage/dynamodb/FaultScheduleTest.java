package dev.pergola.storage.dynamodb;

import static dev.pergola.storage.dynamodb.Counters.COUNT;
import static dev.pergola.storage.dynamodb.Counters.await;
import static dev.pergola.storage.dynamodb.Counters.create;
import static dev.pergola.storage.dynamodb.Counters.get;
import static dev.pergola.storage.dynamodb.Counters.key;
import static dev.pergola.storage.dynamodb.Counters.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.storage.Change;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.ConditionFailedException;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Filter;
import dev.pergola.storage.GetAllRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * Counters are made, counted up, removed and read while calls fail by random schedules, before or
 * after the service has done its part: nothing is lost or done twice. The same schedules run on
 * DynamoDB Local and on a service that is as small as they need it, which takes no time.
 */
class FaultScheduleTest {

  private static final String PREFIX = "schedules-";

  private static final boolean DEEP = Boolean.getBoolean("pergola.deep");

  private static final int STEPS = 4;

  @Test
  void nothingIsLostOrDoneTwiceOnTheLittleService() {
    run(new LittleDynamoDb(), DEEP ? 1_000_000 : 10_000);
  }

  @Test
  void nothingIsLostOrDoneTwiceOnDynamoDbLocal() {
    run(LocalDynamoDb.client(), DEEP ? 10_000 : 300);
  }

  private static void run(DynamoDbAsyncClient service, int schedules) {
    long seed = Long.getLong("pergola.seed", System.nanoTime());
    System.out.printf(
        "Fault schedules: %d on %s from seed %d%n",
        schedules, service.getClass().getSimpleName(), seed);
    Random seeds = new Random(seed);
    DynamoDbStore sound = Counters.store(PREFIX, service);
    int answered = 0;
    for (int i = 0; i < schedules; i++) {
      answered += new Schedule(seeds.nextLong(), service, sound).run("schedule " + i);
    }
    // A write fails if all of its three attempts do, or one that no other follows.
    assertThat(answered).isBetween(schedules * STEPS / 2, schedules * STEPS - 1);
  }

  private static final class Schedule {

    private final long seed;
    private final Random random;
    private final DynamoDbStore faulty;
    private final DynamoDbStore sound;

    Schedule(long seed, DynamoDbAsyncClient service, DynamoDbStore sound) {
      this.seed = seed;
      this.random = new Random(seed);
      this.faulty = Counters.store(PREFIX, new ScriptedClient(service, this::draw));
      this.sound = sound;
    }

    private Fault draw() {
      // One call in two fails, so that a write often fails on all of its attempts.
      Fault[] faults = Fault.values();
      return random.nextBoolean() ? Fault.NONE : faults[random.nextInt(faults.length)];
    }

    /** How many steps were answered. */
    int run(String id) {
      Optional<Row> expected = Optional.empty();
      int answers = 0;
      for (int step = 0; step < STEPS; step++) {
        Optional<Row> next = next(id, expected);
        Optional<Row> outcome = Optional.empty();
        boolean answered = true;
        try {
          outcome = start(id, expected, next);
          answers++;
        } catch (ConditionFailedException impossible) {
          throw new AssertionError(
              "Seed %d, step %d: a condition failed that held".formatted(seed, step), impossible);
        } catch (StoreException unknown) {
          answered = false;
        }
        Optional<Row> stored = await(sound.get(get(id)));
        if (answered) {
          assertThat(outcome).as("seed %d, step %d, answer", seed, step).isEqualTo(next);
          assertThat(stored).as("seed %d, step %d, stored", seed, step).isEqualTo(next);
        } else {
          assertThat(stored).as("seed %d, step %d, failed", seed, step).isIn(expected, next);
        }
        readBack(id, stored, step);
        expected = stored;
      }
      return answers;
    }

    /** What is answered is right; what cannot be read is told, and is not nothing. */
    private void readBack(String id, Optional<Row> stored, int step) {
      GetAllRequest both = new GetAllRequest(Counters.TABLE, List.of(key(id), key("nobody")));
      List<Optional<Row>> found;
      try {
        found = await(faulty.getAll(both));
      } catch (StoreException told) {
        return;
      }
      assertThat(found)
          .as("seed %d, step %d, read", seed, step)
          .containsExactly(stored, Optional.empty());
    }

    private Optional<Row> next(String id, Optional<Row> now) {
      if (now.isEmpty()) {
        return Optional.of(row(id, random.nextInt(100)));
      }
      return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(row(id, count(now) + 1));
    }

    private Optional<Row> start(String id, Optional<Row> now, Optional<Row> next) {
      if (now.isEmpty()) {
        return after(faulty.put(create(next.orElseThrow())));
      }
      Filter unchanged = new Filter.Compare(COUNT, Comparison.EQ, count(now));
      return next.isEmpty()
          ? after(faulty.delete(DeleteRequest.existing(Counters.TABLE, key(id), unchanged)))
          : after(faulty.update(Counters.count(id, count(now), count(now) + 1)));
    }

    private static long count(Optional<Row> row) {
      return (Long) row.orElseThrow().value(COUNT);
    }

    private static Optional<Row> after(CompletionStage<Change> write) {
      return Optional.ofNullable(await(write).after());
    }
  }
}
