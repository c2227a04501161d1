package dev.pergola.dsl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Claims the names of the inputs that models make of the custom types in their fields. */
final class ModelInputs {

  private final Scope scope;
  private final TypeCollector types;
  private final Set<String> seen = new HashSet<>();
  private final Deque<String> open = new ArrayDeque<>();

  ModelInputs(Scope scope, TypeCollector types) {
    this.scope = scope;
    this.types = types;
  }

  /** The custom types that records of these models hold, at any depth. */
  List<TypeDraft> claim(Collection<ModelDraft> models) {
    List<TypeDraft> reached = new ArrayList<>();
    for (ModelDraft draft : models) {
      draft.model.spec.fields().forEach(field -> reach(draft.name(), field));
    }
    while (!open.isEmpty()) {
      String name = open.remove();
      TypeDraft type = types.customTypes.get(name);
      if (type != null) {
        scope.names().modelInput(type.place(), name, types.inputs.keySet());
        type.fields().forEach(field -> reach(name, field));
        reached.add(type);
      }
    }
    return reached;
  }

  private void reach(String base, NamedField field) {
    TypeSpec type = field.spec().type();
    if (type instanceof TypeSpec.Ref ref) {
      reach(ref.name());
    } else if (type instanceof TypeSpec.Members) {
      reach(TypeDraft.implicitName(base, field.name()));
    }
  }

  private void reach(String name) {
    if (seen.add(name)) {
      open.add(name);
    }
  }
}
