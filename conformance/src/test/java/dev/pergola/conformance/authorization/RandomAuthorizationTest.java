package dev.pergola.conformance.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.conformance.engine.Campaign;
import dev.pergola.dsl.SchemaException;
import dev.pergola.model.Behavior;
import dev.pergola.storage.memory.EmbeddedStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random rules, callers and ways, held against the naive model. */
class RandomAuthorizationTest {

  private static final int CALLERS = 10;
  private static final int READS = 8;
  private static final int TRIPLES = Campaign.size(2_000, 200_000);

  @Test
  void randomCallersGetWhatRandomRulesSay() {
    long seed = Campaign.seed();
    Trial trial = new Trial();
    int triples = 0;
    int refused = 0;
    for (long i = seed; triples < TRIPLES; i++) {
      try {
        triples += run(trial, i);
      } catch (SchemaException mistake) {
        refused++;
      }
    }

    System.out.printf(
        "random authorization: %,d triples from seed %d on (%d schemas refused), %s%n",
        triples, seed, refused, trial);
    assertThat(trial.wrong()).isEmpty();
  }

  private static int run(Trial trial, long seed) {
    RandomRules random = new RandomRules(seed);
    RuleSet set = random.rules("seed " + seed);
    Behavior behavior = seed % 3 == 0 ? Behavior.APPSYNC : Behavior.SAFE;
    NaiveModel model = new NaiveModel(set, behavior);
    List<Doc> docs = random.docs(set);
    int triples = 0;
    try (World world = new World(set, behavior, EmbeddedStore.inMemory())) {
      world.seed(docs);
      for (int i = 0; i < CALLERS; i++) {
        Caller caller = random.caller();
        Asks asks = new Asks(model, caller, docs);
        String about = "%s %s".formatted(behavior, set);
        List<Ask> all = asks.reads();
        List<Ask> reads = new ArrayList<>();
        for (int k = 0; k < READS; k++) {
          reads.add(random.pick(all));
        }
        trial.run(world, caller, reads, false, about);
        triples += READS;
        List<Ask> writes = asks.writes(random.pick(List.of(0, 1, 2, 3, 4, 5, 6, 7)));
        Ask write = random.pick(writes);
        trial.run(world, caller, List.of(write), true, about);
        world.restore();
        triples++;
      }
    }
    return triples;
  }
}
