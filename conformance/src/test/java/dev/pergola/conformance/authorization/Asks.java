package dev.pergola.conformance.authorization;

import dev.pergola.conformance.authorization.NaiveModel.Condition;
import dev.pergola.conformance.authorization.NaiveModel.Key;
import dev.pergola.conformance.authorization.NaiveModel.Outcome;
import dev.pergola.conformance.authorization.RuleSet.Trait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every way of a caller to the records, with what should come of it. */
final class Asks {

  private static final String GONE = "gone";

  private final NaiveModel model;
  private final RuleSet set;
  private final Caller caller;
  private final List<Doc> docs;
  private final Expected expected;
  private final Selection plain;
  private final Selection mixed;
  private final Selection brief;

  Asks(NaiveModel model, Caller caller, List<Doc> docs) {
    this.model = model;
    this.set = model.set();
    this.caller = caller;
    this.docs = docs;
    this.expected = new Expected(model, caller, docs);
    this.plain = Selection.plain(set);
    this.mixed = Selection.mixed(set);
    this.brief = Selection.brief(set);
  }

  /** Everything that changes nothing. */
  List<Ask> reads() {
    List<Ask> asks = new ArrayList<>();
    for (Doc doc : docs) {
      asks.add(get(doc, plain));
      asks.add(get(doc, mixed));
    }
    asks.add(
        new Ask(
            "get",
            "getDoc(id:\"gone\"){id}",
            "",
            1,
            at ->
                model.mayTry(caller, Set.of(Op.GET))
                    ? expected.nothing(at)
                    : expected.refused(at, "getDoc", "Query")));
    asks.add(list("list", "listDocs", "", Key.NONE, Filter.NONE, plain));
    asks.add(list("aliases and fragments", "listDocs", "", Key.NONE, Filter.NONE, mixed));
    for (Filter filter : Filter.all(set)) {
      asks.add(list("filter", "listDocs", "", Key.NONE, filter, brief));
    }
    indexes(asks);
    relations(asks);
    asks.add(
        new Ask(
            "custom operation",
            "ping",
            "",
            1,
            at -> {
              Flat flat = new Flat();
              flat.value(at, "pong");
              return model.mayCall(caller) ? flat : expected.refused(at, "ping", "Query");
            }));
    asks.add(answered("docsNow", "Query"));
    return asks;
  }

  /** Everything that changes records; each batch needs them as they were before. */
  List<List<Ask>> writes() {
    List<List<Ask>> batches = new ArrayList<>();
    for (Map<String, @Nullable Object> input : updates()) {
      batches.add(updates(input, ""));
    }
    batches.add(updates(Map.of("title", "x"), "secret"));
    batches.add(deletes(""));
    batches.add(deletes("secret"));
    List<Ask> creates = new ArrayList<>();
    for (Map<String, @Nullable Object> input : creations()) {
      creates.add(create(input, set.has(Trait.ID) ? "new" + creates.size() : ""));
    }
    creates.add(create(Map.of("title", "n"), "newest"));
    creates.add(answered("touchDocs", "Mutation"));
    batches.add(creates);
    return batches;
  }

  /** One of the batches. */
  List<Ask> writes(int number) {
    List<List<Ask>> batches = writes();
    return batches.get(number % batches.size());
  }

  private Ask get(Doc doc, Selection selection) {
    String path = selection == mixed ? "aliases and fragments" : "get";
    return new Ask(
        path,
        "getDoc(id:\"%s\"){%s}".formatted(doc.id(), selection.text()),
        selection.fragments(),
        1,
        at ->
            model.reaches(caller, Set.of(Op.GET), doc)
                ? expected.record(at, doc, selection, false)
                : expected.refused(at, "getDoc", "Query"));
  }

  private Ask list(
      String path, String field, String key, Key asked, Filter filter, Selection selection) {
    String arguments = key + (filter.text().isEmpty() ? "" : " filter:" + filter.text());
    return new Ask(
        path,
        "%s%s{items{%s}}"
            .formatted(field, arguments.isBlank() ? "" : "(" + arguments + ")", selection.text()),
        selection.fragments(),
        docs.size(),
        at ->
            expected.page(
                at,
                model
                    .list(caller, docs, Set.of(Op.LIST), asked, filter.fields())
                    .map(found -> found.stream().filter(filter.test()).toList()),
                selection,
                field,
                "Query"));
  }

