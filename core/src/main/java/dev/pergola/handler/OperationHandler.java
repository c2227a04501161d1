package dev.pergola.handler;

import org.jspecify.annotations.Nullable;

/**
 * SPI. The code behind a custom query or mutation; TypeScript {@code a.handler.function(f)}.
 *
 * <p>Called by many threads at once, and only for callers whom the operation's rules let in.
 *
 * <p>A call has {@code Limits.handlerTimeout()}, whether it blocks, gives a stage, or is an
 * asynchronous function that nobody waits for. When that is over, or when the request has ended or
 * was cancelled before, the calling thread is interrupted, a {@link
 * java.util.concurrent.CompletableFuture} that was given is cancelled, and what comes later is
 * dropped. Code that takes no notice of an interrupt keeps its thread, of which there are as many
 * as {@code Limits.maxConcurrentRequests()}.
 */
@FunctionalInterface
public interface OperationHandler {

  /**
   * The result of one call: what the operation {@code returns}, as plain Java values, or a {@link
   * java.util.concurrent.CompletionStage} of it. A model or custom type is a {@code Map} by field
   * name or a record by component, a list any {@code Collection} or array, JSON the value itself.
   * Dates, times, URLs and ids may be the Java values that {@link dev.pergola.client.ModelClient}
   * takes for them. Records that a client of the backend gave may be given on as they are, although
   * JSON is text in its maps, and in components of type {@code String}; who makes a map of his own
   * of one puts the value of the text into it.
   *
   * @throws Exception to fail the field; a caller sees the words of an {@link OperationException},
   *     and of the {@link dev.pergola.client.DataException} of a call that it made as the caller,
   *     and of nothing else unless the backend has {@code Behavior.APPSYNC}
   */
  @Nullable Object handle(HandlerContext context) throws Exception;
}
