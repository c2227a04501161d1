package dev.pergola.benchmarks;

import dev.pergola.Pergola;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.dynamodb.DynamoDbStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A post, or a page of posts, from a {@link StubEndpoint}: by the SDK alone, and through us. */
final class DynamoSide implements AutoCloseable {

  private static final String COLUMNS =
      "id caption email userId date imagePath createdAt updatedAt";

  /** The same in the words of the service, as whoever calls it alone would ask. */
  private static final String PROJECTION = COLUMNS.replace(' ', ',').replace("date,", "#date,");

  private static final Map<String, String> NAMES = Map.of("#date", "date");

  private static final DataRequest GET =
      DataRequest.of("query Get($id: ID!) { getPost(id: $id) { %s } }".formatted(COLUMNS))
          .withVariables(Map.of("id", Data.postId(1)));
  private static final DataRequest LIST =
      DataRequest.of(
          "query { listPosts(limit: 100) { items { %s } nextToken } }".formatted(COLUMNS));

  private final Process stub;
  private final DynamoDbAsyncClient client;
  private final Pergola backend;

  private DynamoSide(Process stub, DynamoDbAsyncClient client) {
    this.stub = stub;
    this.client = client;
    this.backend =
        Blog.over(
            DynamoDbStore.builder(client).createTables(true).pointInTimeRecovery(false).build());
  }

  static DynamoSide open() throws IOException {
    Process stub =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StubEndpoint.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = stub.inputReader(StandardCharsets.UTF_8);
    return new DynamoSide(stub, client(out.readLine()));
  }

  private static DynamoDbAsyncClient client(String port) {
    return DynamoDbAsyncClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + port))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("stub", "stub")))
        .build();
  }

  /** What comes back of one call; both sides do the same for the same arguments. */
  Object answer(boolean list, boolean ours) {
    if (ours) {
      return answer(list ? LIST : GET);
    }
    return list
        ? client
            .scan(
                call ->
                    call.tableName("Post")
                        .limit(100)
                        .projectionExpression(PROJECTION)
                        .expressionAttributeNames(NAMES)
                        .consistentRead(true))
            .join()
        : client
            .getItem(
                call ->
                    call.tableName("Post")
                        .key(Map.of("id", AttributeValue.fromS(Data.postId(1))))
                        .projectionExpression(PROJECTION)
                        .expressionAttributeNames(NAMES)
                        .consistentRead(true))
            .join();
  }

  /**
   * As bytes only: to ask for the errors as well would be to shape the answer twice. They are
   * written where the answer comes in, as our own HTTP door does.
   */
  private byte[] answer(DataRequest request) {
    return backend.execute(request, Blog.CALLER).thenApply(DataResponse::toJson).join();
  }

  @Override
  public void close() {
    backend.close();
    client.close();
    stub.destroy();
  }
}