  private void indexes(List<Ask> asks) {
    Set<String> kindAndTitle = Set.of("kind", "title");
    for (String kind : List.of("a", "b")) {
      Key key = new Key(Map.of("kind", kind), Set.of(), kindAndTitle);
      asks.add(list("index", "docsByKind", "kind:\"%s\"".formatted(kind), key, Filter.NONE, brief));
    }
    Key sorted = new Key(Map.of("kind", "a"), Set.of("title"), kindAndTitle);
    String range = "kind:\"a\" title:{beginsWith:\"t\"} sortDirection:DESC";
    asks.add(list("index", "docsByKind", range, sorted, Filter.NONE, brief));
    if (!set.has(Trait.INDEXED)) {
      return;
    }
    for (String owner : texts("owner")) {
      Key whole = new Key(Map.of("owner", owner), Set.of(), Set.of("owner"));
      asks.add(
          list(
              "index",
              "docsByOwner",
              "owner:" + Expected.quoted(owner),
              whole,
              Filter.NONE,
              brief));
      Key part = new Key(Map.of("kind", "a", "owner", owner), Set.of(), Set.of("kind", "owner"));
      String equal = "kind:\"a\" owner:{eq:%s}".formatted(Expected.quoted(owner));
      asks.add(list("index", "docsByKindAndOwner", equal, part, Filter.NONE, brief));
    }
    Key any = new Key(Map.of("kind", "a"), Set.of(), Set.of("kind", "owner"));
    asks.add(list("index", "docsByKindAndOwner", "kind:\"a\"", any, Filter.NONE, brief));
    Key begins = new Key(Map.of("kind", "a"), Set.of("owner"), Set.of("kind", "owner"));
    Predicate<Doc> test = doc -> String.valueOf(doc.value("owner")).startsWith("sub-");
    asks.add(
        list(
            "index",
            "docsByKindAndOwner",
            "kind:\"a\" owner:{beginsWith:\"sub-\"}",
            begins,
            new Filter("", Set.of(), test),
            brief));
    for (String team : texts("team")) {
      Key key = new Key(Map.of("team", team), Set.of(), Set.of("team"));
      asks.add(
          list("index", "docsByTeam", "team:" + Expected.quoted(team), key, Filter.NONE, brief));
    }
  }

  private Set<String> texts(String field) {
    Set<String> texts = new TreeSet<>();
    for (Doc doc : docs) {
      if (doc.value(field) instanceof String text && !text.isEmpty()) {
        texts.add(text);
      }
    }
    return texts;
  }

  private void relations(List<Ask> asks) {
    Key hub = new Key(Map.of("hubId", World.HUB), Set.of(), Set.of("hubId"));
    for (Filter filter : List.of(Filter.NONE, Filter.BY_SECRET)) {
      String arguments = filter.text().isEmpty() ? "" : "(filter:" + filter.text() + ")";
      asks.add(
          new Ask(
              "relation to many",
              "getHub(id:\"h1\"){docs%s{items{%s}}}".formatted(arguments, brief.text()),
              "",
              docs.size(),
              at ->
                  expected.page(
                      at + "/docs",
                      model
                          .list(caller, docs, Op.READS, hub, filter.fields())
                          .map(found -> found.stream().filter(filter.test()).toList()),
                      brief,
                      "docs",
                      "Hub")));
    }
    for (Doc doc : docs) {
      asks.add(
          new Ask(
              "relation to one",
              "getPin(id:\"%s\"){doc{%s}}".formatted(World.pin(doc), plain.text()),
              "",
              1,
              at -> {
                String here = at + "/doc";
                Key pin = new Key(Map.of("pinId", World.pin(doc)), Set.of(), Set.of("pinId"));
                boolean asked = model.list(caller, docs, Op.READS, pin, Set.of()).isPresent();
                if (asked && doc.value("pinId") == null) {
                  return expected.nothing(here);
                }
                return asked && model.reaches(caller, Op.READS, doc)
                    ? expected.record(here, doc, plain, false)
                    : expected.refused(here, "doc", "Pin");
              }));
      asks.add(
          new Ask(
              "relation to one",
              "getLeaf(id:\"%s\"){d:doc{%s}}".formatted(World.leaf(doc), mixed.text()),
              mixed.fragments(),
              1,
              at ->
                  model.reaches(caller, Op.READS, doc)
                      ? expected.record(at + "/d", doc, mixed, false)
                      : expected.refused(at + "/d", "doc", "Leaf")));
    }
  }

  private Ask answered(String field, String type) {
    return new Ask(
        "custom operation",
        "%s{%s}".formatted(field, plain.text()),
        "",
        docs.size(),
        at ->
            model.mayCall(caller)
                ? expected.records(at, docs, plain, type.equals("Mutation"))
                : expected.refused(at, field, type));
  }

