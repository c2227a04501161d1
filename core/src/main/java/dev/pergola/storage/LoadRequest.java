package dev.pergola.storage;

import dev.pergola.model.Table;
import java.util.List;

/**
 * Asks to fill tables that have no rows.
 *
 * @param tables what is going to be filled, each as it was last prepared
 */
public record LoadRequest(List<Table> tables) {
  public LoadRequest {
    tables = List.copyOf(tables);
  }
}
