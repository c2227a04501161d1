package dev.pergola.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.request.DataRequest;
import dev.pergola.request.NotAQueryException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The switch for {@code GET}; that it is off is in {@link HttpEndpointTest}. */
class QueriesByGetTest {

  private static final String QUERY = "query=%7B__typename%7D";
  private static final String APP = "https://app.example";

  private final TestBackend backend = TestBackend.answering("yes");
  private final HttpEndpoint endpoint = endpoint(backend);

  @Test
  void aQueryIsRunAsIfByPost() {
    HttpAnswer answer = get(QUERY + "&variables=%7B%22a%22:1%7D", "x-api-key", "good");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().only("content-type")).contains("application/json");
    assertThat(answer.headers().only("cache-control")).contains("no-store");
    DataRequest ran = backend.ran.get(0);
    assertThat(ran.query()).isEqualTo("{__typename}");
    assertThat(ran.variables()).containsEntry("a", 1L);
    assertThat(ran.headers()).containsEntry("x-api-key", List.of("good"));
    assertThat(ran.queriesOnly()).isTrue();
  }

  @Test
  void aRequestByPostMayDoAnythingAndIsNotReadFromTheAddress() {
    Headers headers =
        Headers.of(
            Map.of("content-type", List.of("application/json"), "x-api-key", List.of("good")));

    HttpAnswer answer =
        handle(call("POST", "query=%zz", headers, "{\"query\":\"{body}\"}".getBytes(UTF_8)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(backend.ran.get(0).query()).isEqualTo("{body}");
    assertThat(backend.ran.get(0).queriesOnly()).isFalse();
  }

  @Test
  void whatIsNoQueryIsToBeSentByPost() {
    HttpEndpoint refusing =
        endpoint(
            new TestBackend(
                request -> CompletableFuture.failedFuture(new NotAQueryException("by POST"))));

    HttpAnswer answer =
        refusing.handle(call("GET", QUERY, key("x-api-key", "good"), new byte[0])).join();

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers().only("allow")).contains("POST, OPTIONS");
    assertThat(new String(answer.body(), UTF_8))
        .contains(
            "\"errors\":[{\"errorType\":\"MethodNotAllowedException\",\"message\":\"by POST\"");
  }

  /** What a page of another site can have a browser send without asking. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "cookie, session=1, 400",
    "content-type, text/plain, 400",
    "content-type, application/x-www-form-urlencoded, 400",
    "content-type, multipart/form-data; boundary=x, 400",
    "accept, application/json, 400",
    "authorization, Basic dTpw, 400",
    "authorization, basic dTpw, 400",
    "authorization, ' BASIC dTpw', 400",
    "authorization, Negotiate abc, 400",
    "x-requested-with, XMLHttpRequest, 400",
    "x-api-key, good, 200",
    "x-api-key, bad, 401",
    "authorization, token-1, 200",
    "authorization, Basically, 401",
    "x-amz-user-agent, aws-amplify, 401",
    "content-type, application/json, 401",
    "content-type, application/graphql-response+json, 401",
  })
  void onlyWhatAForeignPageCanNotSendIsLookedAt(String name, String value, int status) {
    assertThat(get(QUERY, name, value).status()).isEqualTo(status);
    assertThat(backend.ran).hasSize(status == 200 ? 1 : 0);
    boolean early =
        endpoint.answerBeforeBody("GET", key(name, value)).map(HttpAnswer::status).isPresent();
    assertThat(early).isEqualTo(status == 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-api-key=good", "X-Api-Key=good", "authorization=token-1"})
  void credentialsInTheAddressAreNone(String parameter) {
    HttpAnswer answer = get(QUERY + "&" + parameter, "x-amz-user-agent", "aws-amplify");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(backend.ran).isEmpty();
  }

  @Test
  void anAddressCountsLikeABody() {
    String raw = QUERY + "&other=";
    String longest = raw + "x".repeat(endpoint.bytesToRead() - 1 - raw.length());

    HttpAnswer above = get(longest + "x", "x-api-key", "good");

    assertThat(get(longest, "x-api-key", "good").status()).isEqualTo(200);
    assertThat(above.status()).isEqualTo(414);
    assertThat(above.headers().only("x-amzn-errortype")).contains("UriTooLongException");
    assertThat(backend.ran).hasSize(1);
  }

  @Test
  void anUnreadableAddressIsRefusedAfterTheCaller() {
    assertThat(get("query=%zz", "x-api-key", "bad").status()).isEqualTo(401);

    HttpAnswer answer = get("query=%zz", "x-api-key", "good");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers().only("x-amzn-errortype")).contains("MalformedHttpRequestException");
    assertThat(new String(answer.body(), UTF_8)).contains("percent-encoded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "PUT", "DELETE", "get"})
  void otherMethodsAreRefusedAsBefore(String method) {
    HttpAnswer answer = handle(call(method, QUERY, key("x-api-key", "good"), new byte[0]));

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers().only("allow")).contains("GET, POST, OPTIONS");
    assertThat(backend.ran).isEmpty();
  }

  @Test
  void aPreflightGrantsIt() {
    Headers headers =
        Headers.of(Map.of("origin", List.of(APP), "access-control-request-method", List.of("GET")));

    HttpAnswer answer = handle(call("OPTIONS", null, headers, new byte[0]));

    assertThat(answer.headers().only("access-control-allow-methods"))
        .contains("GET, POST, OPTIONS");
    assertThat(answer.headers().only("allow")).contains("GET, POST, OPTIONS");
  }

  @Test
  void aSubscriptionMayBeAskedForAsEvents() {
    try (RealtimeEndpoint realtime = RealtimeEndpoint.of(backend, RealtimeOptions.defaults())) {
      HttpEndpoint streaming =
          HttpEndpoint.of(backend, HttpOptions.builder().allowGet(true).build(), realtime);
      Headers headers =
          Headers.of(Map.of("accept", List.of("text/event-stream"), "x-api-key", List.of("good")));
      Client client = new Client();

      streaming
          .handle(call("GET", "query=subscription%7Ba%7D", headers, new byte[0]))
          .join()
          .events()
          .orElseThrow()
          .open(client);

      assertThat(backend.streams.get(0).request.query()).isEqualTo("subscription{a}");
    }
  }

  @Test
  void aCallDoesNotShowItsAddress() {
    assertThat(call("GET", "query=secret", Headers.none(), new byte[0]).toString())
        .doesNotContain("secret");
  }

  private HttpAnswer get(String queryString, String header, String value) {
    return handle(call("GET", queryString, key(header, value), new byte[0]));
  }

  private HttpAnswer handle(HttpCall call) {
    return endpoint.handle(call).join();
  }

  private static HttpEndpoint endpoint(TestBackend backend) {
    return HttpEndpoint.of(
        backend, HttpOptions.builder().allowGet(true).allowedOrigins(List.of(APP)).build());
  }

  private static HttpCall call(String method, String query, Headers headers, byte[] body) {
    return HttpCall.of(method, "/graphql", headers, body).withQueryString(query);
  }

  private static Headers key(String name, String value) {
    return Headers.of(Map.of(name, List.of(value)));
  }
}
