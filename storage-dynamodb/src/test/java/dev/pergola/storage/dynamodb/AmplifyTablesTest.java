package dev.pergola.storage.dynamodb;

import static dev.pergola.storage.dynamodb.Counters.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Index;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.Filter;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.PrepareRequest;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.QueryRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.TransactRequest;
import dev.pergola.storage.UpdateRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A table that Amplify deployed, and rows as AppSync's resolvers leave them, are served. */
class AmplifyTablesTest {

  private static final Column CUSTOMER = new Column("customer", 0, ColumnType.STRING, false);
  private static final Column FLOOR = new Column("floor", 1, ColumnType.NUMBER, false);
  private static final Column AISLE = new Column("aisle", 2, ColumnType.STRING, false);
  private static final Column OWNER = new Column("owner", 3, ColumnType.STRING, false);
  private static final Column TEXT = new Column("text", 4, ColumnType.STRING, false);
  private static final Index BY_OWNER =
      new Index("ordersByOwner", new Key(OWNER, List.of(FLOOR, AISLE)));
  private static final Table ORDER =
      new Table(
          "Order",
          List.of(CUSTOMER, FLOOR, AISLE, OWNER, TEXT),
          new Key(CUSTOMER, List.of(FLOOR, AISLE)),
          List.of(BY_OWNER));
  private static final RowKey KEY = new RowKey(List.of("c", 10L, "b"));

  private final DynamoDbAsyncClient client = LocalDynamoDb.client();
  private final String apiId = "api" + UUID.randomUUID().toString().substring(0, 8);
  private final String deployed = "Order-" + apiId + "-NONE";
  private final DynamoDbStore store =
      DynamoDbStore.builder(client).tableNames(AmplifyTables.of(apiId)).build();

  @BeforeEach
  void deploy() {
    client
        .createTable(
            table ->
                table
                    .tableName(deployed)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(key("customer", KeyType.HASH), key("floor#aisle", KeyType.RANGE))
                    .attributeDefinitions(text("customer"), text("floor#aisle"), text("owner"))
                    .globalSecondaryIndexes(
                        index ->
                            index
                                .indexName("ordersByOwner")
                                .keySchema(
                                    key("owner", KeyType.HASH), key("floor#aisle", KeyType.RANGE))
                                .projection(all -> all.projectionType(ProjectionType.ALL))))
        .join();
    client
        .putItem(
            put ->
                put.tableName(deployed)
                    .item(
                        Map.of(
                            "customer", AttributeValue.fromS("c"),
                            "floor#aisle", AttributeValue.fromS("10#b"),
                            "floor", AttributeValue.fromN("10"),
                            "aisle", AttributeValue.fromS("b"),
                            "owner", AttributeValue.fromS("ann"),
                            "text", AttributeValue.fromS("theirs"),
                            "__typename", AttributeValue.fromS("Order"))))
        .join();
  }

  @Test
  void aDeployedTableIsServedAsItIs() {
    PrepareRequest request = new PrepareRequest(List.of(ORDER));
    Row theirs = row(10L, "b", "theirs");

    assertThat(await(store.plan(request))).isEmpty();
    await(store.prepare(request));
    await(store.put(PutRequest.create(ORDER, row(9L, "a", "ours"), Filter.all())));

    assertThat(await(store.get(new GetRequest(ORDER, KEY)))).contains(theirs);
    assertThat(
            await(
                    store.query(
                        new QueryRequest(
                            ORDER,
                            BY_OWNER,
                            KeyCondition.all("ann"),
                            false,
                            Filter.all(),
                            new PageRequest(5, 5, null))))
                .rows())
        .extracting(found -> Row.builder(ORDER).copy(found).build())
        // As text: 10 comes before 9.
        .containsExactly(theirs, row(9L, "a", "ours"));
    assertThat(stored().keySet())
        .containsExactlyInAnyOrder(
            "customer", "floor#aisle", "floor", "aisle", "owner", "text", "__typename");
  }

  @Test
  void aRowOfTheirsIsChangedAloneAndInATransaction() {
    await(store.prepare(new PrepareRequest(List.of(ORDER))));

    await(store.update(setText("alone")));
    assertThat(stored()).containsEntry("text", AttributeValue.fromS("alone"));
    await(store.transact(new TransactRequest(List.of(setText("together")))));

    assertThat(await(store.get(new GetRequest(ORDER, KEY)))).contains(row(10L, "b", "together"));
    assertThat(stored())
        .containsEntry("floor#aisle", AttributeValue.fromS("10#b"))
        .containsEntry("__typename", AttributeValue.fromS("Order"));
  }

  @Test
  void theNamesAreThoseOfBothGenerations() {
    assertThat(AmplifyTables.of("abc").of("Post")).isEqualTo("Post-abc-NONE");
    assertThat(AmplifyTables.of("abc", "dev").of("Post")).isEqualTo("Post-abc-dev");
  }

  private static UpdateRequest setText(String text) {
    return UpdateRequest.existing(ORDER, KEY, List.of(new Assignment(TEXT, text)), Filter.all());
  }

  private static Row row(long floor, String aisle, String text) {
    return Row.builder(ORDER)
        .set(0, "c")
        .set(1, floor)
        .set(2, aisle)
        .set(3, "ann")
        .set(4, text)
        .build();
  }

  private Map<String, AttributeValue> stored() {
    Map<String, AttributeValue> key =
        Map.of("customer", AttributeValue.fromS("c"), "floor#aisle", AttributeValue.fromS("10#b"));
    return client.getItem(get -> get.tableName(deployed).key(key)).join().item();
  }

  private static KeySchemaElement key(String attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
  }

  private static AttributeDefinition text(String attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute)
        .attributeType(ScalarAttributeType.S)
        .build();
  }
}
