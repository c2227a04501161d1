package dev.pergola.internal.client;

import dev.pergola.model.CustomOperation;
import dev.pergola.model.NamedValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The root field of a custom operation; one for each, compared by identity as those of models. */
final class OperationRoot implements Root {

  private final CustomOperation operation;

  OperationRoot(CustomOperation operation) {
    this.operation = operation;
  }

  CustomOperation operation() {
    return operation;
  }

  @Override
  public String field() {
    return operation.name();
  }

  @Override
  public boolean mutation() {
    return operation.kind() == CustomOperation.Kind.MUTATION;
  }

  /** What is given for the arguments, beside what was given before. */
  Map<String, @Nullable Object> arguments(
      Map<String, @Nullable Object> before, Map<String, ? extends @Nullable Object> given) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(before);
    given.forEach((name, value) -> all.put(name, of(argument(name), value)));
    return Collections.unmodifiableMap(all);
  }

  private @Nullable Object of(NamedValue argument, @Nullable Object value) {
    try {
      return InputValues.of(argument, value);
    } catch (UnfitJsonException unfit) {
      throw unfit.within(operation.name());
    }
  }

  private NamedValue argument(String name) {
    return operation.arguments().stream()
        .filter(argument -> argument.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Operation '%s' has no argument '%s'; it has %s."
                        .formatted(
                            operation.name(),
                            name,
                            operation.arguments().isEmpty()
                                ? "none"
                                : String.join(
                                    ", ",
                                    operation.arguments().stream()
                                        .map(NamedValue::name)
                                        .toList()))));
  }
}
