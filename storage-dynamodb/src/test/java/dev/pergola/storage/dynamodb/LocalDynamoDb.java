package dev.pergola.storage.dynamodb;

import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsAsyncClient;

/** DynamoDB Local in this process, started once, in memory, on a free port. */
public final class LocalDynamoDb {

  /** Held, since a logger that nobody holds forgets its level. */
  private static final Logger SQLITE_LOG = Logger.getLogger("com.almworks.sqlite4java");

  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private static final LocalDynamoDb INSTANCE = start();

  private final URI endpoint;
  private final DynamoDbAsyncClient client;
  private final DynamoDbStreamsAsyncClient streams;

  private LocalDynamoDb(URI endpoint) {
    this.endpoint = endpoint;
    this.client = newClient(endpoint);
    this.streams =
        DynamoDbStreamsAsyncClient.builder()
            .endpointOverride(endpoint)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(CREDENTIALS)
            .httpClientBuilder(NettyNioAsyncHttpClient.builder())
            .build();
  }

  /** A client of the one server, to be left open. */
  public static DynamoDbAsyncClient client() {
    return INSTANCE.client;
  }

  /** A client of the one server's streams, to be left open. */
  public static DynamoDbStreamsAsyncClient streams() {
    return INSTANCE.streams;
  }

  /** Where the one server listens. */
  public static URI endpoint() {
    return INSTANCE.endpoint;
  }

  /** A store on the one server that makes its tables under a prefix; it knows no recovery. */
  public static DynamoDbStoreBuilder store(String prefix) {
    return store(prefix, client());
  }

  /** The same with tables that have no streams, which nobody reads. */
  public static DynamoDbStoreBuilder withoutStreams(String prefix) {
    return store(prefix, new WithoutStreams());
  }

  /** The same through a client that leads to the one server. */
  static DynamoDbStoreBuilder store(String prefix, DynamoDbAsyncClient client) {
    return DynamoDbStore.builder(client)
        .tableNames(TableNames.prefixed(prefix))
        .createTables(true)
        .pointInTimeRecovery(false)
        .deletionProtection(false);
  }

  private static LocalDynamoDb start() {
    // It logs what it then answers with a 500, such as writes while an index is being added.
    SQLITE_LOG.setLevel(Level.OFF);
    try {
      int port = freePort();
      LocalDynamoDBRequestHandler tables =
          new LocalDynamoDBRequestHandler(0, true, null, true, false);
      DynamoDBProxyServer server =
          new DynamoDBProxyServer(port, new LocalDynamoDBServerHandler(tables, null));
      server.start();
      return new LocalDynamoDb(URI.create("http://127.0.0.1:" + port));
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not start", e);
    }
  }

  private static DynamoDbAsyncClient newClient(URI endpoint) {
    return DynamoDbAsyncClient.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(64))
        .build();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
