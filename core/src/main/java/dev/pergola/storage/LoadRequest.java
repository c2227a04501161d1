package dev.pergola.storage;

import dev.pergola.model.Table;
import java.util.List;

/**
 * Asks to fill tables.
 *
 * @param tables what is going to be filled, each as it was last prepared
 * @param replace whether the new rows replace those that are there; otherwise tables with rows are
 *     refused
 */
public record LoadRequest(List<Table> tables, boolean replace) {
  public LoadRequest {
    tables = List.copyOf(tables);
  }
}
