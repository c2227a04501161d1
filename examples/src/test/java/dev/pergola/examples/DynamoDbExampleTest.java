package dev.pergola.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.io.BufferedReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The line of the README that keeps the posts in DynamoDB, as a process of its own. */
@Timeout(240)
class DynamoDbExampleTest {

  private static final String LIST = "{\"query\":\"{ listPosts { items { id caption } } }\"}";

  private static int port;
  private static DynamoDBProxyServer service;

  @BeforeAll
  static void startService() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    service =
        new DynamoDBProxyServer(
            port,
            new LocalDynamoDBServerHandler(
                new LocalDynamoDBRequestHandler(0, true, null, true, false), null));
    service.start();
  }

  @AfterAll
  static void stopService() throws Exception {
    service.stop();
  }

  @Test
  void keepsThePostsInDynamoDb() throws Exception {
    String first = posts();
    String second = posts();

    assertThat(first).contains("First grapes", "Pruned for winter");
    // The second start finds the posts of the first, and plants none of its own.
    assertThat(second).isEqualTo(first);
  }

  /** What the example answers; it is started for that, and told to end. */
  private static String posts() throws Exception {
    Process example =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PostsBackend.class.getName(),
                "--port=0",
                "--store=dynamodb",
                "--endpoint=http://127.0.0.1:" + port)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      BufferedReader out = example.inputReader(StandardCharsets.UTF_8);
      URI url = URI.create(after(out, "Listening on "));
      String token = after(out, "authorization: ");
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .header("content-type", "application/json")
              .header("authorization", token.substring(0, token.indexOf('\'')))
              .POST(BodyPublishers.ofString(LIST))
              .build();
      String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
      example.destroy();
      assertThat(example.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return answer;
    } finally {
      example.destroyForcibly();
    }
  }

  /** What stands behind some words in the first line that has them. */
  private static String after(BufferedReader out, String words) throws Exception {
    String line = out.readLine();
    while (line != null && !line.contains(words)) {
      line = out.readLine();
    }
    assertThat(line).as("a line with '%s'", words).isNotNull();
    return line.substring(line.indexOf(words) + words.length());
  }
}
