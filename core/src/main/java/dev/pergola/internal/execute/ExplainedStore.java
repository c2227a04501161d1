package dev.pergola.internal.execute;

import dev.pergola.model.Index;
import dev.pergola.model.Table;
import dev.pergola.request.Explanation;
import dev.pergola.request.Explanation.Access;
import dev.pergola.storage.Change;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Filter;
import dev.pergola.storage.GetAllRequest;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.Page;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.QueryAllRequest;
import dev.pergola.storage.QueryRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.Store;
import dev.pergola.storage.TransactRequest;
import dev.pergola.storage.UpdateRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The store as one node of an explained request asks it.
 *
 * @param store the store itself
 * @param log where calls are kept
 * @param path the node
 */
record ExplainedStore(Store store, ExplainLog log, String path) implements StoreAround {

  static String below(String path, String name) {
    return path + "." + name;
  }

  /** The store as the node for a relation asks it. */
  ExplainedStore below(String name) {
    return new ExplainedStore(store, log, below(path, name));
  }

  @Override
  public CompletionStage<Optional<Row>> get(GetRequest request) {
    ToIntFunction<Optional<Row>> found = row -> row.isPresent() ? 1 : 0;
    return kept(
        new Call("get", Access.KEY, request.table().name(), null, 1, false),
        store.get(request),
        found,
        found);
  }

  @Override
  public CompletionStage<List<Optional<Row>>> getAll(GetAllRequest request) {
    ToIntFunction<List<Optional<Row>>> found =
        rows -> (int) rows.stream().filter(Optional::isPresent).count();
    return kept(
        new Call("getAll", Access.KEY, request.table().name(), null, request.keys().size(), false),
        store.getAll(request),
        found,
        found);
  }

  @Override
  public CompletionStage<Page> query(QueryRequest request) {
    return kept(
        new Call(
            "query",
            access(request.index()),
            request.table().name(),
            request.index(),
            1,
            filters(request.filter())),
        store.query(request),
        Page::examined,
        page -> page.rows().size());
  }

  @Override
  public CompletionStage<List<Page>> queryAll(QueryAllRequest request) {
    return kept(
        new Call(
            "queryAll",
            access(request.index()),
            request.table().name(),
            request.index(),
            request.parts().size(),
            request.parts().stream().anyMatch(part -> filters(request.filter(part)))),
        store.queryAll(request),
        pages -> pages.stream().mapToInt(Page::examined).sum(),
        pages -> pages.stream().mapToInt(page -> page.rows().size()).sum());
  }

  @Override
  public CompletionStage<Page> scan(ScanRequest request) {
    return kept(
        new Call("scan", Access.SCAN, request.table().name(), null, 0, filters(request.filter())),
        store.scan(request),
        Page::examined,
        page -> page.rows().size());
  }

  @Override
  public CompletionStage<Change> put(PutRequest request) {
    return written(write("put", request.table()), store.put(request));
  }

  @Override
  public CompletionStage<Change> update(UpdateRequest request) {
    return written(write("update", request.table()), store.update(request));
  }

  @Override
  public CompletionStage<Change> delete(DeleteRequest request) {
    return written(write("delete", request.table()), store.delete(request));
  }

  @Override
  public CompletionStage<List<Change>> transact(TransactRequest request) {
    String tables =
        request.writes().stream()
            .map(write -> write.table().name())
            .distinct()
            .collect(Collectors.joining(", "));
    return kept(
        new Call("transact", Access.WRITE, tables, null, request.writes().size(), true),
        store.transact(request),
        List::size,
        List::size);
  }

  private static Call write(String method, Table table) {
    // At least the condition that the row is there, or is not.
    return new Call(method, Access.WRITE, table.name(), null, 1, true);
  }

  private static Access access(@Nullable Index index) {
    return index == null ? Access.TABLE : Access.INDEX;
  }

  private static boolean filters(Filter filter) {
    return !filter.equals(Filter.all());
  }

  private CompletionStage<Change> written(Call call, CompletionStage<Change> made) {
    return kept(call, made, change -> 1, change -> 1);
  }

  private <T> CompletionStage<T> kept(
      Call call, CompletionStage<T> made, ToIntFunction<T> read, ToIntFunction<T> given) {
    return made.whenComplete(
        (result, failure) ->
            log.called(
                path,
                new Explanation.StoreCall(
                    call.method(),
                    call.access(),
                    call.table(),
                    call.index() == null ? null : call.index().name(),
                    call.parts(),
                    call.filtered(),
                    failure == null ? read.applyAsInt(result) : 0,
                    failure == null ? given.applyAsInt(result) : 0,
                    TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - call.begun()),
                    failure != null)));
  }

  /** A call that is made. The time counts from here: a store may do all of it before it returns. */
  private record Call(
      String method,
      Access access,
      String table,
      @Nullable Index index,
      int parts,
      boolean filtered,
      long begun) {

    Call(
        String method,
        Access access,
        String table,
        @Nullable Index index,
        int parts,
        boolean filtered) {
      this(method, access, table, index, parts, filtered, System.nanoTime());
    }
  }
}
