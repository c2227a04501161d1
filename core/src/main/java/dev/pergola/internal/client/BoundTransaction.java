package dev.pergola.internal.client;

import dev.pergola.client.Answer;
import dev.pergola.client.Committed;
import dev.pergola.client.WriteCall;
import dev.pergola.internal.plan.RequestRefusedException;
import dev.pergola.request.DataError;
import dev.pergola.request.DataResponse;
import dev.pergola.request.Explanation;
import dev.pergola.storage.TransactRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes that are made together or not at all. */
final class BoundTransaction extends BoundCall<Committed> {

  private final CallRunner runner;
  private final List<BoundWrite<?>> writes;

  private BoundTransaction(CallRunner runner, List<BoundWrite<?>> writes) {
    this.runner = runner;
    this.writes = List.copyOf(writes);
  }

  /**
   * The transaction of these writes.
   *
   * @throws IllegalArgumentException if they cannot be one
   */
  static BoundTransaction of(CallRunner runner, List<? extends WriteCall<?>> calls) {
    if (calls.isEmpty() || calls.size() > TransactRequest.MOST_WRITES) {
      throw new IllegalArgumentException(
          "A transaction of %d writes is asked for; it has 1 to %d."
              .formatted(calls.size(), TransactRequest.MOST_WRITES));
    }
    List<BoundWrite<?>> writes = new ArrayList<>(calls.size());
    for (WriteCall<?> call : calls) {
      if (!(call instanceof BoundWrite<?> write) || !write.asked().on().runner().equals(runner)) {
        throw new IllegalArgumentException(
            "Write %d of the transaction is of a client of another caller; describe all of them with the client that runs the transaction."
                .formatted(writes.size()));
      }
      if (writes.contains(write)) {
        throw new IllegalArgumentException(
            "Write %d of the transaction is the same call as write %d; describe each with a call of its own."
                .formatted(writes.size(), writes.indexOf(write)));
      }
      writes.add(write);
    }
    return new BoundTransaction(runner, writes);
  }

  @Override
  public CompletableFuture<Answer<Committed>> answer() {
    ClientCall call;
    try {
      call = prepared();
    } catch (RequestRefusedException refused) {
      return CompletableFuture.completedFuture(new Answer<>(null, told(refused.errors())));
    }
    return Futures.following(runner.run(call), this::read);
  }

  @Override
  public CompletableFuture<Explanation> explain() {
    ClientCall call;
    try {
      call = prepared();
    } catch (RequestRefusedException refused) {
      return CompletableFuture.completedFuture(
          new Explanation(List.of(), Run.placeless(refused.errors())));
    }
    return runner.explain(call);
  }

  private ClientCall prepared() {
    List<ClientCall.One> calls = new ArrayList<>(writes.size());
    writes.forEach(write -> calls.add(write.asked().run().prepared()));
    return new ClientCall.Transaction(calls);
  }

  private Answer<Committed> read(DataResponse response) {
    List<DataError> errors = told(response.errors());
    @Nullable Map<String, @Nullable Object> data = response.data();
    List<@Nullable Object> values = new ArrayList<>(writes.size());
    for (int i = 0; i < writes.size(); i++) {
      @Nullable Object record = data == null ? null : data.get(ClientCall.Transaction.key(i));
      values.add(record == null ? null : writes.get(i).asked().on().view().read(record));
    }
    return values.stream().allMatch(value -> value == null)
        ? new Answer<>(null, errors)
        : new Answer<>(new Result(writes, Collections.unmodifiableList(values)), errors);
  }

  /** A path of them begins with the number of the write. */
  private List<DataError> told(List<DataError> errors) {
    List<DataError> told = Run.placeless(errors).stream().map(this::numbered).toList();
    runner.told(told);
    return told;
  }

  private DataError numbered(DataError error) {
    if (error.path() == null || error.path().isEmpty()) {
      return error;
    }
    List<Object> path = new ArrayList<>(error.path());
    int number = keys().indexOf(path.get(0));
    path.set(0, number < 0 ? path.get(0) : number);
    return new DataError(
        error.message(),
        error.errorType(),
        path,
        null,
        error.data(),
        error.errorInfo(),
        error.extensions(),
        error.requestLevel());
  }

  private List<String> keys() {
    return IntStream.range(0, writes.size()).mapToObj(ClientCall.Transaction::key).toList();
  }

  private record Result(List<BoundWrite<?>> writes, List<@Nullable Object> all)
      implements Committed {

    // What a write gave was read by that very write.
    @SuppressWarnings("unchecked")
    @Override
    public <T> T of(WriteCall<T> write) {
      int number = writes.indexOf(write);
      if (number < 0) {
        throw new IllegalArgumentException(
            "The call is none of the %d writes of the transaction; ask for one that was given to it, itself."
                .formatted(writes.size()));
      }
      Object value = all.get(number);
      if (value == null) {
        throw new IllegalStateException(
            "Write %d gave no record; the errors of the answer say why.".formatted(number));
      }
      return (T) value;
    }
  }
}
