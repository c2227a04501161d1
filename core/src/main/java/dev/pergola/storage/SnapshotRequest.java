package dev.pergola.storage;

import dev.pergola.model.Table;
import java.util.List;

/**
 * Asks for a view of tables as they are now.
 *
 * @param tables what is going to be read, each as it was last prepared
 */
public record SnapshotRequest(List<Table> tables) {
  public SnapshotRequest {
    tables = List.copyOf(tables);
  }
}
