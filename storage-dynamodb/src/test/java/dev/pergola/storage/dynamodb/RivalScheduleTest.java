package dev.pergola.storage.dynamodb;

import static dev.pergola.storage.dynamodb.Counters.await;
import static dev.pergola.storage.dynamodb.Counters.count;
import static dev.pergola.storage.dynamodb.Counters.create;
import static dev.pergola.storage.dynamodb.Counters.delete;
import static dev.pergola.storage.dynamodb.Counters.key;
import static dev.pergola.storage.dynamodb.Counters.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.storage.Change;
import dev.pergola.storage.ConditionFailedException;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Filter;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.StoreException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * One writes a counter while calls fail by random schedules, and another writes it between the
 * attempts: what was made is never told as refused, and what was not never as made.
 */
class RivalScheduleTest {

  private static final boolean DEEP = Boolean.getBoolean("pergola.deep");

  private enum Outcome {
    MADE,
    REFUSED,
    UNKNOWN
  }

  @Test
  void whatIsToldIsTrueOnTheLittleService() {
    run(new LittleDynamoDb(), DEEP ? 1_000_000 : 3_000);
  }

  @Test
  void whatIsToldIsTrueOnDynamoDbLocal() {
    run(LocalDynamoDb.client(), DEEP ? 10_000 : 300);
  }

  private static void run(DynamoDbAsyncClient service, int schedules) {
    long seed = Long.getLong("pergola.seed", System.nanoTime());
    System.out.printf(
        "Fault schedules with a rival: %d on %s from seed %d%n",
        schedules, service.getClass().getSimpleName(), seed);
    Random seeds = new Random(seed);
    DynamoDbStore rival = Counters.store("rivals-", service);
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    for (int i = 0; i < schedules; i++) {
      long one = seeds.nextLong();
      outcomes.merge(new Schedule(one, service, rival).run("schedule " + i), 1, Integer::sum);
    }

    assertThat(outcomes).containsOnlyKeys(Outcome.values());
  }

  private static final class Schedule {

    private final long seed;
    private final Random random;
    private final DynamoDbStore rival;
    private final DynamoDbStore faulty;
    private final AtomicInteger made = new AtomicInteger();
    private String id = "";

    Schedule(long seed, DynamoDbAsyncClient service, DynamoDbStore rival) {
      this.seed = seed;
      this.random = new Random(seed);
      this.rival = rival;
      this.faulty =
          Counters.prepared(
              Counters.builder(
                      "rivals-", new ScriptedClient(new Counting(service, made), this::draw))
                  .pauses(attempt -> CompletableFuture.runAsync(this::between, Runnable::run)));
    }

    private Fault draw() {
      Fault[] faults = Fault.values();
      return random.nextInt(4) == 0 ? Fault.NONE : faults[random.nextInt(faults.length)];
    }

    /** What another does before the next attempt. */
    private void between() {
      long number = random.nextInt(3);
      switch (random.nextInt(4)) {
        case 0 -> await(rival.put(new PutRequest(Counters.TABLE, row(id, number), Filter.all())));
        case 1 -> await(rival.delete(new DeleteRequest(Counters.TABLE, key(id), Filter.all())));
        default -> {}
      }
    }

    Outcome run(String counter) {
      id = counter;
      boolean there = random.nextBoolean();
      if (there) {
        await(rival.put(new PutRequest(Counters.TABLE, row(id, random.nextInt(3)), Filter.all())));
      }
      Outcome told = told();
      if (told == Outcome.MADE) {
        assertThat(made).as("seed %d, told as made", seed).hasPositiveValue();
      } else if (told == Outcome.REFUSED) {
        assertThat(made).as("seed %d, told as refused", seed).hasValue(0);
      }
      await(rival.delete(new DeleteRequest(Counters.TABLE, key(id), Filter.all())));
      return told;
    }

    private Outcome told() {
      try {
        await(write());
        return Outcome.MADE;
      } catch (ConditionFailedException refused) {
        return Outcome.REFUSED;
      } catch (StoreException unknown) {
        return Outcome.UNKNOWN;
      }
    }

    private CompletionStage<Change> write() {
      return switch (random.nextInt(3)) {
        case 0 -> faulty.put(create(row(id, 9)));
        case 1 -> faulty.update(count(id, random.nextInt(3), 9));
        default -> faulty.delete(delete(id));
      };
    }
  }

  /** Counts the writes that the service has made, whoever hears of it. */
  private static final class Counting extends ForwardingClient {

    private final AtomicInteger made;

    Counting(DynamoDbAsyncClient client, AtomicInteger made) {
      super(client);
      this.made = made;
    }

    @Override
    <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> pass(
        String operation, Q request, Function<Q, CompletableFuture<A>> call) {
      return call.apply(request)
          .thenApply(
              answer -> {
                if (operation.endsWith("Item")) {
                  made.incrementAndGet();
                }
                return answer;
              });
    }
  }
}
