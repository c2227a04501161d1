package dev.pergola.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.pergola.Pergola;
import dev.pergola.storage.memory.EmbeddedStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainHttpServerHostTest {

  private static final String LIST = "{\"query\":\"{ listPosts { items { id } } }\"}";

  private final HttpClient client = HttpClient.newHttpClient();
  private LocalIssuer issuer;
  private Pergola backend;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    issuer = LocalIssuer.start();
    backend = Posts.backend(EmbeddedStore.inMemory(), PostsBackend.trusting(issuer));
    server = PlainHttpServerHost.serve(backend, 0);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    backend.close();
    issuer.close();
  }

  @Test
  void servesWhoIsSignedIn() throws Exception {
    HttpResponse<String> response = send(request("POST", "application/json", LIST, true));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(response.body()).isEqualTo("{\"data\":{\"listPosts\":{\"items\":[]}}}");
  }

  @Test
  void refusesWhatTheRulesDoNotAllow() throws Exception {
    String create = "{\"query\":\"mutation { createPost(input: {caption: \\\"x\\\"}) { id } }\"}";

    HttpResponse<String> response = send(request("POST", "application/json", create, true));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"errorType\":\"Unauthorized\"");
  }

  @Test
  void refusesStrangers() throws Exception {
    HttpResponse<String> response = send(request("POST", "application/json", LIST, false));

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("x-amzn-errortype")).contains("UnauthorizedException");
    assertThat(response.body()).contains("Valid authorization header not provided.");
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "GET, application/json, 405",
    "HEAD, application/json, 405",
    "PUT, application/json, 405",
    "OPTIONS, application/json, 204",
    "POST, text/plain, 415",
  })
  void refusesWhatIsNotOfTheProtocol(String method, String type, int status) throws Exception {
    assertThat(send(request(method, type, LIST, true)).statusCode()).isEqualTo(status);
  }

  @Test
  void refusesBodiesThatAreTooLarge() throws Exception {
    String large = LIST + " ".repeat((1 << 20) + 1 - LIST.length());

    assertThat(send(request("POST", "application/json", large, true)).statusCode()).isEqualTo(413);
    assertThat(send(request("POST", "application/json", LIST, true)).statusCode()).isEqualTo(200);
  }

  private HttpRequest request(String method, String type, String body, boolean signedIn) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/graphql"))
            .header("content-type", type)
            .method(method, BodyPublishers.ofString(body));
    if (signedIn) {
      request.header("authorization", issuer.accessToken(DemoUser.named("maria")));
    }
    return request.build();
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
  }
}
