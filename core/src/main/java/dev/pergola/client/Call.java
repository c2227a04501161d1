package dev.pergola.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.pergola.request.Explanation;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * One operation, described and not yet run. Immutable: every verb gives a new call, and each of the
 * methods here runs it once more.
 *
 * @param <R> what it gives
 */
public interface Call<R> {

  /**
   * Runs the call. The future fails with a {@link DataException} if the answer has any error, with
   * {@link dev.pergola.request.OverloadedException} if the backend has too much to do, and with a
   * {@link RecordMappingException} if an answer does not fit the caller's record.
   *
   * <p>Cancelling the future tells the backend that nobody waits any more: what has not begun does
   * not begin; a write that has begun completes.
   */
  CompletableFuture<R> start();

  /**
   * Runs the call and gives what succeeded beside what did not, as a GraphQL client sees it. Fails
   * as {@link #start()} does, but not for errors in the answer.
   */
  CompletableFuture<Answer<R>> answer();

  /**
   * Runs the call, if it is a write this too, and tells what it took instead of what it gives; see
   * {@code Pergola.explain}. For development and tests.
   */
  CompletableFuture<Explanation> explain();

  /**
   * Runs the call and waits for its result. An interrupt ends the waiting and cancels the call.
   *
   * @throws DataException if the answer has any error
   * @throws dev.pergola.request.OverloadedException if the backend has too much to do or is closed
   * @throws RecordMappingException if the answer does not fit the caller's record
   * @throws CancellationException if the thread is interrupted
   */
  @CanIgnoreReturnValue
  default R join() {
    CompletableFuture<R> running = start();
    try {
      return running.get();
    } catch (InterruptedException interrupted) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancellationException("The waiting thread was interrupted; the call is cancelled.");
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof RuntimeException known) {
        throw known;
      }
      if (cause instanceof Error fatal) {
        throw fatal;
      }
      throw new CompletionException(cause);
    }
  }
}
