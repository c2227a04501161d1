package dev.pergola.storage.dynamodb;

import static dev.pergola.storage.dynamodb.Counters.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Index;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.storage.Filter;
import dev.pergola.storage.GetAllRequest;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.PrepareRequest;
import dev.pergola.storage.QueryRequest;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.ScanRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

/** What the options of a store make of its calls. */
class OptionsTest {

  private static final Column ID = new Column("id", 0, ColumnType.STRING, false);
  private static final Column OWNER = new Column("owner", 1, ColumnType.STRING, false);
  private static final Index BY_OWNER = new Index("byOwner", new Key(OWNER, List.of()));
  private static final Table TABLE =
      new Table("Thing", List.of(ID, OWNER), new Key(ID, List.of()), List.of(BY_OWNER));

  private final Asked client = new Asked();
  private final String prefix = "options" + UUID.randomUUID().toString().substring(0, 8);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsOfTablesAreConsistentUnlessTheyNeedNotBe(boolean consistent) {
    DynamoDbStoreBuilder builder = Counters.builder(prefix, client);
    DynamoDbStore store = (consistent ? builder : builder.consistentReads(false)).build();
    await(store.prepare(new PrepareRequest(List.of(TABLE))));
    RowKey key = new RowKey(List.of("x"));
    PageRequest page = new PageRequest(5, 5, null);

    await(store.get(new GetRequest(TABLE, key)));
    await(store.getAll(new GetAllRequest(TABLE, List.of(key))));
    await(store.scan(new ScanRequest(TABLE, Filter.all(), page)));
    await(store.query(query(null, "x", page)));
    await(store.query(query(BY_OWNER, "ann", page)));

    assertThat(client.one(GetItemRequest.class).consistentRead()).isEqualTo(consistent);
    assertThat(client.one(BatchGetItemRequest.class).requestItems().values())
        .singleElement()
        .extracting(KeysAndAttributes::consistentRead)
        .isEqualTo(consistent);
    assertThat(
            client
                .one(software.amazon.awssdk.services.dynamodb.model.ScanRequest.class)
                .consistentRead())
        .isEqualTo(consistent);
    assertThat(client.all(software.amazon.awssdk.services.dynamodb.model.QueryRequest.class))
        .extracting(asked -> Boolean.TRUE.equals(asked.consistentRead()))
        // DynamoDB offers no others of an index.
        .containsExactly(consistent, false);
  }

  @Test
  void unitsAreProvisionedForTablesAndIndexesAlike() {
    DynamoDbStore store = Counters.builder(prefix, client).provisioned(3, 2).build();
    await(store.prepare(new PrepareRequest(List.of(TABLE))));

    CreateTableRequest made = client.one(CreateTableRequest.class);
    ProvisionedThroughput units =
        ProvisionedThroughput.builder().readCapacityUnits(3L).writeCapacityUnits(2L).build();
    assertThat(made.billingMode()).isEqualTo(BillingMode.PROVISIONED);
    assertThat(made.provisionedThroughput()).isEqualTo(units);
    assertThat(made.globalSecondaryIndexes())
        .singleElement()
        .satisfies(index -> assertThat(index.provisionedThroughput()).isEqualTo(units));
  }

  @Test
  void tablesHaveTheNamesThatAResolverGives() {
    DynamoDbStore store =
        Counters.builder("", client).tableNames(model -> prefix + "." + model + "_v2").build();
    await(store.prepare(new PrepareRequest(List.of(TABLE))));
    await(store.get(new GetRequest(TABLE, new RowKey(List.of("x")))));

    assertThat(client.one(CreateTableRequest.class).tableName()).isEqualTo(prefix + ".Thing_v2");
    assertThat(client.one(GetItemRequest.class).tableName()).isEqualTo(prefix + ".Thing_v2");
  }

  /** An id out of an environment that has none would else name tables, and they would be made. */
  @Test
  @SuppressWarnings("NullAway")
  void whatIsNotGivenNamesNoTables() {
    DynamoDbStoreBuilder builder = DynamoDbStore.builder(client);

    assertThatNullPointerException().isThrownBy(() -> AmplifyTables.of(null)).withMessage("apiId");
    assertThatNullPointerException()
        .isThrownBy(() -> AmplifyTables.of("abc", null))
        .withMessage("env");
    assertThatNullPointerException()
        .isThrownBy(() -> TableNames.prefixed(null))
        .withMessage("prefix");
    assertThatNullPointerException()
        .isThrownBy(() -> builder.tableNames(null))
        .withMessage("tableNames");
    assertThatNullPointerException().isThrownBy(() -> builder.kmsKey(null)).withMessage("kmsKey");
    assertThatNullPointerException()
        .isThrownBy(() -> builder.timeToLive("Session", null))
        .withMessage("field");
    assertThatNullPointerException()
        .isThrownBy(() -> DynamoDbStore.builder(null))
        .withMessage("client");
  }

  /** A resolver is asked for tables that there are, and for no others. */
  @Test
  void aStoreIsCalledByItsTables() {
    DynamoDbStore store =
        Counters.builder("", client)
            .tableNames(model -> prefix + Map.of("Thing", "Things").get(model).toString())
            .build();
    assertThat(store).hasToString("DynamoDbStore[]");

    await(store.prepare(new PrepareRequest(List.of(TABLE))));

    assertThat(store).hasToString("DynamoDbStore[" + prefix + "Things]");
  }

  @ParameterizedTest
  @CsvSource({
    "http://dynamodb.internal:8000, false",
    "http://128.0.0.1, false",
    "http://127.evil.example, false",
    "https://dynamodb.internal, true",
    "http://127.0.0.1:8000, true",
    "http://localhost:8000, true",
    "http://[::1]:8000, true"
  })
  void recordsTravelInSecret(URI endpoint, boolean secret) {
    try (DynamoDbAsyncClient elsewhere =
        DynamoDbAsyncClient.builder()
            .endpointOverride(endpoint)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build()) {
      DynamoDbStoreBuilder builder = DynamoDbStore.builder(elsewhere);
      if (secret) {
        assertThat(builder.build()).isNotNull();
      } else {
        assertThatIllegalArgumentException()
            .isThrownBy(builder::build)
            .withMessageContaining("to " + endpoint + " in clear text");
        assertThat(builder.allowInsecureEndpoint(true).build()).isNotNull();
      }
    }
    assertThat(DynamoDbStore.of(new LittleDynamoDb())).isNotNull();
  }

  private static QueryRequest query(@Nullable Index index, String key, PageRequest page) {
    return new QueryRequest(TABLE, index, KeyCondition.all(key), false, Filter.all(), page);
  }

  /** Writes down what is asked. */
  private static final class Asked extends ForwardingClient {

    private final List<DynamoDbRequest> requests = new ArrayList<>();

    Asked() {
      super(LocalDynamoDb.client());
    }

    <Q extends DynamoDbRequest> List<Q> all(Class<Q> type) {
      return requests.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <Q extends DynamoDbRequest> Q one(Class<Q> type) {
      assertThat(all(type)).hasSize(1);
      return all(type).get(0);
    }

    @Override
    <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> pass(
        String operation, Q request, Function<Q, CompletableFuture<A>> call) {
      requests.add(request);
      return call.apply(request);
    }
  }
}
