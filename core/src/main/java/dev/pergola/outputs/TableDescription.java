package dev.pergola.outputs;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Index;
import dev.pergola.model.Key;
import dev.pergola.model.Projection;
import dev.pergola.model.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model's table as Amplify lays it out in DynamoDB (spec: schema 12a). Several sort fields make
 * one attribute, their names joined with {@code #}.
 *
 * @param model the model's name
 * @param key the table's key
 * @param attributes the type of each attribute that is part of a key: {@code S} or {@code N}
 * @param indexes the global secondary indexes
 */
public record TableDescription(
    String model, KeyDescription key, Map<String, String> attributes, List<GlobalIndex> indexes) {

  /**
   * The attributes of a key.
   *
   * @param hash the partition key
   * @param range the sort key; null when there is none
   */
  public record KeyDescription(String hash, @Nullable String range) {

    static KeyDescription of(Key key) {
      return new KeyDescription(key.partition().name(), key.sortName().orElse(null));
    }

    private List<Map<String, Object>> toList() {
      Map<String, Object> first = members("attributeName", hash, "keyType", "HASH");
      return range == null
          ? List.of(first)
          : List.of(first, members("attributeName", range, "keyType", "RANGE"));
    }
  }

  /**
   * A global secondary index.
   *
   * @param name the index's name
   * @param key the index's key
   * @param projection what it holds beside its key and the table's
   */
  public record GlobalIndex(String name, KeyDescription key, Projection projection) {

    private Map<String, Object> toMap() {
      Map<String, Object> description = members("indexName", name, "keySchema", key.toList());
      description.put("projection", projected(projection));
      return description;
    }

    private static Map<String, Object> projected(Projection projection) {
      boolean included = projection.kind() == Projection.Kind.INCLUDE;
      // The original makes ALL of an INCLUDE that names nothing.
      Projection.Kind kind =
          included && projection.columns().isEmpty() ? Projection.Kind.ALL : projection.kind();
      return kind == Projection.Kind.INCLUDE
          ? members("projectionType", kind.name(), "nonKeyAttributes", projection.columns())
          : Map.of("projectionType", kind.name());
    }
  }

  public TableDescription {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    indexes = List.copyOf(indexes);
  }

  /** The description of a table. */
  public static TableDescription of(Table table) {
    Map<String, String> attributes = new TreeMap<>();
    Stream.concat(Stream.of(table.key()), table.indexes().stream().map(Index::key))
        .forEach(key -> putTypes(key, attributes));
    List<GlobalIndex> indexes =
        table.indexes().stream()
            .map(
                index ->
                    new GlobalIndex(
                        index.name(), KeyDescription.of(index.key()), index.projection()))
            .toList();
    return new TableDescription(table.name(), KeyDescription.of(table.key()), attributes, indexes);
  }

  /**
   * The name that Amplify gives the table.
   *
   * @param apiId the id of the API that the table belongs to
   */
  public String tableName(String apiId) {
    return "%s-%s-NONE".formatted(model, apiId);
  }

  /** The description in the words of CloudFormation, as JSON's values; without the table's name. */
  public Map<String, Object> toMap() {
    List<Object> types = new ArrayList<>();
    attributes.forEach(
        (name, type) -> types.add(members("attributeName", name, "attributeType", type)));
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("keySchema", key.toList());
    description.put("attributeDefinitions", types);
    description.put("globalSecondaryIndexes", indexes.stream().map(GlobalIndex::toMap).toList());
    description.put("streamViewType", "NEW_AND_OLD_IMAGES");
    return description;
  }

  private static void putTypes(Key key, Map<String, String> attributes) {
    attributes.put(key.partition().name(), letter(key.partition()));
    key.sortName()
        .ifPresent(name -> attributes.put(name, key.joined() ? "S" : letter(key.sort().get(0))));
  }

  /** Two members in this order, so that a written text is the same each time. */
  private static Map<String, Object> members(
      String first, Object firstValue, String second, Object secondValue) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(first, firstValue);
    members.put(second, secondValue);
    return members;
  }

  private static String letter(Column column) {
    return column.type() == ColumnType.NUMBER ? "N" : "S";
  }
}
