package dev.pergola.internal.client;

import dev.pergola.client.Answer;
import dev.pergola.client.GetCall;
import dev.pergola.client.PageChoice;
import dev.pergola.request.Explanation;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** {@code getPost}. */
final class BoundGet<T> extends BoundCall<Optional<T>> implements GetCall<T> {

  private final Asked<T> asked;

  BoundGet(Asked<T> asked) {
    this.asked = asked;
  }

  @Override
  public GetCall<T> related(String path, UnaryOperator<PageChoice> choice) {
    return new BoundGet<>(asked.related(path, choice));
  }

  @Override
  public CompletableFuture<Explanation> explain() {
    return asked.explain();
  }

  @Override
  public CompletableFuture<Answer<Optional<T>>> answer() {
    return asked.answer(
        record -> Optional.ofNullable(record).map(given -> asked.on().view().read(given)));
  }
}
