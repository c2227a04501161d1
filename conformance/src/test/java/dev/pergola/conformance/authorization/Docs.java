package dev.pergola.conformance.authorization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records that are somebody's own, somebody else's, shared, nobody's, and odd. */
final class Docs {

  private static final String ALICE = "sub-alice::alice";
  private static final String BOB = "sub-bob::bob";

  private Docs() {}

  static List<Doc> of(RuleSet set) {
    List<Doc> docs = new ArrayList<>();
    docs.add(doc(set, 0, ALICE, List.of(ALICE), "Red", List.of("Red")));
    docs.add(doc(set, 1, BOB, List.of(BOB), "Blue", List.of("Blue")));
    docs.add(doc(set, 2, ALICE, List.of(ALICE, BOB), "Red", List.of("Red", "Blue")));
    docs.add(doc(set, 3, null, null, null, null));
    docs.add(new Doc("r4", Map.of("title", "title-r4")));
    docs.add(doc(set, 5, "sub-alice", List.of("sub-alice"), "RedBlue", List.of("RedBlue")));
    docs.add(doc(set, 6, "alice", List.of("bob", "alice"), "ed", List.of("ed", "[\"Red\"]")));
    docs.add(doc(set, 7, Caller.CAROLS_SUB, List.of(Caller.CAROLS_SUB), "7", List.of("7")));
    docs.add(
        doc(set, 8, "sub-mallory::" + ALICE, Arrays.asList(null, "", "red"), "Red", List.of()));
    docs.add(
        doc(set, 9, "red@example.com", List.of("sub-bob", "red@example.com"), "", List.of("")));
    docs.add(
        doc(set, 10, "42", List.of("42", "{a=alice}"), "[\"Red\"]", Arrays.asList("Red", null)));
    return docs;
  }

  private static Doc doc(
      RuleSet set,
      int number,
      @Nullable String owner,
      @Nullable List<@Nullable String> editors,
      @Nullable String team,
      @Nullable List<@Nullable String> teams) {
    String id = "r" + number;
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (String text : List.of("title", "secret", "note")) {
      values.put(text, text + "-" + id);
    }
    values.put("rank", (long) number);
    values.put("kind", number % 4 == 3 ? "b" : "a");
    values.put("hubId", number % 5 == 4 ? "h2" : World.HUB);
    values.put("pinId", "pin-" + id);
    values.put("editors", editors);
    values.put("teams", teams);
    if (set.hasOwner()) {
      key(set, values, "owner", owner);
    }
    key(set, values, "team", team);
    return new Doc(id, values);
  }

  /** A key is never a stored null and never empty. */
  private static void key(
      RuleSet set, Map<String, @Nullable Object> values, String field, @Nullable String text) {
    if (!set.indexed(field) || (text != null && !text.isEmpty())) {
      values.put(field, text);
    }
  }
}
