package dev.pergola.client;

/** In which order of its sort key a listing comes; TypeScript {@code sortDirection}. */
public enum SortDirection {
  /** The least sort key first. */
  ASC,
  /** The greatest sort key first. */
  DESC
}
