package dev.pergola.internal.client;

import dev.pergola.client.Answer;
import dev.pergola.client.Condition;
import dev.pergola.client.ListCall;
import dev.pergola.client.Page;
import dev.pergola.client.PageChoice;
import dev.pergola.client.SortDirection;
import dev.pergola.request.Explanation;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code listPosts}, and the queries of indexes. */
final class BoundList<T> extends BoundCall<Page<T>> implements ListCall<T> {

  private final Asked<T> asked;

  BoundList(Asked<T> asked) {
    this.asked = asked;
  }

  @Override
  public ListCall<T> filter(Condition condition) {
    return filter(condition.toMap());
  }

  @Override
  public ListCall<T> filter(Map<String, ?> filter) {
    return with("filter", Filters.of(asked.model(), filter));
  }

  @Override
  public ListCall<T> limit(int limit) {
    return with("limit", limit);
  }

  @Override
  public ListCall<T> nextToken(@Nullable String token) {
    return with("nextToken", token);
  }

  @Override
  public ListCall<T> sortDirection(SortDirection direction) {
    ListKey unused = ListKey.of(asked.root());
    return with("sortDirection", direction.name());
  }

  @Override
  public ListCall<T> key(String field, Object value) {
    return with(field, ListKey.of(asked.root()).partition(field, value));
  }

  @Override
  public ListCall<T> sortKey(Condition condition) {
    ListKey key = ListKey.of(asked.root());
    return with(key.sortArgument(), key.sort(condition));
  }

  @Override
  public ListCall<T> related(String path, UnaryOperator<PageChoice> choice) {
    return new BoundList<>(asked.related(path, choice));
  }

  @Override
  public CompletableFuture<Explanation> explain() {
    return asked.explain();
  }

  @Override
  public CompletableFuture<Answer<Page<T>>> answer() {
    return asked.answer(page -> Pages.page(asked.on().view(), page));
  }

  private ListCall<T> with(String argument, @Nullable Object value) {
    return new BoundList<>(asked.with(argument, value));
  }
}
