package dev.pergola.storage;

import dev.pergola.model.Table;
import java.util.List;

/**
 * Asks for many rows of one table by their whole keys.
 *
 * @param table where to look
 * @param keys the whole primary keys; may be any number, and may repeat
 */
public record GetAllRequest(Table table, List<RowKey> keys) {
  public GetAllRequest {
    keys = List.copyOf(keys);
  }
}
