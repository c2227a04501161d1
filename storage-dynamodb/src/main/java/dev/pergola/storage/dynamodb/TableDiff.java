package dev.pergola.storage.dynamodb;

import dev.pergola.model.Index;
import dev.pergola.model.Projection;
import dev.pergola.model.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.BillingModeSummary;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * What a table of the schema needs that the DynamoDB table of its name has not, and what of it
 * cannot be had without losing what is there.
 */
final class TableDiff {

  private final Table table;
  private final String name;
  private final @Nullable TableDescription stored;
  private final @Nullable String missingTimeToLive;
  private final KeyLayout key;

  TableDiff(
      Table table,
      String name,
      @Nullable TableDescription stored,
      @Nullable String missingTimeToLive) {
    this.table = table;
    this.name = name;
    this.stored = stored;
    this.missingTimeToLive = missingTimeToLive;
    this.key = new KeyLayout(table.key());
  }

  Table table() {
    return table;
  }

  String name() {
    return name;
  }

  /** The attribute that rows are to be removed by, and are not yet; null for none. */
  @Nullable String missingTimeToLive() {
    return missingTimeToLive;
  }

  /** Whether there is no table of this name. */
  boolean missing() {
    return stored == null;
  }

  /** Whether the service is only making the table. */
  boolean unfinished() {
    return stored != null && stored.tableStatus() == TableStatus.CREATING;
  }

  /** Whether the table, or an index of it that the schema has, cannot be used yet. */
  boolean pending() {
    return stored != null && TableMaker.pending(stored, indexNames()).isPresent();
  }

  /** The names of the indexes that the schema has. */
  Set<String> indexNames() {
    return table.indexes().stream().map(Index::name).collect(Collectors.toSet());
  }

  /** The indexes that the table has not. */
  List<Index> missingIndexes() {
    Set<String> there = storedIndexes().keySet();
    return table.indexes().stream().filter(index -> !there.contains(index.name())).toList();
  }

  /** What would have to be lost, a sentence each. */
  List<String> losses() {
    List<String> losses = new ArrayList<>();
    if (stored == null) {
      return losses;
    }
    String has = describe(stored.keySchema());
    String needs = describe(key);
    if (!has.equals(needs)) {
      losses.add(
          "Table '%s': DynamoDB table '%s' has the key %s and the schema needs the key %s. No table changes its key: keep the old one in the schema, or give the model another table and copy the rows."
              .formatted(table.name(), name, has, needs));
    }
    Map<String, GlobalSecondaryIndexDescription> there = storedIndexes();
    for (Index index : table.indexes()) {
      GlobalSecondaryIndexDescription old = there.get(index.name());
      if (old == null) {
        continue;
      }
      if (!describe(old.keySchema()).equals(describe(new KeyLayout(index.key())))) {
        losses.add(
            "Table '%s': index '%s' of DynamoDB table '%s' has the key %s and the schema needs the key %s. No index changes its key: give the new one another name, or delete the old one."
                .formatted(
                    table.name(),
                    index.name(),
                    name,
                    describe(old.keySchema()),
                    describe(new KeyLayout(index.key()))));
      } else if (!holds(old, index.projection())) {
        losses.add(
            "Table '%s': index '%s' of DynamoDB table '%s' holds %s and the schema needs %s. No index changes what it holds: give the new one another name, or delete the old one."
                .formatted(
                    table.name(),
                    index.name(),
                    name,
                    describe(
                        old.projection().projectionTypeAsString(),
                        old.projection().nonKeyAttributes()),
                    describe(index.projection().kind().name(), index.projection().columns())));
      }
    }
    return losses;
  }

  /** Whether an index holds what queries through it will ask for. */
  private boolean holds(GlobalSecondaryIndexDescription old, Projection needed) {
    if (old.projection().projectionType() == ProjectionType.ALL) {
      return true;
    }
    Set<String> held = new HashSet<>(old.projection().nonKeyAttributes());
    held.addAll(key.names());
    old.keySchema().forEach(each -> held.add(each.attributeName()));
    return needed.kind() != Projection.Kind.ALL && held.containsAll(needed.columns());
  }

  /**
   * The capacity units of an index that is added, which is billed as its table is: null where that
   * is by the request.
   *
   * @param wanted as the store was told to provision; null for as much as the table has
   */
  @Nullable ProvisionedThroughput throughput(@Nullable ProvisionedThroughput wanted) {
    if (stored == null) {
      return wanted;
    }
    // Of a table that has never been billed by the request there is no summary.
    BillingModeSummary billing = stored.billingModeSummary();
    if (billing != null && billing.billingMode() == BillingMode.PAY_PER_REQUEST) {
      return null;
    }
    return wanted != null
        ? wanted
        : ProvisionedThroughput.builder()
            .readCapacityUnits(stored.provisionedThroughput().readCapacityUnits())
            .writeCapacityUnits(stored.provisionedThroughput().writeCapacityUnits())
            .build();
  }

  /** The attributes that indexes of the stored table stand on. */
  Set<String> indexed() {
    return stored == null
        ? Set.of()
        : stored.globalSecondaryIndexes().stream()
            .flatMap(index -> index.keySchema().stream())
            .map(KeySchemaElement::attributeName)
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The attributes that keys stand on, each once. */
  List<AttributeDefinition> attributes(List<Index> indexes) {
    Map<String, AttributeDefinition> attributes = new LinkedHashMap<>();
    key.attributes().forEach(each -> attributes.put(each.attributeName(), each));
    for (Index index : indexes) {
      new KeyLayout(index.key())
          .attributes()
          .forEach(each -> attributes.put(each.attributeName(), each));
    }
    return List.copyOf(attributes.values());
  }

  KeyLayout key() {
    return key;
  }

  /** An index of which columns, for people. */
  static String sentence(Index index, String table) {
    String projected =
        index.projection().kind() == Projection.Kind.ALL
            ? ""
            : " projecting " + index.projection().kind();
    return "index %s on %s of table %s%s"
        .formatted(index.name(), new KeyLayout(index.key()).columns(), table, projected);
  }

  /** Those that are there, and are not being removed. */
  private Map<String, GlobalSecondaryIndexDescription> storedIndexes() {
    Map<String, GlobalSecondaryIndexDescription> indexes = new LinkedHashMap<>();
    if (stored != null) {
      stored.globalSecondaryIndexes().stream()
          .filter(index -> index.indexStatus() != IndexStatus.DELETING)
          .forEach(index -> indexes.put(index.indexName(), index));
    }
    return indexes;
  }

  private String describe(List<KeySchemaElement> elements) {
    Map<String, ScalarAttributeType> types = new LinkedHashMap<>();
    if (stored != null) {
      stored
          .attributeDefinitions()
          .forEach(each -> types.put(each.attributeName(), each.attributeType()));
    }
    return elements.stream()
        .map(each -> each.attributeName() + " " + types.get(each.attributeName()))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String describe(String kind, List<String> columns) {
    return columns.isEmpty() ? kind : kind + " " + columns;
  }

  private static String describe(KeyLayout layout) {
    return layout.attributes().stream()
        .map(each -> each.attributeName() + " " + each.attributeType())
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
