package dev.pergola.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step of the code behind a custom operation.
 *
 * @param kind how it is called
 * @param name the name under which the host's code is found
 * @param source for {@link Kind#CUSTOM}: the data source that the author named, a model or a name
 *     of the host's; null when there is none
 */
public record HandlerStep(Kind kind, String name, @Nullable String source) {

  /** How a step is called. */
  public enum Kind {
    /** Code whose answer is awaited; TypeScript {@code a.handler.function(f)}. */
    FUNCTION,
    /** Code that the caller does not wait for; TypeScript {@code .async()}. */
    ASYNC_FUNCTION,
    /** A resolver of the API itself; TypeScript {@code a.handler.custom({...})}. */
    CUSTOM
  }

  /** The data source of a custom step, when the author named one. */
  public Optional<String> dataSource() {
    return Optional.ofNullable(source);
  }
}
