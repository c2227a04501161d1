package dev.pergola.storage;

/**
 * How far a load has come.
 *
 * @param rows all rows that were added so far
 */
public record Loaded(long rows) {}
