package dev.pergola.internal.execute;

import dev.pergola.storage.Change;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.EstimateRequest;
import dev.pergola.storage.EstimateRequest.Kind;
import dev.pergola.storage.Filter;
import dev.pergola.storage.GetAllRequest;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.Page;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.QueryAllRequest;
import dev.pergola.storage.QueryRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.Store;
import dev.pergola.storage.TransactRequest;
import dev.pergola.storage.UpdateRequest;
import dev.pergola.storage.WriteRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * The store as a request asks it that may not take more than so much of it: each call is paid for
 * before it is made, and one that is too dear is not made.
 */
record CappedStore(Store store, CapacityMeter meter) implements StoreAround {

  @Override
  public CompletionStage<Optional<Row>> get(GetRequest request) {
    meter.take(new EstimateRequest(Kind.GET, request.table(), null, 1, 1));
    return store.get(request);
  }

  @Override
  public CompletionStage<List<Optional<Row>>> getAll(GetAllRequest request) {
    meter.take(new EstimateRequest(Kind.GET_ALL, request.table(), null, request.keys().size(), 1));
    return store.getAll(request);
  }

  @Override
  public CompletionStage<Page> query(QueryRequest request) {
    EstimateRequest call =
        new EstimateRequest(Kind.QUERY, request.table(), request.index(), 1, least(request.page()));
    EstimateRequest paid = meter.take(call, most(request.page(), request.filter()));
    QueryRequest within =
        new QueryRequest(
            request.table(),
            request.index(),
            request.condition(),
            request.descending(),
            request.filter(),
            within(request.page(), paid.rows()),
            request.columns());
    return settled(paid, store.query(within));
  }

  @Override
  public CompletionStage<Page> scan(ScanRequest request) {
    EstimateRequest call =
        new EstimateRequest(Kind.SCAN, request.table(), null, 1, least(request.page()));
    EstimateRequest paid = meter.take(call, most(request.page(), request.filter()));
    return settled(
        paid,
        store.scan(
            new ScanRequest(
                request.table(),
                request.filter(),
                within(request.page(), paid.rows()),
                request.columns())));
  }

  /** Each part is paid for as the one that wants most, within its share of what all may look at. */
  @Override
  public CompletionStage<List<Page>> queryAll(QueryAllRequest request) {
    int parts = Math.max(1, request.parts().size());
    int share = Math.max(1, request.maxExamined() / parts);
    int least = 1;
    int most = 1;
    for (QueryAllRequest.Part part : request.parts()) {
      least = Math.max(least, Math.min(share, least(part.page())));
      most = Math.max(most, Math.min(share, most(part.page(), request.filter(part))));
    }
    EstimateRequest paid =
        meter.take(
            new EstimateRequest(Kind.QUERY, request.table(), request.index(), parts, least), most);
    QueryAllRequest within =
        new QueryAllRequest(
            request.table(),
            request.index(),
            request.parts(),
            request.descending(),
            request.filter(),
            (int) Math.min(request.maxExamined(), (long) paid.rows() * parts),
            request.columns());
    return store
        .queryAll(within)
        .thenApply(
            pages -> {
              meter.settle(paid, pages.stream().map(Page::examined).toList());
              return pages;
            });
  }

  @Override
  public CompletionStage<Change> put(PutRequest request) {
    meter.take(new EstimateRequest(Kind.PUT, request.table(), null, 1, 1));
    return store.put(request);
  }

  @Override
  public CompletionStage<Change> update(UpdateRequest request) {
    meter.take(new EstimateRequest(Kind.UPDATE, request.table(), null, 1, 1));
    return store.update(request);
  }

  @Override
  public CompletionStage<Change> delete(DeleteRequest request) {
    meter.take(new EstimateRequest(Kind.DELETE, request.table(), null, 1, 1));
    return store.delete(request);
  }

  /** The writes to each table are paid for together. */
  @Override
  public CompletionStage<List<Change>> transact(TransactRequest request) {
    request.writes().stream()
        .collect(
            Collectors.groupingBy(
                WriteRequest::table, LinkedHashMap::new, Collectors.summingInt(write -> 1)))
        .forEach(
            (table, writes) ->
                meter.take(new EstimateRequest(Kind.TRANSACT, table, null, writes, 1)));
    return store.transact(request);
  }

  /** A row more than a page has tells whether there is a next one. */
  private static int least(PageRequest page) {
    return Math.min(page.maxExamined(), page.maxRows() + 1);
  }

  /** Without a filter no row is passed over. */
  private static int most(PageRequest page, Filter filter) {
    return filter.equals(Filter.all()) ? least(page) : page.maxExamined();
  }

  private static PageRequest within(PageRequest page, int rows) {
    return new PageRequest(
        page.maxRows(), Math.min(page.maxExamined(), rows), page.after(), page.deadline());
  }

  private CompletionStage<Page> settled(EstimateRequest paid, CompletionStage<Page> page) {
    return page.thenApply(
        found -> {
          meter.settle(paid, List.of(found.examined()));
          return found;
        });
  }
}
