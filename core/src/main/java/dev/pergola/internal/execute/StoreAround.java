package dev.pergola.internal.execute;

import dev.pergola.storage.Change;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Estimate;
import dev.pergola.storage.EstimateRequest;
import dev.pergola.storage.GetAllRequest;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.Page;
import dev.pergola.storage.PrepareRequest;
import dev.pergola.storage.Prepared;
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

/**
 * A store around another one, for one request: every call goes on to it, unless it is overridden. A
 * request takes no snapshots and loads nothing.
 */
interface StoreAround extends Store {

  /** The store within. */
  Store store();

  @Override
  default CompletionStage<Prepared> prepare(PrepareRequest request) {
    return store().prepare(request);
  }

  @Override
  default CompletionStage<Optional<Row>> get(GetRequest request) {
    return store().get(request);
  }

  @Override
  default CompletionStage<List<Optional<Row>>> getAll(GetAllRequest request) {
    return store().getAll(request);
  }

  @Override
  default CompletionStage<Page> query(QueryRequest request) {
    return store().query(request);
  }

  @Override
  default CompletionStage<List<Page>> queryAll(QueryAllRequest request) {
    return store().queryAll(request);
  }

  @Override
  default CompletionStage<Page> scan(ScanRequest request) {
    return store().scan(request);
  }

  @Override
  default CompletionStage<Change> put(PutRequest request) {
    return store().put(request);
  }

  @Override
  default CompletionStage<Change> update(UpdateRequest request) {
    return store().update(request);
  }

  @Override
  default CompletionStage<Change> delete(DeleteRequest request) {
    return store().delete(request);
  }

  @Override
  default CompletionStage<List<Change>> transact(TransactRequest request) {
    return store().transact(request);
  }

  @Override
  default Estimate estimate(EstimateRequest request) {
    return store().estimate(request);
  }

  /** The store goes on when the request has ended. */
  @Override
  default void close() {
    throw new UnsupportedOperationException("A request does not close its store.");
  }
}
