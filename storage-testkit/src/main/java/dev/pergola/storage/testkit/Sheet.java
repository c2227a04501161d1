package dev.pergola.storage.testkit;

import dev.pergola.model.Column;
import dev.pergola.model.Index;
import dev.pergola.model.Table;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.Change;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Filter;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.Store;
import dev.pergola.storage.UpdateRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One prepared table of the store, written and read in the words of the cases. */
final class Sheet {

  private final Store store;
  private final Table table;

  Sheet(Store store, Table table) {
    this.store = store;
    this.table = table;
  }

  Table table() {
    return table;
  }

  Store store() {
    return store;
  }

  Column column(String name) {
    return table.column(name).orElseThrow();
  }

  Index index(String name) {
    return table.index(name).orElseThrow();
  }

  /** A row of columns given as names and values in turn. */
  Row row(@Nullable Object... namesAndValues) {
    Row.Builder row = Row.builder(table);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.set(column(String.valueOf(namesAndValues[i])).position(), namesAndValues[i + 1]);
    }
    return row.build();
  }

  Change put(@Nullable Object... namesAndValues) {
    return Bench.await(store.put(new PutRequest(table, row(namesAndValues), Filter.all())));
  }

  /** Puts rows side by side, each of a key of its own. */
  void putAll(Stream<@Nullable Object[]> rows) {
    List<CompletionStage<Change>> puts =
        rows.map(row -> store.put(new PutRequest(table, row(row), Filter.all()))).toList();
    puts.forEach(Bench::await);
  }

  CompletionStage<Change> create(Filter condition, @Nullable Object... namesAndValues) {
    return store.put(PutRequest.create(table, row(namesAndValues), condition));
  }

  /** An update by columns given as names and values in turn, of a row that need not be there. */
  CompletionStage<Change> update(RowKey key, Filter condition, @Nullable Object... assignments) {
    return store.update(new UpdateRequest(table, key, assignments(assignments), condition));
  }

  CompletionStage<Change> updateExisting(
      RowKey key, Filter condition, @Nullable Object... assignments) {
    return store.update(UpdateRequest.existing(table, key, assignments(assignments), condition));
  }

  CompletionStage<Change> delete(RowKey key, Filter condition) {
    return store.delete(new DeleteRequest(table, key, condition));
  }

  CompletionStage<Change> deleteExisting(RowKey key, Filter condition) {
    return store.delete(DeleteRequest.existing(table, key, condition));
  }

  /** The contents of the row with this key, or null. */
  @Nullable Map<String, @Nullable Object> get(Object... key) {
    return Bench.await(store.get(new GetRequest(table, key(key)))).map(this::contents).orElse(null);
  }

  static RowKey key(Object... values) {
    return new RowKey(List.of(values));
  }

  @Nullable Map<String, @Nullable Object> contents(@Nullable Row row) {
    return row == null ? null : Contents.of(table, row);
  }

  /** Lists the rows of one partition of the table that fulfil a condition. */
  Listing query(KeyCondition condition) {
    return new Listing(this, null, condition, false, Filter.all());
  }

  /** Lists the rows of one partition of an index that fulfil a condition. */
  Listing query(String index, KeyCondition condition) {
    return new Listing(this, index(index), condition, false, Filter.all());
  }

  /** Lists all rows. */
  Listing scan() {
    return new Listing(this, null, null, false, Filter.all());
  }

  private List<Assignment> assignments(@Nullable Object... namesAndValues) {
    List<Assignment> assignments = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      assignments.add(
          new Assignment(column(String.valueOf(namesAndValues[i])), namesAndValues[i + 1]));
    }
    return assignments;
  }
}
