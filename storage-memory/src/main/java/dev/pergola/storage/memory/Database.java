package dev.pergola.storage.memory;

import dev.pergola.model.Table;
import dev.pergola.storage.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * The engine with our maps in it. Any thread may {@link #enter} and read; everything else is for
 * the one writer: two threads that write or commit at a time would put half a write on disk.
 */
final class Database {

  /** Compaction rewrites pages while less than this part of the file is in use, in percent. */
  private static final int FILL_RATE = 60;

  private final MVStore store;
  private final Catalog catalog;
  private final Versions versions;
  private final EngineMaps engine;
  private final Map<String, List<Filling>> fillings = new HashMap<>();
  private final Set<TableMaps> unpublished = new LinkedHashSet<>();
  private boolean dirty;
  private volatile @Nullable Throwable broken;

  private Database(MVStore store, boolean onFile) {
    this.store = store;
    this.catalog = Catalog.open(store);
    this.engine = new EngineMaps(store);
    engine.removeAllBut(catalog.tables());
    store.commit();
    this.versions = new Versions(store, onFile);
  }

  static Database inMemory() {
    return new Database(new MVStore.Builder().open(), false);
  }

  static Database onFile(MVStore store) {
    return new Database(store, true);
  }

  /** The maps of a table, if they were prepared for exactly this table. */
  TableMaps maps(Table table) {
    checkSound();
    return versions.published().maps(table);
  }

  /** The last published version, to be {@linkplain Snapshot#leave left} after reading. */
  Snapshot enter() {
    checkSound();
    return versions.enter();
  }

  Catalog catalog() {
    return catalog;
  }

  EngineMaps engine() {
    return engine;
  }

  /** Tells an index that is being filled of every write to its table, from now on. */
  void follow(Filling filling) {
    fillings.computeIfAbsent(filling.table(), name -> new ArrayList<>()).add(filling);
  }

  void leave(Filling filling) {
    fillings.getOrDefault(filling.table(), List.of()).remove(filling);
  }

  /** Does what no reader sees, but what is to be committed all the same. */
  void change(Runnable change) {
    checkSound();
    try {
      dirty = true;
      change.run();
    } catch (Throwable e) {
      throw breakBy(e);
    }
  }

  /** Commits and publishes grown tables. What was prepared before and is not named stays so. */
  void publishTables(List<Growth> growths) {
    Map<String, TableMaps> tables = published();
    for (Growth growth : growths) {
      String name = growth.table().name();
      TableMaps before = tables.get(name);
      if (before == null || !growth.isUnchanged() || !before.table().equals(growth.table())) {
        int ordinal = before == null ? tables.size() : before.ordinal();
        tables.put(name, engine.open(growth.table(), growth.wanted(), ordinal));
      }
    }
    publish(tables);
  }

  /** Commits and publishes tables that were filled, in the place of the empty ones. */
  void publishLoaded(Iterable<Load.Side> sides) {
    Map<String, TableMaps> tables = published();
    for (Load.Side side : sides) {
      catalog.put(side.entry());
      engine.remove(side.stored());
      tables.put(side.entry().name(), side.filled());
    }
    publish(tables);
  }

  private Map<String, TableMaps> published() {
    Map<String, TableMaps> tables = new LinkedHashMap<>();
    versions.published().allMaps().forEach(maps -> tables.put(maps.table().name(), maps));
    return tables;
  }

  private void publish(Map<String, TableMaps> tables) {
    store.commit();
    store.sync();
    versions.publish(tables);
    unpublished.clear();
    dirty = false;
  }

  /** The row as the writes so far have left it, those that are not published yet included. */
  @Nullable StoredRow read(TableMaps maps, byte[] key) {
    checkSound();
    checkCurrent(maps);
    byte[] bytes = maps.rows().get(key);
    return bytes == null ? null : maps.row(bytes);
  }

  /** Throws if the maps of the table are others by now. */
  void checkCurrent(TableMaps maps) {
    if (!versions.published().has(maps)) {
      throw new StoreException(
          "Table '%s' was prepared anew, or loaded, while a write waited; repeat the write."
              .formatted(maps.table().name()));
    }
  }

  void apply(TableMaps maps, Replacement replacement) {
    try {
      replacement.apply();
      fillings.getOrDefault(maps.table().name(), List.of()).forEach(replacement::tell);
      unpublished.add(maps);
    } catch (Throwable e) {
      throw breakBy(e);
    }
  }

  /** Whether something was applied that is not committed yet, or that no reader can see yet. */
  boolean hasUnpublished() {
    return dirty || !unpublished.isEmpty();
  }

  void publish() {
    try {
      versions.publish(unpublished);
      unpublished.clear();
      dirty = false;
    } catch (Throwable e) {
      throw breakBy(e);
    }
  }

  /** Hands what was applied to the operating system as one version, and to the disk if asked to. */
  void commit(boolean toDisk) {
    checkSound();
    try {
      store.commit();
      if (toDisk) {
        store.sync();
      }
    } catch (Throwable e) {
      throw breakBy(e);
    }
  }

  /** Bytes applied and not committed yet, as the engine counts them. */
  int uncommittedBytes() {
    return store.getUnsavedMemory();
  }

  /** Rewrites some pages out of mostly superseded parts of the file; false if there are none. */
  boolean compact(int mostBytes) {
    checkSound();
    try {
      if (!store.compact(FILL_RATE, mostBytes)) {
        return false;
      }
      versions.published().allMaps().forEach(unpublished::add);
      return true;
    } catch (Throwable e) {
      throw breakBy(e);
    }
  }

  void close() {
    versions.close();
    if (broken == null) {
      store.close();
    }
  }

  /** Throws if the database has stopped. */
  void checkSound() {
    Throwable cause = broken;
    if (cause != null) {
      throw stopped(cause);
    }
  }

  /**
   * A write that ended half-way cannot be taken back map by map, so nothing more is committed: the
   * file stays at the last whole version, which is what a new store will find.
   */
  private StoreException breakBy(Throwable cause) {
    if (broken == null) {
      broken = cause;
      store.closeImmediately();
    }
    return stopped(cause);
  }

  private static StoreException stopped(Throwable cause) {
    return new StoreException(
        "The store has stopped after a failure and keeps what was acknowledged before; open it again. The failure: "
            + cause,
        cause);
  }
}
