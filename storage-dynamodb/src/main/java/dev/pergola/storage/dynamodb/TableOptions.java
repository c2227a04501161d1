package dev.pergola.storage.dynamodb;

import dev.pergola.model.ColumnType;
import dev.pergola.model.Table;
import dev.pergola.storage.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

/**
 * How tables are named and made.
 *
 * @param create whether prepare may make tables and indexes
 * @param throughput what is provisioned for each table and index; null for paying by the request
 * @param kmsKey the key that tables are encrypted with; null for the key that DynamoDB owns
 * @param recovery whether tables can be taken back to any second of the last weeks
 * @param deletionProtection whether tables refuse to be deleted
 * @param timeToLive by model, the attribute that says when a record may be removed
 * @param patience how long prepare waits for a table or an index that is being made
 */
record TableOptions(
    TableNames names,
    boolean create,
    @Nullable ProvisionedThroughput throughput,
    @Nullable String kmsKey,
    boolean recovery,
    boolean deletionProtection,
    Map<String, String> timeToLive,
    Duration patience) {

  TableOptions {
    timeToLive = Map.copyOf(timeToLive);
  }

  /**
   * Refuses to have rows removed by what is no time. Models that are not asked for are another
   * backend's on the same store, or come later.
   */
  void checkTimeToLive(List<Table> tables) {
    for (Table table : tables) {
      String field = timeToLive.get(table.name());
      if (field != null
          && table
              .column(field)
              .filter(column -> column.type() == ColumnType.NUMBER && !column.list())
              .isEmpty()) {
        throw new StoreException(
            "timeToLive names field '%s' of '%s', which is no single number of that model; give one that is, such as an a.timestamp()."
                .formatted(field, table.name()));
      }
    }
  }

  /** The models that rows are to be removed of, and that are not among these tables. */
  Set<String> timeToLiveOfOthers(List<Table> tables) {
    Set<String> models = new TreeSet<>(timeToLive.keySet());
    tables.forEach(table -> models.remove(table.name()));
    return models;
  }
}
