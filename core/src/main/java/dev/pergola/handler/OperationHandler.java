package dev.pergola.handler;

import org.jspecify.annotations.Nullable;

/**
 * SPI. The code behind a custom query or mutation; TypeScript {@code a.handler.function(f)}.
 *
 * <p>Called by many threads at once, and only for callers whom the operation's rules let in.
 */
@FunctionalInterface
public interface OperationHandler {

  /**
   * The result of one call: what the operation {@code returns}, as plain Java values, or a {@link
   * java.util.concurrent.CompletionStage} of it. A model or custom type is a {@code Map} by field
   * name or a record by component, a list any {@code Collection}, JSON the value itself.
   *
   * @throws Exception to fail the field; a caller sees the message of an {@link OperationException}
   *     and of nothing else
   */
  @Nullable Object handle(HandlerContext context) throws Exception;
}
