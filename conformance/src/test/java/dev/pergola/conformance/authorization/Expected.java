package dev.pergola.conformance.authorization;

import dev.pergola.conformance.authorization.NaiveModel.Outcome;
import dev.pergola.model.Behavior;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers as the naive model has them. */
record Expected(NaiveModel model, Caller caller, List<Doc> docs) {

  private static final Map<String, String> REFERENCES = Map.of("hub", "hubId", "pin", "pinId");

  Flat nothing(String path) {
    Flat flat = new Flat();
    flat.value(path, null);
    return flat;
  }

  Flat refused(String path, String field, String type) {
    Flat flat = nothing(path);
    flat.notAuthorized(path, field, type);
    return flat;
  }

  /** A page, or the refusal of one. */
  Flat page(
      String path, Optional<List<Doc>> items, Selection selection, String field, String type) {
    return items
        .map(found -> records(path + "/items", found, selection, false))
        .orElseGet(() -> refused(path, field, type));
  }

  Flat records(String path, List<Doc> items, Selection selection, boolean mutation) {
    Flat flat = new Flat();
    if (items.isEmpty()) {
      flat.value(path, List.of());
    } else if (!model.admits(caller)) {
      return closed(path, items.size(), selection);
    }
    for (Doc item : items) {
      flat.addAll(record(path + "/" + item.id(), item, selection, mutation));
    }
    return flat;
  }

  /** Records of a type that is closed to the caller: not even their ids, so not they either. */
  private static Flat closed(String path, int count, Selection selection) {
    Flat flat = new Flat();
    flat.value(path, Collections.nCopies(count, null));
    for (int i = 0; i < count; i++) {
      String item = path + "/#" + i + "/";
      selection.entries().forEach((key, field) -> flat.notAuthorized(item + key, field, "Doc"));
    }
    return flat;
  }

  /** What comes of a write. */
  Flat outcome(String path, Outcome outcome, Selection selection, String field) {
    Doc doc = outcome.doc();
    if (doc != null) {
      return record(path, doc, selection, true);
    }
    if (outcome.error().isEmpty()) {
      return refused(path, field, "Mutation");
    }
    Flat flat = nothing(path);
    flat.error(path, String.valueOf(outcome.type()), outcome.error());
    return flat;
  }

  /** A record that the caller has reached. */
  Flat record(String path, Doc doc, Selection selection, boolean mutation) {
    Flat flat = new Flat();
    selection
        .entries()
        .forEach((key, field) -> entry(flat, path + "/" + key, doc, field, mutation));
    return flat;
  }

  /**
   * What an event tells of a record, everybody the same.
   *
   * @param selected what the mutation asked of it; nothing else is told
   */
  Flat event(String path, Doc doc, Selection selection, Set<String> selected) {
    Flat flat = new Flat();
    selection
        .entries()
        .forEach(
            (key, field) -> {
              String here = path + "/" + key;
              if (!RuleSet.RELATIONS.contains(field)) {
                boolean told = selected.contains(field) && !model.guarded(field);
                flat.value(here, told ? model.shown(field, doc) : null);
              } else if (selected.contains(field) || model.untold(field)) {
                related(flat, here, doc, field, model.untold(field));
              } else {
                flat.value(here, null);
              }
            });
    return flat;
  }

  private void entry(Flat flat, String path, Doc doc, String field, boolean mutation) {
    if (!shows(doc, field)) {
      flat.value(path, null);
      flat.notAuthorized(path, field, "Doc");
    } else if (RuleSet.RELATIONS.contains(field)) {
      related(flat, path, doc, field, mutation && model.redacted(field));
    } else {
      boolean kept = mutation && model.masked(field);
      flat.value(path, kept ? null : model.shown(field, doc));
    }
  }

  private boolean shows(Doc doc, String field) {
    String reference = REFERENCES.get(field);
    return model.mayRead(caller, field, doc)
        && (reference == null
            || model.behavior() == Behavior.APPSYNC
            || model.mayRead(caller, reference, doc));
  }

  private void related(Flat flat, String path, Doc doc, String field, boolean redacted) {
    if (field.equals("leaves")) {
      boolean some = !redacted && docs.stream().anyMatch(known -> known.id().equals(doc.id()));
      if (some) {
        flat.value(path + "/items/" + World.leaf(doc) + "/id", World.leaf(doc));
      } else {
        flat.value(path + "/items", List.of());
      }
      return;
    }
    Object target = doc.value(REFERENCES.get(field));
    if (redacted || target == null) {
      flat.value(path, null);
    } else {
      flat.value(path + "/id", target);
    }
  }

  /** The input of a write as GraphQL has it. */
  static String literal(Map<String, @Nullable Object> input) {
    StringBuilder text = new StringBuilder();
    new HashMap<>(input)
        .forEach((name, value) -> text.append(name).append(':').append(literal(value)).append(' '));
    return text.toString();
  }

  private static String literal(@Nullable Object value) {
    if (value instanceof List<?> list) {
      StringBuilder text = new StringBuilder("[");
      list.forEach(element -> text.append(literal(element)).append(' '));
      return text.append(']').toString();
    }
    return value instanceof String text ? quoted(text) : String.valueOf(value);
  }

  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
