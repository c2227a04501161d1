package dev.pergola.internal.client;

import dev.pergola.internal.schema.GeneratedSchema;
import dev.pergola.internal.schema.RootOperation;
import dev.pergola.internal.schema.RootOperation.OnIndex;
import dev.pergola.internal.schema.RootOperation.OnModel;
import dev.pergola.model.ModelType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The root fields that each model generates. */
final class RootCalls {

  private final Map<ModelType, Map<OnModel.Kind, RootCall>> operations = new HashMap<>();
  private final Map<ModelType, Map<String, RootCall>> queries = new HashMap<>();

  RootCalls(GeneratedSchema generated) {
    generated.queries().forEach((name, operation) -> add(name, false, operation));
    generated.mutations().forEach((name, operation) -> add(name, true, operation));
  }

  private void add(String name, boolean mutation, RootOperation operation) {
    if (operation instanceof OnModel on) {
      operations
          .computeIfAbsent(on.model(), model -> new EnumMap<>(OnModel.Kind.class))
          .put(on.kind(), new RootCall(name, mutation, on.model(), operation));
    } else if (operation instanceof OnIndex on) {
      queries
          .computeIfAbsent(on.model(), model -> new LinkedHashMap<>())
          .put(name, new RootCall(name, mutation, on.model(), operation));
    }
  }

  /**
   * The field that does this.
   *
   * @throws IllegalStateException if the model does not offer it
   */
  RootCall of(ModelType model, OnModel.Kind kind) {
    RootCall call = operations.getOrDefault(model, Map.of()).get(kind);
    if (call == null) {
      throw new IllegalStateException(
          "Model '%s' does not offer %s: its schema disables it; take %s out of disableOperations."
              .formatted(model.name(), word(kind), word(kind)));
    }
    return call;
  }

  /**
   * The query of an index.
   *
   * @param name the query's name, or the index's
   * @throws IllegalArgumentException if there is none
   */
  RootCall query(ModelType model, String name) {
    Map<String, RootCall> known = queries.getOrDefault(model, Map.of());
    RootCall byField = known.get(name);
    if (byField != null) {
      return byField;
    }
    return known.values().stream()
        .filter(call -> ((OnIndex) call.operation()).index().name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(model, name, List.copyOf(known.keySet())));
  }

  private static IllegalArgumentException unknown(
      ModelType model, String name, List<String> known) {
    return new IllegalArgumentException(
        "Model '%s' has no index query '%s'; it has %s."
            .formatted(model.name(), name, known.isEmpty() ? "none" : String.join(", ", known)));
  }

  private static String word(OnModel.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
