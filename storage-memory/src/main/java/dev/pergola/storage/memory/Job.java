package dev.pergola.storage.memory;

/**
 * What the one writer does for a caller. Throws {@link dev.pergola.storage.StoreException} when
 * there is nothing to do; then nothing has changed.
 */
interface Job<T> {

  T run(Database database);
}
