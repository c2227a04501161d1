package dev.pergola.internal.client;

import dev.pergola.client.Answer;
import dev.pergola.client.OperationCall;
import dev.pergola.request.Explanation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A call of a custom operation. */
final class BoundOperation<T> extends BoundCall<Optional<T>> implements OperationCall<T> {

  private final Clients clients;
  private final OperationRoot root;
  private final Map<String, @Nullable Object> arguments;
  private final Bound result;
  private final CallRunner runner;

  /**
   * A call.
   *
   * @param result reads what comes as {@code T}
   */
  BoundOperation(
      Clients clients,
      OperationRoot root,
      Map<String, @Nullable Object> arguments,
      Bound result,
      CallRunner runner) {
    this.clients = clients;
    this.root = root;
    this.arguments = arguments;
    this.result = result;
    this.runner = runner;
  }

  @Override
  public OperationCall<T> argument(String name, @Nullable Object value) {
    Map<String, @Nullable Object> one = new HashMap<>();
    one.put(name, value);
    return new BoundOperation<>(clients, root, root.arguments(arguments, one), result, runner);
  }

  @Override
  public <R> OperationCall<R> as(Class<R> type) {
    return as(new ResultForm(type, false));
  }

  @Override
  public <R> OperationCall<List<@Nullable R>> asListOf(Class<R> type) {
    return as(new ResultForm(type, true));
  }

  private <R> OperationCall<R> as(ResultForm form) {
    return new BoundOperation<>(
        clients, root, arguments, clients.resultOf(root.operation(), form), runner);
  }

  // What is read for a form is of that form.
  @SuppressWarnings("unchecked")
  @Override
  public CompletableFuture<Answer<Optional<T>>> answer() {
    return run().answer(value -> Optional.ofNullable((T) result.reader().read(value)));
  }

  @Override
  public CompletableFuture<Explanation> explain() {
    return run().explain();
  }

  private Run run() {
    return new Run(
        clients.plans(), new CallShape(root, result.selection(), Set.of()), arguments, runner);
  }
}
