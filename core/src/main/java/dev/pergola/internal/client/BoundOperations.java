package dev.pergola.internal.client;

import dev.pergola.client.OperationCall;
import dev.pergola.client.Operations;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The custom queries or mutations as one caller sees them. */
record BoundOperations(Clients clients, OperationRoots roots, CallRunner runner)
    implements Operations {

  @Override
  public OperationCall<Object> call(
      String name, Map<String, ? extends @Nullable Object> arguments) {
    OperationRoot root = roots.find(name);
    return new BoundOperation<>(
        clients,
        root,
        root.arguments(Map.of(), arguments),
        clients.resultOf(root.operation(), ResultForm.ANY),
        runner);
  }
}
