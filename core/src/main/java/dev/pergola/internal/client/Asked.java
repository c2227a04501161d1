package dev.pergola.internal.client;

import dev.pergola.client.Answer;
import dev.pergola.client.PageChoice;
import dev.pergola.client.RecordMappingException;
import dev.pergola.internal.plan.PreparedDocument;
import dev.pergola.internal.plan.RequestRefusedException;
import dev.pergola.model.ModelType;
import dev.pergola.model.Relation;
import dev.pergola.request.DataError;
import dev.pergola.request.DataResponse;
import dev.pergola.request.Explanation;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
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
    Variables variables = variables();
    PreparedDocument plan;
    try {
      plan = plan(variables);
    } catch (RequestRefusedException refused) {
      return CompletableFuture.completedFuture(new Answer<>(null, placeless(refused.errors())));
    }
    return Futures.following(
        on.runner().run(plan, variables.values()), response -> read(response, reader));
  }

  /** Runs the call, and tells what it took. */
  CompletableFuture<Explanation> explain() {
    Variables variables = variables();
    PreparedDocument plan;
    try {
      plan = plan(variables);
    } catch (RequestRefusedException refused) {
      return CompletableFuture.completedFuture(
          new Explanation(List.of(), placeless(refused.errors())));
    }
    return on.runner().explain(plan, variables.values());
  }

  private PreparedDocument plan(Variables variables) {
    return on.clients().plans().of(new CallShape(root, on.view().selection(), variables.nested()));
  }

  private Variables variables() {
    if (related.isEmpty()) {
      return new Variables(arguments, Set.of());
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>(arguments);
    Set<String> nested = new HashSet<>();
    related.forEach(
        (path, choice) ->
            choice
                .arguments()
                .forEach(
                    (argument, value) -> {
                      String variable = Related.variable(path, argument);
                      nested.add(variable);
                      all.put(variable, value);
                    }));
    return new Variables(all, nested);
  }

  private <R> Answer<R> read(
      DataResponse response, Function<@Nullable Object, @Nullable R> reader) {
    List<DataError> errors = placeless(response.errors());
    @Nullable Map<String, @Nullable Object> data = response.data();
    @Nullable Object value = data == null ? null : data.get(root.field());
    if (value == null && !errors.isEmpty()) {
      return new Answer<>(null, errors);
    }
    try {
      return new Answer<>(reader.apply(value), errors);
    } catch (RecordMappingException unfit) {
      if (errors.isEmpty()) {
        throw unfit;
      }
      return new Answer<>(null, errors);
    }
  }

  /** Without places in a document, which nobody wrote. */
  private static List<DataError> placeless(List<DataError> errors) {
    return errors.stream()
        .map(
            error ->
                new DataError(
                    error.message(),
                    error.errorType(),
                    error.path(),
                    null,
                    error.data(),
                    error.errorInfo(),
                    error.extensions(),
                    error.requestLevel()))
        .toList();
  }

  /**
   * The variables of the operation.
   *
   * @param nested which of them are for relations
   */
  private record Variables(Map<String, @Nullable Object> values, Set<String> nested) {}
}
