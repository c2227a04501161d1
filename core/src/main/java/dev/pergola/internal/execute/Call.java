package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.internal.plan.RootField;
import dev.pergola.model.ModelType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One root field on a model, about to run.
 *
 * @param root which
 * @param arguments its coerced arguments; a key that is missing was not sent
 * @param scope what it shares with the nodes below it
 */
record Call(RootField.OnModel root, Map<String, Object> arguments, Scope scope) {

  ModelType model() {
    return root.model();
  }

  Identity identity() {
    return scope.identity();
  }

  @Nullable Object argument(String name) {
    return arguments.get(name);
  }

  /** The {@code input} argument of a mutation, which the schema requires. */
  // The engine has coerced it to a map of its input object.
  @SuppressWarnings("unchecked")
  Map<String, @Nullable Object> input() {
    return (Map<String, @Nullable Object>) arguments.getOrDefault("input", Map.of());
  }
}
