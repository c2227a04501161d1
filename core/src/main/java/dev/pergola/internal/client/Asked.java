package dev.pergola.internal.client;

import dev.pergola.client.Answer;
import dev.pergola.client.PageChoice;
import dev.pergola.model.ModelType;
import dev.pergola.model.Relation;
import dev.pergola.request.Explanation;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a call asks for so far. Immutable.
 *
 * @param on the model, and what its records come as
 * @param root what is run
 * @param arguments its arguments by name
 * @param related what is chosen of relations, by path
 */
record Asked<T>(
    BoundModel<T> on,
    RootCall root,
    Map<String, @Nullable Object> arguments,
    Map<String, PageChoice> related) {

  static final String INPUT = "input";
  static final String CONDITION = "condition";

  Asked {
    arguments = Collections.unmodifiableMap(arguments);
    related = Collections.unmodifiableMap(related);
  }

  Asked(BoundModel<T> on, RootCall root, Map<String, @Nullable Object> arguments) {
    this(on, root, arguments, Map.of());
  }

  ModelType model() {
    return root.model();
  }

  Asked<T> with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(arguments);
    more.put(name, value);
    return new Asked<>(on, root, more, related);
  }

  /**
   * With a choice of what a relation gives.
   *
   * @throws IllegalArgumentException if the call reads no such relation
   */
  Asked<T> related(String path, UnaryOperator<PageChoice> choice) {
    ModelType target = target(path);
    PageChoice before = related.getOrDefault(path, PageChoice.all());
    PageChoice chosen = choice.apply(before);
    Map<String, PageChoice> more = new LinkedHashMap<>(related);
    more.put(
        path,
        chosen.arguments().get("filter") instanceof Map<?, ?> filter
            ? chosen.filter(Filters.of(target, filter))
            : chosen);
    return new Asked<>(on, root, arguments, more);
  }

  private ModelType target(String path) {
    ModelType model = root.model();
    Selection selection = on.view().selection();
    Relation relation = null;
    for (String name : path.split("\\.", -1)) {
      relation = model.relation(name).orElse(null);
      selection = selection.members().getOrDefault(name, Selection.LEAF);
      if (relation == null || selection.isLeaf()) {
        throw noRelation(path);
      }
      model = on.clients().schema().target(relation);
    }
    if (relation == null || relation.kind() != Relation.Kind.HAS_MANY) {
      throw noRelation(path);
    }
    return model;
  }

  private IllegalArgumentException noRelation(String path) {
    return new IllegalArgumentException(
        "Path '%s': the call reads no hasMany relation there. It reads of '%s': %s."
            .formatted(
                path,
                root.model().name(),
                String.join(", ", on.view().selection().members().keySet())));
  }

  /**
   * Runs the call.
   *
   * @param reader makes the result of the root field's value, which is null if there is none
   */
  <R> CompletableFuture<Answer<R>> answer(Function<@Nullable Object, @Nullable R> reader) {
    return run().answer(reader);
  }

  /** Runs the call, and tells what it took. */
  CompletableFuture<Explanation> explain() {
    return run().explain();
  }

  Run run() {
    Map<String, @Nullable Object> variables = arguments;
    Set<String> nested = Set.of();
    if (!related.isEmpty()) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>(arguments);
      Set<String> names = new HashSet<>();
      related.forEach(
          (path, choice) ->
              choice
                  .arguments()
                  .forEach(
                      (argument, value) -> {
                        String variable = Related.variable(path, argument);
                        names.add(variable);
                        all.put(variable, value);
                      }));
      variables = all;
      nested = names;
    }
    CallShape shape = new CallShape(root, on.view().selection(), nested);
    return new Run(on.clients().plans(), shape, variables, on.runner());
  }
}
