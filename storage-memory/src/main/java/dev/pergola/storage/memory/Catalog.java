package dev.pergola.storage.memory;

import dev.pergola.storage.StoreException;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;

/** What the store knows of itself: the version of its format, and its tables. */
final class Catalog {

  /** Raised when an older version of this code could not read what a newer one writes. */
  private static final int FORMAT = 1;

  private static final String MAP = "pergola";
  private static final String FORMAT_KEY = "format";
  private static final String LAST_ID_KEY = "lastId";
  private static final String TABLE_PREFIX = "table.";

  private final MVMap<String, byte[]> entries;

  private Catalog(MVMap<String, byte[]> entries) {
    this.entries = entries;
  }

  /** The catalog of a store, made if the store is fresh. */
  static Catalog open(MVStore store) {
    boolean fresh = store.getMapNames().isEmpty();
    if (!fresh && !store.hasMap(MAP)) {
      throw new StoreException(
          "it is a file of the same engine, but no Pergola store; give another path");
    }
    Catalog catalog =
        new Catalog(
            store.openMap(
                MAP,
                new MVMap.Builder<String, byte[]>()
                    .keyType(StringDataType.INSTANCE)
                    .valueType(ByteArrayDataType.INSTANCE)));
    if (fresh) {
      catalog.write(FORMAT_KEY, FORMAT);
    }
    int format = catalog.read(FORMAT_KEY);
    if (format > FORMAT) {
      throw new StoreException(
          "it was written by a newer Pergola in format %d, and this one knows formats up to %d; use the newer one"
              .formatted(format, FORMAT));
    }
    return catalog;
  }

  Optional<TableEntry> table(String name) {
    return Optional.ofNullable(entries.get(TABLE_PREFIX + name))
        .map(bytes -> TableEntry.decode(name, bytes));
  }

  List<TableEntry> tables() {
    return entries.keySet().stream()
        .filter(key -> key.startsWith(TABLE_PREFIX))
        .map(key -> key.substring(TABLE_PREFIX.length()))
        .flatMap(name -> table(name).stream())
        .toList();
  }

  void put(TableEntry table) {
    entries.put(TABLE_PREFIX + table.name(), table.encode());
  }

  /** A number that no map has had yet. */
  int nextId() {
    int id = read(LAST_ID_KEY) + 1;
    write(LAST_ID_KEY, id);
    return id;
  }

  private int read(String key) {
    byte[] value = entries.get(key);
    return value == null ? 0 : (int) new ByteReader(value, 0).nextVarint();
  }

  private void write(String key, int value) {
    ByteWriter out = new ByteWriter(8);
    out.putVarint(value);
    entries.put(key, out.toBytes());
  }
}
