package dev.pergola.conformance.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.conformance.engine.Campaign;
import dev.pergola.model.Behavior;
import dev.pergola.storage.Store;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every caller, set of rules, way and record, on one kind of store. */
abstract class AuthorizationMatrixExam {

  abstract Store store();

  /** With every build one caller of so many is tried; all of them are in the profile deep. */
  abstract int usualStep();

  @Test
  void everyCallerGetsWhatTheRulesSayOnEveryPath() {
    Trial trial = new Trial();
    for (Behavior behavior : Behavior.values()) {
      List<RuleSet> sets = RuleSets.all();
      for (int i = 0; i < sets.size(); i++) {
        run(trial, sets.get(i), behavior, i);
      }
    }

    System.out.println("authorization matrix: " + trial);
    assertThat(trial.wrong()).isEmpty();
    assertThat(trial.cells()).isGreaterThan(15_000);
  }

  private void run(Trial trial, RuleSet set, Behavior behavior, int number) {
    NaiveModel model = new NaiveModel(set, behavior);
    List<Doc> docs = Docs.of(set);
    List<Caller> callers = callers(set, behavior, number);
    if (callers.isEmpty()) {
      return;
    }
    String about = "%s, rules %s".formatted(behavior, set.name());
    try (World world = new World(set, behavior, store())) {
      world.seed(docs);
      for (Caller caller : callers) {
        Asks asks = new Asks(model, caller, docs);
        trial.run(world, caller, asks.reads(), false, about);
        for (List<Ask> batch : asks.writes()) {
          trial.run(world, caller, batch, true, about);
          world.restore();
        }
      }
    }
  }

  /** Half as many where the original is followed; each set begins with another caller. */
  private List<Caller> callers(RuleSet set, Behavior behavior, int number) {
    int step = Campaign.size(behavior == Behavior.SAFE ? usualStep() : 2 * usualStep(), 1);
    List<Caller> callers = new ArrayList<>();
    for (int i = number % step; i < Caller.ALL.size(); i += step) {
      Caller caller = Caller.ALL.get(i);
      if (caller.proof() != Proof.LAMBDA || !set.has(RuleSet.Trait.WITHOUT_CUSTOM)) {
        callers.add(caller);
      }
    }
    return callers;
  }
}
