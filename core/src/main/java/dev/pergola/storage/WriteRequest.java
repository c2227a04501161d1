package dev.pergola.storage;

import dev.pergola.model.Table;

/** Asks to write one row: alone, or as a part of a {@link TransactRequest}. */
public sealed interface WriteRequest permits PutRequest, UpdateRequest, DeleteRequest {

  /** Where. */
  Table table();

  /** The whole primary key of the row. */
  RowKey key();

  /** What must hold for the row that has this key now. */
  Filter condition();
}