  private List<Map<String, @Nullable Object>> updates() {
    List<Map<String, @Nullable Object>> inputs = new ArrayList<>();
    inputs.add(Map.of("title", "x"));
    inputs.add(Map.of("secret", "x"));
    inputs.add(input("secret", null));
    inputs.add(input("rank", 5, "note", null, "kind", "c"));
    if (!set.has(Trait.IMPLICIT_OWNER)) {
      inputs.add(Map.of("owner", "sub-bob::bob"));
    }
    inputs.add(Map.of());
    return inputs;
  }

  private List<Ask> updates(Map<String, @Nullable Object> input, String condition) {
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i <= docs.size(); i++) {
      Doc doc = i < docs.size() ? docs.get(i) : null;
      String id = doc == null ? GONE : doc.id();
      Condition asked = condition(condition, i);
      asks.add(
          new Ask(
              condition.isEmpty() ? "update" : "condition",
              "updateDoc(input:{id:\"%s\" %s}%s){%s}"
                  .formatted(id, Expected.literal(input), text(condition, i), brief.text()),
              "",
              1,
              at -> {
                Outcome outcome = model.update(caller, doc, input, asked);
                return expected.outcome(at, outcome, brief, "updateDoc");
              }));
    }
    return asks;
  }

  private List<Ask> deletes(String condition) {
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i <= docs.size(); i++) {
      Doc doc = i < docs.size() ? docs.get(i) : null;
      String id = doc == null ? GONE : doc.id();
      Condition asked = condition(condition, i);
      asks.add(
          new Ask(
              condition.isEmpty() ? "delete" : "condition",
              "deleteDoc(input:{id:\"%s\"}%s){%s}".formatted(id, text(condition, i), brief.text()),
              "",
              1,
              at -> expected.outcome(at, model.delete(caller, doc, asked), brief, "deleteDoc")));
    }
    return asks;
  }

  /** Holds for every other record. */
  private Condition condition(String field, int place) {
    String value = field + (place % 2 == 0 ? "-r" + place : "-x");
    return field.isEmpty()
        ? Condition.NONE
        : new Condition(Set.of(field), doc -> value.equals(doc.value(field)));
  }

  private static String text(String field, int place) {
    String value = field + (place % 2 == 0 ? "-r" + place : "-x");
    return field.isEmpty() ? "" : ",condition:{%s:{eq:\"%s\"}}".formatted(field, value);
  }

  private List<Map<String, @Nullable Object>> creations() {
    String own =
        new NaiveClaims(caller, model.behavior()).full(List.of("sub", "username")).orElse("none");
    List<Map<String, @Nullable Object>> inputs = new ArrayList<>();
    inputs.add(Map.of());
    inputs.add(Map.of("title", "n"));
    inputs.add(Map.of("secret", "n"));
    inputs.add(input("secret", null));
    inputs.add(Map.of("note", "n", "rank", 1));
    inputs.add(Map.of("hubId", World.HUB, "kind", "a"));
    inputs.add(Map.of("team", "Red"));
    inputs.add(Map.of("team", "Blue", "teams", List.of("Red", "Blue")));
    inputs.add(Map.of("teams", List.of("RedBlue")));
    inputs.add(Map.of("editors", List.of(own)));
    inputs.add(Map.of("editors", List.of("sub-bob::bob", own)));
    inputs.add(Map.of("editors", List.of("sub-bob::bob")));
    inputs.add(input("editors", null, "teams", null));
    inputs.add(Map.of("editors", Arrays.asList("alice")));
    if (!set.has(Trait.IMPLICIT_OWNER)) {
      for (String owner : List.of(own, "sub-alice::alice", "alice", "sub-bob", Caller.CAROLS_SUB)) {
        inputs.add(Map.of("owner", owner));
      }
      inputs.add(input("owner", null));
    }
    return inputs;
  }

  private Ask create(Map<String, @Nullable Object> input, String id) {
    Selection selection = id.isEmpty() ? Selection.withoutId(set) : brief;
    return new Ask(
        "create",
        "createDoc(input:{%s%s}){%s}"
            .formatted(
                id.isEmpty() ? "" : "id:\"" + id + "\" ",
                Expected.literal(input),
                selection.text()),
        "",
        1,
        at -> {
          Outcome outcome = model.create(caller, id, !id.isEmpty(), input);
          return expected.outcome(at, outcome, selection, "createDoc");
        });
  }

  private static Map<String, @Nullable Object> input(@Nullable Object... pairs) {
    Map<String, @Nullable Object> input = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      input.put((String) Objects.requireNonNull(pairs[i]), pairs[i + 1]);
    }
    return new HashMap<>(input);
  }
}
