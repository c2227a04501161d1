package dev.pergola.examples;

import dev.pergola.storage.Store;
import dev.pergola.storage.dynamodb.DynamoDbStore;
import dev.pergola.storage.dynamodb.TableNames;
import dev.pergola.storage.memory.EmbeddedStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;

/** Where the posts are kept. */
sealed interface Place {

  /** Opens the store there. */
  Store open();

  /** In the memory of the program. */
  record Memory() implements Place {
    @Override
    public Store open() {
      return EmbeddedStore.inMemory();
    }
  }

  /** In a file on this machine. */
  record InFile(Path path) implements Place {
    @Override
    public Store open() {
      return EmbeddedStore.file(path);
    }
  }

  /**
   * In DynamoDB: of the account and region that the environment names, or of a server that stands
   * in for it, which takes any credentials and knows no recovery.
   *
   * @param endpoint the server; empty for AWS
   */
  record DynamoDb(Optional<URI> endpoint) implements Place {
    @Override
    public Store open() {
      DynamoDbAsyncClientBuilder client = DynamoDbAsyncClient.builder();
      endpoint.ifPresent(
          server ->
              client
                  .endpointOverride(server)
                  .region(Region.US_EAST_1)
                  .credentialsProvider(
                      StaticCredentialsProvider.create(
                          AwsBasicCredentials.create("local", "local"))));
      // The client lives as long as the program.
      return open(client.build());
    }

    // snippet: dynamodb
    private Store open(DynamoDbAsyncClient client) {
      return DynamoDbStore.builder(client)
          .tableNames(TableNames.prefixed("pergola-example-"))
          .createTables(true)
          .pointInTimeRecovery(endpoint.isEmpty())
          .deletionProtection(endpoint.isEmpty())
          .build();
    }
    // end: dynamodb
  }
}
