package dev.pergola.conformance.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.Behavior;
import dev.pergola.storage.memory.EmbeddedStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The rules are pushed down into the store and not left to it: one that gives back what it was not
 * asked for changes no answer (spec: security 1.3).
 */
class ForgetfulStoreTest {

  private static final int STEP = 5;

  @Test
  void everyRowIsJudgedAgain() {
    Trial trial = new Trial();
    List<RuleSet> sets = RuleSets.all();
    for (int i = 0; i < sets.size(); i++) {
      RuleSet set = sets.get(i);
      NaiveModel model = new NaiveModel(set, Behavior.SAFE);
      List<Doc> docs = Docs.of(set);
      try (World world =
          new World(set, Behavior.SAFE, Credulity.forgetful(EmbeddedStore.inMemory()))) {
        world.seed(docs);
        for (Caller caller : callers(set, i)) {
          trial.run(world, caller, reads(model, caller, docs), false, "rules " + set.name());
        }
      }
    }

    System.out.println("forgetful store: " + trial);
    assertThat(trial.wrong()).isEmpty();
    assertThat(trial.cells()).isGreaterThan(10_000);
  }

  private static List<Caller> callers(RuleSet set, int number) {
    List<Caller> callers = new ArrayList<>();
    for (int i = number % STEP; i < Caller.ALL.size(); i += STEP) {
      Caller caller = Caller.ALL.get(i);
      if (caller.proof() != Proof.LAMBDA || !set.has(RuleSet.Trait.WITHOUT_CUSTOM)) {
        callers.add(caller);
      }
    }
    return callers;
  }

  /** Without filters of the client's, which are the store's to heed. */
  private static List<Ask> reads(NaiveModel model, Caller caller, List<Doc> docs) {
    return new Asks(model, caller, docs)
        .reads().stream()
            .filter(ask -> !ask.text().contains("filter:") && !ask.text().contains("beginsWith"))
            .toList();
  }
}
