package dev.pergola.storage.dynamodb;

import dev.pergola.model.ColumnType;
import dev.pergola.model.Table;
import dev.pergola.storage.StoreException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
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

  private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

  TableOptions {
    timeToLive = Map.copyOf(timeToLive);
  }

  /** The attribute that rows of a table are removed by; null for none. */
  @Nullable String timeToLive(Table table) {
    return EventTable.is(table) ? EventTable.EXPIRES.name() : timeToLive.get(table.name());
  }

  /** Whether a table can be taken back; what soon expires need not. */
  boolean recovery(Table table) {
    return recovery && !EventTable.is(table);
  }

  /**
   * Refuses what cannot be meant of these tables, before anybody is asked.
   *
   * @param tables all that the schema has
   */
  void check(List<Table> tables) {
    checkTimeToLive(tables);
    checkNames(tables);
  }

  private void checkTimeToLive(List<Table> tables) {
    Map<String, Table> models = new TreeMap<>();
    tables.stream()
        .filter(table -> !EventTable.is(table))
        .forEach(table -> models.put(table.name(), table));
    new TreeMap<>(timeToLive)
        .forEach(
            (model, field) -> {
              Table table = models.get(model);
              if (table == null) {
                throw new StoreException(
                    "timeToLive(\"%s\", \"%s\") names no model of this schema; its models are %s."
                        .formatted(model, field, String.join(", ", models.keySet())));
              }
              if (table
                  .column(field)
                  .filter(column -> column.type() == ColumnType.NUMBER && !column.list())
                  .isEmpty()) {
                throw new StoreException(
                    "timeToLive names field '%s' of '%s', which is no single number of that model; give one that is, such as an a.timestamp()."
                        .formatted(field, model));
              }
            });
  }

  private void checkNames(List<Table> tables) {
    Map<String, String> models = new HashMap<>();
    for (Table table : tables) {
      String model = table.name();
      String name = names.of(model);
      if (name == null || !TABLE_NAME.matcher(name).matches()) {
        throw new StoreException(
            "tableNames calls the table of '%s' \"%s\"; a name has 3 to 255 letters, digits, underscores, hyphens and dots."
                .formatted(model, name));
      }
      String other = models.putIfAbsent(name, model);
      if (other != null) {
        throw new StoreException(
            "tableNames gives '%s' and '%s' the same table \"%s\"; give each model a table of its own."
                .formatted(other, model, name));
      }
    }
  }
}
