package dev.pergola.conformance.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.transport.servlet.Container;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client with {@code authMode: 'iam'} or {@code 'identityPool'} sends. Nobody here can check
 * an AWS signature, and the admin comes from host code only, so it is refused at every door.
 */
class SignedRequestsTest {

  private static final WsTarget TARGET = new WsTarget(Container.TOMCAT);
  private static final String SIGNATURE =
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261123/eu-west-1/appsync/aws4_request,"
          + " SignedHeaders=host;x-amz-date;x-amz-security-token, Signature="
          + "0".repeat(64);
  private static final String REFUSAL =
      "[{\"errorType\":\"UnauthorizedException\",\"message\":\"You are not authorized to make this call.\"}]";

  @AfterAll
  static void close() {
    TARGET.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRequestIsRefusedEvenBesideAGoodKey(boolean withKey)
      throws IOException, InterruptedException {
    URI address = URI.create(TARGET.uri("/graphql").toString().replace("ws:", "http:"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("content-type", "application/json")
            .header("authorization", SIGNATURE)
            .header("x-amz-date", "20261123T000000Z")
            .header("x-amz-security-token", "token")
            .POST(BodyPublishers.ofString("{\"query\":\"{ listVaults { items { pin } } }\"}"));
    if (withKey) {
      request.header("x-api-key", TARGET.fill("{API_KEY}"));
    }

    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(401);
    JsonMapper json = JsonMapper.builder().build();
    assertThat(json.readTree(answer.body()).get("errors")).isEqualTo(json.readTree(REFUSAL));
  }

  @Test
  void aSocketIsRefused() {
    String signed =
        "{\"host\":\"127.0.0.1\",\"x-amz-date\":\"20261123T000000Z\",\"Authorization\":\"%s\"}"
            .formatted(SIGNATURE);
    String header =
        "header-" + Base64.getUrlEncoder().withoutPadding().encodeToString(signed.getBytes(UTF_8));
    WsClient client =
        new WsClient(
            TARGET.uri("/graphql/realtime"), Optional.empty(), List.of("graphql-ws", header));

    client.send("{\"type\":\"connection_init\"}");

    assertThat(client.receives("connection_error", "", 30_000)).isTrue();
    assertThat(client.frames.toString())
        .contains("UnauthorizedException")
        .doesNotContain("connection_ack", "AKIDEXAMPLE");
  }

  @Test
  void aSubscriptionIsRefusedOnASocketThatIsGood() {
    String alice = TARGET.authorization("alice");
    String header =
        "header-" + Base64.getUrlEncoder().withoutPadding().encodeToString(alice.getBytes(UTF_8));
    WsClient client =
        new WsClient(
            TARGET.uri("/graphql/realtime"), Optional.empty(), List.of("graphql-ws", header));
    client.send("{\"type\":\"connection_init\"}");
    assertThat(client.receives("connection_ack", "", 30_000)).isTrue();

    client.send(
        """
        {"id":"s","type":"start","payload":{
          "data":"{\\"query\\":\\"subscription { onCreateVault { pin } }\\"}",
          "extensions":{"authorization":{"host":"127.0.0.1","Authorization":"%s"}}}}
        """
            .formatted(SIGNATURE));

    assertThat(client.receives("error", "s", 30_000)).isTrue();
    assertThat(client.frames.toString())
        .contains("UnauthorizedException")
        .doesNotContain("start_ack");
    client.leave();
  }
}
