package dev.pergola.storage;

import dev.pergola.model.Table;
import java.util.List;

/**
 * Some whole rows of one table.
 *
 * @param table where they belong
 * @param rows the rows, each with every part of its key
 */
public record RowBatch(Table table, List<Row> rows) {
  public RowBatch {
    rows = List.copyOf(rows);
  }
}
