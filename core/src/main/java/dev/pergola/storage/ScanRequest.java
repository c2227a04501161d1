package dev.pergola.storage;

import dev.pergola.model.Table;

/**
 * Asks for one page of all rows of a table.
 *
 * @param table where to look
 * @param filter what a row must fulfil; {@link Filter#all()} for every row
 * @param page how much, and from where
 */
public record ScanRequest(Table table, Filter filter, PageRequest page) {}
