package dev.pergola.storage;

import dev.pergola.model.Table;
import java.util.List;

/**
 * The tables that a backend is about to use.
 *
 * @param tables every table with its columns, key and indexes
 */
public record PrepareRequest(List<Table> tables) {
  public PrepareRequest {
    tables = List.copyOf(tables);
  }
}
