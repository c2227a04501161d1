package dev.pergola.conformance.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.conformance.authorization.RuleSet.Trait;
import dev.pergola.conformance.engine.Campaign;
import dev.pergola.dsl.SchemaException;
import dev.pergola.model.Behavior;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.memory.EmbeddedStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Two worlds that differ in nothing that a caller may read give that caller equal answers, whatever
 * is asked. That a record is there is no secret: the contract tells a foreign record from a missing
 * one.
 */
class NonInterferenceTest {

  private static final int REQUESTS = Campaign.size(1_000, 20_000);
  private static final int CALLERS = 6;
  private static final int ASKS = 8;
  private static final int PAGES = 4;
  private static final Pattern TOKEN = Pattern.compile("\"nextToken\":\"([^\"]*)\"");

  private int requests;
  private int changes;
  private final List<String> differences = new ArrayList<>();

  @Test
  void answersDoNotDependOnWhatTheCallerMayNotRead() {
    long seed = Campaign.seed();
    int refused = 0;
    for (long i = seed; requests < REQUESTS; i++) {
      try {
        run(i);
      } catch (SchemaException mistake) {
        refused++;
      }
    }

    System.out.printf(
        "non-interference: %,d requests from seed %d on (%d schemas refused), %,d hidden values changed, %d differences%n",
        requests, seed, refused, changes, differences.size());
    assertThat(differences.stream().limit(5)).isEmpty();
    assertThat(changes).isGreaterThan(requests / 4);
  }

  private void run(long seed) {
    RandomRules random = new RandomRules(seed);
    RuleSet set = random.rules("seed " + seed);
    NaiveModel model = new NaiveModel(set, Behavior.SAFE);
    List<Doc> docs = random.docs(set);
    try (World here = new World(set, Behavior.SAFE, EmbeddedStore.inMemory());
        World there = new World(set, Behavior.SAFE, EmbeddedStore.inMemory())) {
      here.seed(docs);
      for (int i = 0; i < CALLERS; i++) {
        Caller caller = random.caller();
        there.seed(others(model, random, caller, docs));
        for (String document : documents(random, new Asks(model, caller, docs))) {
          compare(here, there, caller, document, set);
        }
        pages(here, there, caller, set);
      }
    }
  }

  /** The same records as far as the caller may know. */
  private List<Doc> others(NaiveModel model, RandomRules random, Caller caller, List<Doc> docs) {
    List<Doc> others = new ArrayList<>();
    for (Doc doc : docs) {
      Doc other = doc;
      for (String field : model.set().declared()) {
        boolean secret = model.hidden(caller, doc) || !model.mayRead(caller, field, doc);
        // That a relation leads to a record is told by the contract, as that the record is there.
        boolean reference = field.equals("hubId") || field.equals("pinId");
        secret &= !reference || model.reaches(caller, Op.READS, doc);
        Doc changed = random.set(model.set(), other, field);
        if (secret
            && !changed.equals(other)
            && model.rights(caller, changed).equals(model.rights(caller, doc))) {
          other = changed;
          changes++;
        }
      }
      others.add(other);
    }
    return others;
  }

  private static List<String> documents(RandomRules random, Asks asks) {
    List<String> documents = new ArrayList<>();
    for (Ask ask : asks.reads()) {
      // What the host's own code gives away is not for the backend to judge.
      if (!ask.path().equals("custom operation") && random.pick(List.of(0, 0, 0, 1)) == 1) {
        documents.add("{" + ask.text() + "}" + ask.fragments());
      }
    }
    while (documents.size() > ASKS) {
      documents.remove(random.pick(documents));
    }
    for (int batch = 0; batch < 9; batch++) {
      Ask ask = random.pick(asks.writes(batch));
      if (!ask.path().equals("custom operation")) {
        documents.add("mutation{" + ask.text() + "}");
      }
    }
    return documents;
  }

  /** Page by page, each world with its own tokens. */
  private void pages(World here, World there, Caller caller, RuleSet set) {
    String selection = set.has(Trait.ID) ? "id title" : "id";
    for (String listing :
        List.of("listDocs(limit:2%s)", "docsByKind(kind:\"a\" limit:1%s)", "listDocs(limit:1%s)")) {
      @Nullable String tokenHere = "";
      @Nullable String tokenThere = "";
      for (int page = 0; page < PAGES && tokenHere != null && tokenThere != null; page++) {
        String document = "{" + listing + "{nextToken items{" + selection + "}}}";
        String one = answer(here, caller, document.formatted(tokenHere));
        String other = answer(there, caller, document.formatted(tokenThere));
        compare(caller, document, set, one, other);
        tokenHere = token(one);
        tokenThere = token(other);
      }
    }
  }

  private static @Nullable String token(String answer) {
    Matcher token = TOKEN.matcher(answer);
    return token.find() ? " nextToken:\"" + token.group(1) + "\"" : null;
  }

  private void compare(World here, World there, Caller caller, String document, RuleSet set) {
    String one = answer(here, caller, document);
    String other = answer(there, caller, document);
    compare(caller, document, set, one, other);
    if (document.startsWith("mutation")) {
      here.restore();
      there.restore();
    }
  }

  private void compare(Caller caller, String document, RuleSet set, String one, String other) {
    requests++;
    if (!withoutTokens(one).equals(withoutTokens(other))) {
      differences.add("%s, %s:\n%s\n%s\n%s".formatted(set, caller, document, one, other));
    }
  }

  private static String answer(World world, Caller caller, String document) {
    DataResponse response = world.run(caller, document);
    return new String(response.toJson(), StandardCharsets.UTF_8);
  }

  /** Tokens are sealed with a key of each backend; that leaves their lengths. */
  private static String withoutTokens(String answer) {
    return TOKEN.matcher(answer).replaceAll(token -> "token of " + token.group(1).length());
  }
}
