package dev.pergola.storage.dynamodb;

import dev.pergola.model.Table;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Loaded;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.RefusedValueException;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowBatch;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.StoreLoad;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The filling of empty tables. DynamoDB has no transaction of that size, so the rows wait in files
 * until all are there, and only then go in; when that fails, those that went in are taken out
 * again, known by the id that they were written under. What a process that dies meanwhile has put
 * in stays.
 */
final class Load implements StoreLoad {

  private final Gate gate;
  private final Tables tables;
  private final Reads reads;
  private final RowLoader loader;
  private final Copying copying;
  private final List<TableLayout> layouts;
  private final Function<Table, Spool> spools;
  private final boolean replace;
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private boolean open = true;

  /**
   * A load.
   *
   * @param reads reads that see every write that was answered
   * @param spools makes a file for the rows of a table
   * @param replace whether its rows replace those that are there
   */
  Load(
      Gate gate,
      Tables tables,
      Reads reads,
      Calls calls,
      List<TableLayout> layouts,
      Function<Table, Spool> spools,
      boolean replace) {
    this.gate = gate;
    this.tables = tables;
    this.reads = reads;
    this.loader = new RowLoader(calls, Clock.systemUTC());
    this.copying = new Copying(reads, gate);
    this.replace = replace;
    this.layouts = List.copyOf(layouts);
    this.spools = spools;
  }

  /** Fails when one of the tables has rows that are not to be replaced; then no file is made. */
  CompletableFuture<StoreLoad> begin() {
    return checkEmpty()
        .thenApply(
            empty -> {
              makeFiles();
              return this;
            });
  }

  private void makeFiles() {
    try {
      for (TableLayout layout : layouts) {
        Spool spool = spools.apply(layout.table());
        parts.put(layout.table().name(), new Part(layout, spool, new HashSet<>()));
      }
    } catch (RuntimeException | Error failure) {
      // Nobody gets this load, so nobody else closes it.
      close();
      throw failure;
    }
  }

  @Override
  public CompletionStage<Loaded> add(RowBatch batch) {
    return gate.read(
        () -> {
          checkOpen();
          Part part = parts.get(batch.table().name());
          if (part == null || !part.layout().table().equals(batch.table())) {
            throw new StoreException(
                "Table '%s' is not one that this load was begun for; it was for %s."
                    .formatted(batch.table().name(), parts.keySet()));
          }
          batch.rows().forEach(part::add);
          return CompletableFuture.completedFuture(loaded());
        });
  }

  @Override
  public CompletionStage<Loaded> finish() {
    return gate.read(
        () -> {
          checkOpen();
          parts.values().forEach(this::checkCurrent);
          return gate.hold()
              .thenCompose(quiet -> replace ? replaceRows() : addRows())
              .whenComplete((done, failure) -> gate.release())
              .thenApply(
                  done -> {
                    Loaded loaded = loaded();
                    close();
                    return loaded;
                  });
        });
  }

  private CompletableFuture<Void> addRows() {
    return checkEmpty().thenCompose(empty -> loader.load(List.copyOf(parts.values())));
  }

  /**
   * The old rows are kept in files until the new ones are in, to be put back if they do not go in.
   */
  private CompletableFuture<Void> replaceRows() {
    return copying
        .copyHeld(parts.values().stream().map(Part::layout).toList())
        .thenCompose(
            old ->
                loader
                    .replace(List.copyOf(parts.values()), old)
                    .whenComplete((done, failure) -> old.values().forEach(Spool::close)));
  }

  private void checkCurrent(Part part) {
    if (tables.layout(part.layout().table()) != part.layout()) {
      throw new StoreException(
          "Table '%s' has been prepared anew since the load began; load it again."
              .formatted(part.layout().table().name()));
    }
  }

  private CompletableFuture<Void> checkEmpty() {
    if (replace) {
      return CompletableFuture.completedFuture(null);
    }
    List<CompletableFuture<Void>> checks = new ArrayList<>();
    for (TableLayout layout : layouts) {
      PageRequest first = new PageRequest(1, 1, null);
      ScanRequest scan = new ScanRequest(layout.table(), Filter.all(), first);
      checks.add(
          reads
              .scan(layout, scan)
              .thenAccept(
                  page -> {
                    if (!page.rows().isEmpty()) {
                      throw new StoreException(
                          "Table '%s' has rows, and only tables without rows can be loaded. Load into fresh tables, or have these rows replaced; that also ends a load that was killed while it put rows in."
                              .formatted(layout.table().name()));
                    }
                  }));
    }
    return Futures.all(checks).thenApply(all -> null);
  }

  private Loaded loaded() {
    return new Loaded(parts.values().stream().mapToLong(part -> part.spool().rows()).sum());
  }

  private synchronized void checkOpen() {
    if (!open) {
      throw new StoreException("The load is closed; begin another one.");
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (!open) {
        return;
      }
      open = false;
    }
    parts.values().forEach(part -> part.spool().close());
  }

  /**
   * One table.
   *
   * @param keys the keys of all rows so far, to see one that comes twice
   */
  record Part(TableLayout layout, Spool spool, Set<Map<String, AttributeValue>> keys) {

    private void add(Row row) {
      // Refuses now what the service would refuse later.
      checkOlder(row);
      Map<String, AttributeValue> item = layout.encode(row);
      if (!keys.add(layout.key().of(item))) {
        throw new StoreException(
            "Table '%s' would get two rows with the key %s."
                .formatted(layout.table().name(), RowKey.of(layout.table().key(), row).values()));
      }
      spool.add(row);
    }

    /** What another store holds, or this one of a time before the index, can not be put in anew. */
    private void checkOlder(Row row) {
      try {
        layout.check(row);
      } catch (RefusedValueException fault) {
        throw new StoreException(
            "Table '%s', row %s: it holds what is no key of an index of the table. %s. DynamoDB keeps such a row only if it was there before the index: give the field another value or null where the rows come from, or load them into a table without the index and add that afterwards."
                .formatted(
                    layout.table().name(),
                    RowKey.of(layout.table().key(), row).values(),
                    fault.getMessage()),
            fault);
      }
    }
  }
}
