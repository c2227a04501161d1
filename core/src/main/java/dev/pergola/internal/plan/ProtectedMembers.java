package dev.pergola.internal.plan;

import dev.pergola.internal.schema.GeneratedSchema;
import dev.pergola.internal.schema.RootOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.SchemaModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The protected fields of a schema: those that somebody who may read records may not read. In what
 * a field of a document is sent, they have their own names wherever they stand: as an argument, or
 * within an input, a filter or a key.
 */
final class ProtectedMembers {

  private final SchemaModel model;
  private final GeneratedSchema generated;
  private final Map<String, Set<String>> byModel = new HashMap<>();

  ProtectedMembers(SchemaModel model, GeneratedSchema generated) {
    this.model = model;
    this.generated = generated;
    for (ModelType type : model.models()) {
      Set<String> names =
          type.fields().stream()
              .map(field -> field.name())
              .filter(type.grants()::guards)
              .collect(Collectors.toUnmodifiableSet());
      if (!names.isEmpty()) {
        byModel.put(type.name(), names);
      }
    }
  }

  /** Whether no model has any. */
  boolean none() {
    return byModel.isEmpty();
  }

  /** The names that stand for protected fields in what this field of this type is sent. */
  Set<String> within(String parent, String field) {
    RootOperation root = root(parent, field);
    Optional<ModelType> about =
        root == null
            ? model.model(parent).flatMap(type -> type.relation(field)).map(model::target)
            : modelOf(root);
    return about.map(type -> byModel.getOrDefault(type.name(), Set.of())).orElse(Set.of());
  }

  private @Nullable RootOperation root(String parent, String field) {
    return switch (parent) {
      case "Query" -> generated.queries().get(field);
      case "Mutation" -> generated.mutations().get(field);
      case "Subscription" -> generated.subscriptions().get(field);
      default -> null;
    };
  }

  private static Optional<ModelType> modelOf(RootOperation root) {
    if (root instanceof RootOperation.OnModel on) {
      return Optional.of(on.model());
    }
    if (root instanceof RootOperation.OnIndex on) {
      return Optional.of(on.model());
    }
    return root instanceof RootOperation.OnChange on ? Optional.of(on.model()) : Optional.empty();
  }
}
