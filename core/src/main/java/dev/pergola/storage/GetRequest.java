package dev.pergola.storage;

import dev.pergola.model.Table;

/**
 * Asks for one row by its whole key.
 *
 * @param table where to look
 * @param key the whole primary key
 */
public record GetRequest(Table table, RowKey key) {}
