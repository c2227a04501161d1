package dev.pergola.internal.client;

import dev.pergola.client.Answer;
import dev.pergola.client.Condition;
import dev.pergola.client.PageChoice;
import dev.pergola.client.WriteCall;
import dev.pergola.internal.schema.RootOperation.OnModel;
import dev.pergola.request.Explanation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code createPost}, {@code updatePost} and {@code deletePost}. */
final class BoundWrite<T> extends BoundCall<T> implements WriteCall<T> {

  private final Asked<T> asked;

  BoundWrite(Asked<T> asked) {
    this.asked = asked;
  }

  Asked<T> asked() {
    return asked;
  }

  @Override
  public WriteCall<T> set(String field, @Nullable Object value) {
    if (((OnModel) asked.root().operation()).kind() == OnModel.Kind.DELETE) {
      throw new IllegalArgumentException(
          "Field '%s': a delete takes the key and nothing else.".formatted(field));
    }
    Map<String, @Nullable Object> input = new LinkedHashMap<>();
    if (asked.arguments().get(Asked.INPUT) instanceof Map<?, ?> before) {
      before.forEach((name, given) -> input.put((String) name, given));
    }
    input.put(field, InputValues.of(asked.model(), field, value));
    return new BoundWrite<>(asked.with(Asked.INPUT, input));
  }

  @Override
  public WriteCall<T> condition(Condition condition) {
    return condition(condition.toMap());
  }

  @Override
  public WriteCall<T> condition(Map<String, ?> condition) {
    return new BoundWrite<>(asked.with(Asked.CONDITION, Filters.of(asked.model(), condition)));
  }

  @Override
  public WriteCall<T> related(String path, UnaryOperator<PageChoice> choice) {
    return new BoundWrite<>(asked.related(path, choice));
  }

  @Override
  public CompletableFuture<Explanation> explain() {
    return asked.explain();
  }

  @Override
  public CompletableFuture<Answer<T>> answer() {
    return asked.answer(record -> record == null ? null : asked.on().view().read(record));
  }
}
