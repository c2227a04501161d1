package dev.pergola.internal.client;

import dev.pergola.client.Answer;
import dev.pergola.client.RecordMappingException;
import dev.pergola.internal.plan.RequestRefusedException;
import dev.pergola.request.DataError;
import dev.pergola.request.DataResponse;
import dev.pergola.request.Explanation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call that is about to run.
 *
 * @param variables the variables of its operation
 */
record Run(
    CallPlans plans, CallShape shape, Map<String, @Nullable Object> variables, CallRunner runner) {

  /**
   * Runs it.
   *
   * @param reader makes the result of the root field's value, which is null if there is none
   */
  <R> CompletableFuture<Answer<R>> answer(Function<@Nullable Object, @Nullable R> reader) {
    ClientCall call;
    try {
      call = prepared();
    } catch (RequestRefusedException refused) {
      return CompletableFuture.completedFuture(new Answer<>(null, told(refused.errors())));
    }
    return Futures.following(runner.run(call), response -> read(response, reader));
  }

  /** Runs it, and tells what it took. */
  CompletableFuture<Explanation> explain() {
    ClientCall call;
    try {
      call = prepared();
    } catch (RequestRefusedException refused) {
      return CompletableFuture.completedFuture(
          new Explanation(List.of(), placeless(refused.errors())));
    }
    return runner.explain(call);
  }

  /**
   * What the backend is asked.
   *
   * @throws RequestRefusedException if it breaks a limit
   */
  ClientCall.One prepared() {
    return new ClientCall.One(plans.of(shape), variables);
  }

  private <R> Answer<R> read(
      DataResponse response, Function<@Nullable Object, @Nullable R> reader) {
    List<DataError> errors = told(response.errors());
    @Nullable Map<String, @Nullable Object> data = response.data();
    @Nullable Object value = data == null ? null : data.get(shape.root().field());
    if (value == null && !errors.isEmpty()) {
      return new Answer<>(null, errors);
    }
    try {
      return new Answer<>(reader.apply(value), errors);
    } catch (RecordMappingException unfit) {
      if (errors.isEmpty()) {
        throw unfit;
      }
      return new Answer<>(null, errors);
    }
  }

  private List<DataError> told(List<DataError> errors) {
    List<DataError> told = placeless(errors);
    runner.told(told);
    return told;
  }

  /** Without places in a document, which nobody wrote. */
  static List<DataError> placeless(List<DataError> errors) {
    return errors.stream()
        .map(
            error ->
                new DataError(
                    error.message(),
                    error.errorType(),
                    error.path(),
                    null,
                    error.data(),
                    error.errorInfo(),
                    error.extensions(),
                    error.requestLevel()))
        .toList();
  }
}
