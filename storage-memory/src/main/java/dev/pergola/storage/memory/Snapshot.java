package dev.pergola.storage.memory;

import dev.pergola.model.Table;
import dev.pergola.storage.StoreException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * A version of all tables: a whole number of writes. On a file its pages may be written over once
 * nobody uses the version, so a reader {@linkplain #enter enters} before it reads and {@linkplain
 * #leave leaves} after; in memory the garbage collector does that.
 */
final class Snapshot {

  private final Map<String, TableMaps> tables;
  private final TableRoots[] roots;
  private final @Nullable Hold hold;

  private Snapshot(Map<String, TableMaps> tables, TableRoots[] roots, @Nullable Hold hold) {
    this.tables = tables;
    this.roots = roots;
    this.hold = hold;
  }

  /** The first version of these tables. */
  static Snapshot of(Map<String, TableMaps> tables, @Nullable Hold hold) {
    TableRoots[] roots = new TableRoots[tables.size()];
    tables.values().forEach(maps -> roots[maps.ordinal()] = new TableRoots(maps));
    return new Snapshot(Map.copyOf(tables), roots, hold);
  }

  /** The version after this one, in which these tables have changed. */
  Snapshot next(Iterable<TableMaps> changed, @Nullable Hold newHold) {
    TableRoots[] newRoots = roots.clone();
    for (TableMaps maps : changed) {
      newRoots[maps.ordinal()] = new TableRoots(maps);
    }
    return new Snapshot(tables, newRoots, newHold);
  }

  /** The maps of a table, if they were prepared for exactly this table. */
  TableMaps maps(Table table) {
    TableMaps maps = tables.get(table.name());
    if (maps == null) {
      throw new StoreException(
          "There is no table '%s' in the store; prepare the store with it first. Known tables: %s."
              .formatted(table.name(), tables.isEmpty() ? "none" : tables.keySet()));
    }
    if (!maps.table().equals(table)) {
      throw new StoreException(
          "Table '%s' of the request differs from the table that was prepared; prepare the store with the schema that the request is made for."
              .formatted(table.name()));
    }
    return maps;
  }

  /** Whether these are still the maps of their table. */
  boolean has(TableMaps maps) {
    return tables.get(maps.table().name()) == maps;
  }

  Iterable<TableMaps> allMaps() {
    return tables.values();
  }

  TableRoots roots(TableMaps maps) {
    return roots[maps.ordinal()];
  }

  /** Whether the version may be read: false if it was given up in this moment. */
  boolean enter() {
    return hold == null || hold.enter();
  }

  void leave() {
    if (hold != null) {
      hold.leave();
    }
  }

  boolean inUse() {
    return hold != null && hold.users.get() > 0;
  }

  /** Keeps the pages of one version from being written over, as long as anybody is in it. */
  static final class Hold {

    private final MVStore store;
    private final MVStore.TxCounter usage;
    private final AtomicInteger users = new AtomicInteger(1);

    /** A hold on the version of now, by the one who publishes it. */
    Hold(MVStore store) {
      this.store = store;
      this.usage = store.registerVersionUsage();
    }

    boolean enter() {
      int count;
      do {
        count = users.get();
        if (count == 0) {
          return false;
        }
      } while (!users.compareAndSet(count, count + 1));
      return true;
    }

    void leave() {
      if (users.decrementAndGet() == 0) {
        // Not deregisterVersionUsage, which may take the engine's lock: the next commit finds out.
        store.decrementVersionUsageCounter(usage);
      }
    }
  }
}
