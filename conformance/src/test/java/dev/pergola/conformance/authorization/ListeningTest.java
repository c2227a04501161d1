package dev.pergola.conformance.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.conformance.authorization.RuleSet.Trait;
import dev.pergola.conformance.engine.Campaign;
import dev.pergola.dsl.SchemaException;
import dev.pergola.model.Behavior;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.memory.EmbeddedStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every kind of caller as a subscriber, with every set of rules, argument, filter and record. */
class ListeningTest {

  private static final int STEP = Campaign.size(3, 1);
  private static final int RANDOM_SETS = Campaign.size(40, 1_000);
  private static final String BOB = "sub-bob::bob";
  private static final Selection ID = new Selection("id", "", Map.of("id", "id"));

  @Test
  void everyCallerHearsWhatTheRulesSay() {
    Trial trial = new Trial();
    List<RuleSet> sets = RuleSets.all();
    for (int i = 0; i < sets.size(); i++) {
      RuleSet set = sets.get(i);
      int number = i;
      List<Caller> callers =
          IntStream.range(0, Caller.ALL.size())
              .filter(at -> at % STEP == number % STEP)
              .mapToObj(Caller.ALL::get)
              .filter(caller -> caller.proof() != Proof.LAMBDA || !set.has(Trait.WITHOUT_CUSTOM))
              .toList();
      run(trial, set, Docs.of(set), callers);
    }

    System.out.println("listening: " + trial);
    assertThat(trial.wrong()).isEmpty();
    assertThat(trial.cells()).isGreaterThan(15_000);
  }

  @Test
  void randomCallersHearWhatRandomRulesSay() {
    long seed = Campaign.seed();
    Trial trial = new Trial();
    int refused = 0;
    for (long i = seed; i < seed + RANDOM_SETS; i++) {
      RandomRules random = new RandomRules(i);
      RuleSet set = random.rules("seed " + i);
      List<Caller> callers =
          IntStream.range(0, 5).mapToObj(each -> random.caller()).collect(Collectors.toList());
      try {
        run(trial, set, random.docs(set), callers);
      } catch (SchemaException mistake) {
        refused++;
      }
    }

    System.out.printf(
        "random listening: %,d sets of rules from seed %d on (%d schemas refused), %s%n",
        RANDOM_SETS, seed, refused, trial);
    assertThat(trial.wrong()).isEmpty();
  }

  private static void run(Trial trial, RuleSet set, List<Doc> docs, List<Caller> callers) {
    if (set.has(Trait.NO_SUBSCRIPTIONS)) {
      return;
    }
    NaiveModel model = new NaiveModel(set, Behavior.SAFE);
    Selection plain = Selection.plain(set);
    try (World world = new World(set, Behavior.SAFE, EmbeddedStore.inMemory())) {
      world.seed(docs);
      Round round = new Round(trial, world, model, docs, callers);
      List<Doc> changed = new ArrayList<>();
      List<String> updates = new ArrayList<>();
      for (int i = 0; i < docs.size(); i++) {
        Map<String, @Nullable Object> input = i % 2 == 0 ? Map.of("note", "x") : ofBob(set);
        changed.add(after(docs.get(i), input));
        updates.add(mutation("updateDoc", docs.get(i), input, plain));
      }
      round.hear("onUpdateDoc", changed, updates, plain);

      // Who hears does not depend on what the mutation happens to select.
      round.hear(
          "onDeleteDoc",
          changed,
          docs.stream().map(doc -> mutation("deleteDoc", doc, Map.of(), ID)).toList(),
          ID);

      List<Doc> created = docs.stream().map(doc -> sendable(set, doc)).toList();
      round.hear(
          "onCreateDoc",
          created,
          created.stream().map(doc -> mutation("createDoc", doc, doc.values(), plain)).toList(),
          plain);
    }
  }

  /** Everything by which rules know bob. */
  private static Map<String, @Nullable Object> ofBob(RuleSet set) {
    Map<String, @Nullable Object> input = new LinkedHashMap<>();
    if (!set.has(Trait.IMPLICIT_OWNER)) {
      input.put("owner", BOB);
    }
    input.put("editors", List.of(BOB));
    input.put("team", "Blue");
    input.put("teams", List.of("Blue"));
    return input;
  }

  private static Doc after(Doc doc, Map<String, @Nullable Object> input) {
    Doc after = doc;
    for (Map.Entry<String, @Nullable Object> entry : input.entrySet()) {
      after = after.with(entry.getKey(), entry.getValue());
    }
    return after;
  }

  /** The record as a create makes it: without the owner if nobody may send one. */
  private static Doc sendable(RuleSet set, Doc doc) {
    Doc sent = set.has(Trait.IMPLICIT_OWNER) ? doc.without("owner") : doc;
    return sent.value("note") == null ? sent.with("note", "new") : sent;
  }

  private static String mutation(
      String field, Doc doc, Map<String, @Nullable Object> input, Selection selection) {
    return "mutation{%s(input:{id:\"%s\" %s}){%s}}"
        .formatted(field, doc.id(), Expected.literal(input), selection.text());
  }

  /** Callers who subscribe in every way to what the admin is about to do. */
  private record Round(
      Trial trial, World world, NaiveModel model, List<Doc> docs, List<Caller> callers) {

    private static final Caller ADMIN = new Caller("admin", Proof.ADMIN, Map.of());

    void hear(String field, List<Doc> written, List<String> mutations, Selection selected) {
      Selection selection = Selection.plain(model.set());
      List<Listening> all = new ArrayList<>();
      BiFunction<String, Filter, List<Listening>> begin =
          (owner, filter) ->
              callers.stream()
                  .map(each -> Listening.begin(world, each, field, owner, filter, selection))
                  .toList();
      filters().forEach(filter -> all.addAll(begin.apply("", filter)));
      if (NaiveEvents.takesOwner(model.set())) {
        owners().forEach(owner -> all.addAll(begin.apply(owner, Filter.NONE)));
        all.addAll(begin.apply("alice", byTitle()));
      }

      for (String mutation : mutations) {
        DataResponse done = world.run(ADMIN, mutation);
        assertThat(done.errors()).as(mutation).isEmpty();
      }

      Set<String> told = Set.copyOf(selected.entries().values());
      String about = "rules %s".formatted(model.set());
      for (Listening one : all) {
        one.judge(trial, model, docs, written, selection, told, about);
      }
    }

    private List<Filter> filters() {
      List<Filter> filters = new ArrayList<>(List.of(Filter.NONE, Filter.BY_SECRET, byTitle()));
      if (model.set().hasOwner()) {
        filters.add(
            new Filter(
                "{owner:{eq:\"alice\"}}",
                Set.of("owner"),
                doc -> "alice".equals(model.shown("owner", doc))));
      }
      return filters;
    }

    private static Filter byTitle() {
      return new Filter(
          "{title:{beginsWith:\"title\"}}",
          Set.of("title"),
          doc -> doc.value("title") instanceof String text && text.startsWith("title"));
    }

    private static List<String> owners() {
      return List.of("alice", "sub-alice::alice", "bob", "sub-alice", Caller.CAROLS_SUB);
    }
  }
}
