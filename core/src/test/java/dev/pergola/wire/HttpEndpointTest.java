package dev.pergola.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Identity;
import dev.pergola.internal.json.Json;
import dev.pergola.internal.json.JsonException;
import dev.pergola.internal.json.JsonLimits;
import dev.pergola.request.Backend;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.EventStream;
import dev.pergola.request.OverloadedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEndpointTest {

  private static final String QUERY = "{\"query\":\"{ __typename }\"}";

  private final TestBackend backend = TestBackend.answering("yes");
  private final HttpEndpoint endpoint = HttpEndpoint.of(backend, HttpOptions.defaults());

  /** {@code -} is no header; {@code a|b} several. */
  @ParameterizedTest(name = "{0}, content-type {1}, {2} {3}: {4}")
  @CsvSource({
    "POST, application/json, -, -, 200",
    "POST, application/json; charset=UTF-8, -, -, 200",
    "POST, APPLICATION/JSON;charset=\"utf-8\", -, -, 200",
    "POST, application/json;odata=verbose, -, -, 200",
    "POST, application/graphql-response+json, -, -, 200",
    "POST, application/json, content-encoding, identity, 200",
    "POST, application/json, content-length, 1048576, 200",
    "POST, application/json, content-length, 1048577, 413",
    "POST, application/json, content-length, 99999999999999999, 413",
    "POST, application/json, content-encoding, gzip, 415",
    "POST, application/json, content-encoding, '', 415",
    "POST, application/json, content-encoding, identity|gzip, 415",
    "POST, -, -, -, 415",
    "POST, '', -, -, 415",
    "POST, text/plain, -, -, 415",
    "POST, text/plain; application/json, -, -, 415",
    "POST, application/x-www-form-urlencoded, -, -, 415",
    "POST, multipart/form-data; boundary=x, -, -, 415",
    "POST, application/jsonp, -, -, 415",
    "POST, application/json; charset=utf-16, -, -, 415",
    "POST, application/json; charset=iso-8859-1, -, -, 415",
    "POST, application/json|application/json, -, -, 415",
    "POST, 'application/json, text/plain', -, -, 415",
    "GET, application/json, -, -, 405",
    "PUT, application/json, -, -, 405",
    "DELETE, application/json, -, -, 405",
    "post, application/json, -, -, 405",
    "HEAD, -, -, -, 405",
    "OPTIONS, -, -, -, 204",
  })
  void theHeadOfARequestMustBeInOrder(
      String method, String contentType, String header, String value, int status) {
    Headers headers =
        Headers.of(
            Map.of(
                "x-api-key",
                List.of("good"),
                "content-type",
                values(contentType),
                header,
                values(value)));

    HttpAnswer answer = handle(method, headers, QUERY.getBytes(UTF_8));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(endpoint.answerBeforeBody(method, headers).map(HttpAnswer::status).orElse(200))
        .isEqualTo(status);
    assertThat(backend.ran).hasSize(status == 200 ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "HEAD"})
  void anotherMethodIsToldWhichOnesThereAre(String method) {
    HttpAnswer answer = handle(method, Headers.none(), new byte[0]);

    assertThat(answer.headers().only("allow")).contains("POST, OPTIONS");
    assertThat(answer.body().length == 0).isEqualTo(method.equals("HEAD"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "`` ~ empty",
        "[{\"query\":\"{a}\"}] ~ must be a JSON object",
        "\"{a}\" ~ must be a JSON object",
        "null ~ must be a JSON object",
        "{} ~ 'query' is missing",
        "{\"query\":null} ~ 'query' is missing",
        "{\"query\":1} ~ 'query' is missing",
        "{\"query\":\"{a}\" ~ Not valid JSON",
        "{\"query\":\"{a}\"}x ~ Not valid JSON",
        "{\"query\":\"{a}\"}{} ~ more text",
        "{\"query\":\"{a}\",\"query\":\"{b}\"} ~ there twice",
        "{\"query\":\"{a}\",\"variables\":[]} ~ 'variables'",
        "{\"query\":\"{a}\",\"variables\":\"{}\"} ~ 'variables'",
        "{\"query\":\"{a}\",\"operationName\":1} ~ 'operationName'",
        "{\"query\":\"{a}\",\"extensions\":[]} ~ 'extensions'",
        "{\"query\":\"{a}\",\"variables\":{\"x\":1e99999999}} ~ exponent",
        "{\"query\":\"{a}\",\"variables\":{\"x\":NaN}} ~ Not valid JSON",
        "{'query':'{a}'} ~ Not valid JSON",
        "{\"query\":\"{a}\"/**/} ~ Not valid JSON",
      })
  void anUnreadableBodyIsRefusedWithTheReason(String body, String reason) throws Exception {
    HttpAnswer answer = post(body.getBytes(UTF_8));

    assertMalformed(answer, reason);
  }

  @Test
  void aBodyIsReadAsUtf8AndNothingElse() throws Exception {
    assertMalformed(post("{\"query\":\"é\"}".getBytes(ISO_8859_1)), "UTF-8");
    assertMalformed(post(QUERY.getBytes(UTF_16)), "");
  }

  @Test
  void aBodyBeyondTheLimitsOfJsonIsRefused() throws Exception {
    String deep = "{\"query\":\"{a}\",\"variables\":" + "{\"v\":".repeat(5_000);

    assertMalformed(post(deep.getBytes(UTF_8)), "levels deep");
    assertMalformed(post(withLevels(65)), "levels deep");
    assertThat(post(withLevels(64)).status()).isEqualTo(200);
  }

  /** A request whose variables make it so deep. */
  private static byte[] withLevels(int levels) {
    return ("{\"query\":\"{a}\",\"variables\":"
            + "{\"v\":".repeat(levels - 1)
            + "0"
            + "}".repeat(levels))
        .getBytes(UTF_8);
  }

  @Test
  void aBodyAsLargeAsItMayBeIsRead() {
    byte[] body = Arrays.copyOf(QUERY.getBytes(UTF_8), endpoint.bytesToRead() - 1);
    Arrays.fill(body, QUERY.length(), body.length, (byte) ' ');

    assertThat(post(body).status()).isEqualTo(200);
  }

  @Test
  void aBodyOfMoreThanTheLimitIsRefusedWithoutALookAtIt() {
    byte[] body = new byte[endpoint.bytesToRead()];

    assertThat(post(body).status()).isEqualTo(413);
  }

  @Test
  void whatTheBodyAsksForIsRun() {
    String body =
        """
        {"query":"query A { a }","operationName":"A","variables":{"n":1,"none":null},\
        "extensions":{"x":1},"other":[1]}""";

    assertThat(post(body.getBytes(UTF_8)).status()).isEqualTo(200);

    DataRequest request = backend.ran.get(0);
    assertThat(request.query()).isEqualTo("query A { a }");
    assertThat(request.operationName()).contains("A");
    assertThat(request.variables()).containsEntry("n", 1L).containsEntry("none", null).hasSize(2);
    assertThat(request.headers()).containsEntry("x-api-key", List.of("good"));
  }

  @Test
  void nullStandsForMembersThatAreNotThere() {
    post(
        "{\"query\":\"{a}\",\"operationName\":null,\"variables\":null,\"extensions\":null}"
            .getBytes(UTF_8));

    assertThat(backend.ran.get(0).operationName()).isEmpty();
    assertThat(backend.ran.get(0).variables()).isEmpty();
  }

  @Test
  void badCredentialsGetTheBodyThatServesEveryClient() {
    HttpAnswer answer = handle("POST", json("x-api-key", "bad"), "not even JSON".getBytes(UTF_8));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(text(answer))
        .isEqualTo(
            "{\"__type\":\"UnauthorizedException\","
                + "\"message\":\"You are not authorized to make this call.\","
                + "\"errors\":[{\"errorType\":\"UnauthorizedException\","
                + "\"message\":\"You are not authorized to make this call.\"}]}");
    assertThat(answer.headers().only("x-amzn-errortype")).contains("UnauthorizedException");
    assertThat(answer.headers().only("access-control-expose-headers"))
        .contains("x-amzn-errortype, x-amzn-requestid");
    assertThat(answer.headers().only("content-type")).contains("application/json");
    assertThat(backend.ran).isEmpty();
  }

  @Test
  void everyValueOfACredentialHeaderIsShown() {
    List<Credentials> seen = new ArrayList<>();
    HttpEndpoint.of(
            new Failing(Step.AUTHENTICATION) {
              @Override
              public CompletableFuture<Authentication> authenticate(Credentials credentials) {
                seen.add(credentials);
                return super.authenticate(credentials);
              }
            },
            HttpOptions.defaults())
        .handle(
            HttpCall.of(
                "POST",
                "/graphql",
                Headers.builder()
                    .add("content-type", "application/json")
                    .add("Authorization", "a")
                    .add("authorization", "b")
                    .add("X-Api-Key", "c")
                    .build(),
                QUERY.getBytes(UTF_8)))
        .join();

    assertThat(seen).containsExactly(new Credentials(List.of("a", "b"), List.of("c")));
  }

  @Test
  void answersAreNeitherCachedNorSniffed() {
    Headers headers = post(QUERY.getBytes(UTF_8)).headers();

    assertThat(headers.only("content-type")).contains("application/json");
    assertThat(headers.only("cache-control")).contains("no-store");
    assertThat(headers.only("x-content-type-options")).contains("nosniff");
    assertThat(headers.has("access-control-allow-origin")).isFalse();
    assertThat(headers.has("access-control-expose-headers")).isFalse();
    assertThat(headers.has("vary")).isFalse();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "abc-DEF-123, true",
    "'', false",
    "a b, false",
    "'a\"b', false",
    "é, false",
    "a|b, false",
    "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff12345, false",
  })
  void aRequestIdIsEchoedIfItIsHarmless(String id, boolean echoed) {
    HttpEndpoint numbering =
        HttpEndpoint.of(backend, HttpOptions.builder().requestIds(() -> "made-here").build());
    Headers headers = Headers.of(Map.of("x-amzn-requestid", values(id)));

    HttpAnswer answer = numbering.handle(HttpCall.of("POST", "/", headers, new byte[0])).join();

    assertThat(answer.headers().all("x-amzn-requestid")).containsExactly(echoed ? id : "made-here");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "-, false",
    "*/*, false",
    "application/*, false",
    "application/json, false",
    "application/graphql-response+json, true",
    "'application/graphql-response+json, application/json;q=0.9', true",
    "'application/json, application/graphql-response+json', true",
    "'application/json, application/graphql-response+json;q=0.5', false",
    "application/graphql-response+json;q=0, false",
    "application/json|application/graphql-response+json, true",
    "text/html, false",
    "broken, false",
  })
  void theNewMediaTypeIsForWhoNamesIt(String accept, boolean graphql) {
    HttpEndpoint invalid =
        HttpEndpoint.of(
            TestBackend.answering("no", DataError.ofRequest("Validation error", null)),
            HttpOptions.defaults());
    HttpEndpoint partial =
        HttpEndpoint.of(
            TestBackend.answering("some", DataError.ofField("No", "X", List.of("a"), null)),
            HttpOptions.defaults());
    HttpCall call =
        HttpCall.of(
            "POST",
            "/graphql",
            Headers.of(
                Map.of(
                    "accept", values(accept),
                    "x-api-key", List.of("good"),
                    "content-type", List.of("application/json"))),
            QUERY.getBytes(UTF_8));

    HttpAnswer nothingRan = invalid.handle(call).join();
    HttpAnswer someRan = partial.handle(call).join();

    assertThat(nothingRan.status()).isEqualTo(graphql ? 400 : 200);
    assertThat(someRan.status()).isEqualTo(200);
    assertThat(List.of(nothingRan, someRan))
        .extracting(answer -> answer.headers().only("content-type").orElseThrow())
        .containsOnly(graphql ? "application/graphql-response+json" : "application/json");
  }

  @Test
  void aPreflightNeedsNoCredentials() {
    HttpEndpoint open =
        HttpEndpoint.of(
            backend, HttpOptions.builder().allowedOrigins(List.of("https://app.example")).build());
    Headers headers =
        Headers.of(
            Map.of(
                "origin", List.of("https://app.example"),
                "access-control-request-method", List.of("POST"),
                "access-control-request-headers", List.of("authorization,content-type")));

    HttpAnswer answer =
        open.handle(HttpCall.of("OPTIONS", "/graphql", headers, new byte[0])).join();

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().only("access-control-allow-origin"))
        .contains("https://app.example");
    assertThat(answer.headers().only("access-control-allow-headers"))
        .contains("authorization,content-type");
    assertThat(answer.headers().has("content-type")).isFalse();
  }

  @Test
  void aPreflightOfAnotherPageIsAnsweredWithoutLeave() {
    Headers headers =
        Headers.of(
            Map.of(
                "origin", List.of("https://app.example"),
                "access-control-request-method", List.of("POST")));

    HttpAnswer answer = handle("OPTIONS", headers, new byte[0]);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.headers().toString()).doesNotContain("access-control");
  }

  @ParameterizedTest
  @EnumSource
  void anOverloadedBackendInvitesToComeBack(Step step) {
    HttpAnswer answer = failing(step, new OverloadedException("/secret/path is closed"));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().only("retry-after")).contains("1");
    assertThat(text(answer)).contains("ServiceUnavailableException").doesNotContain("secret");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXECUTION", "EXECUTION_AT_ONCE", "WRITING"})
  void anUnexpectedFailureIsOneGenericErrorWhoseIdIsLogged(Step step) throws Exception {
    try (LogLines lines = LogLines.of(HttpExchange.class)) {
      HttpAnswer answer = failing(step, new IllegalStateException("jdbc:h2:/secret"));

      assertThat(answer.status()).isEqualTo(200);
      Map<?, ?> body = parse(answer);
      assertThat(body.get("data")).isNull();
      Map<?, ?> error = (Map<?, ?>) ((List<?>) body.get("errors")).get(0);
      assertThat(error.get("message")).isEqualTo("Internal error");
      assertThat(error.get("errorType")).isEqualTo("InternalFailure");
      String id = (String) ((Map<?, ?>) error.get("extensions")).get("errorId");
      assertThat(lines.atInfoAndAbove())
          .singleElement()
          .satisfies(line -> assertThat(line).contains(id).doesNotContain("secret"));
      assertThat(text(answer)).doesNotContain("secret").doesNotContain("Illegal");
    }
  }

  @Test
  void whoIsNotKnownForWhateverReasonIsNobody() {
    assertThat(failing(Step.AUTHENTICATION, new IllegalStateException("broken")).status())
        .isEqualTo(401);
  }

  @Test
  void cancellingTheAnswerCancelsTheWork() {
    CompletableFuture<DataResponse> running = new CompletableFuture<>();
    CompletableFuture<HttpAnswer> answer =
        HttpEndpoint.of(new TestBackend(request -> running), HttpOptions.defaults())
            .handle(
                HttpCall.of("POST", "/graphql", json("x-api-key", "good"), QUERY.getBytes(UTF_8)));

    answer.cancel(false);

    assertThat(running).isCancelled();
  }

  @ParameterizedTest
  @CsvSource({"BODY_TOO_SLOW, 408", "BODY_BROKEN, 400", "ANSWER_TOO_SLOW, 200"})
  void aTransportCanAnswerWhatOnlyItSees(TransportFault fault, int status) throws Exception {
    HttpAnswer answer = endpoint.answerTo(fault, Headers.none());

    assertThat(answer.status()).isEqualTo(status);
    assertThat((List<?>) parse(answer).get("errors")).hasSize(1);
  }

  private HttpAnswer post(byte[] body) {
    return handle("POST", json("x-api-key", "good"), body);
  }

  private HttpAnswer handle(String method, Headers headers, byte[] body) {
    return endpoint.handle(HttpCall.of(method, "/graphql", headers, body)).join();
  }

  private static HttpAnswer failing(Step step, RuntimeException failure) {
    return HttpEndpoint.of(new Failing(step, failure), HttpOptions.defaults())
        .handle(HttpCall.of("POST", "/graphql", json("x-api-key", "good"), QUERY.getBytes(UTF_8)))
        .join();
  }

  private void assertMalformed(HttpAnswer answer, String reason) throws JsonException {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers().only("x-amzn-errortype")).contains("MalformedHttpRequestException");
    Map<?, ?> body = parse(answer);
    assertThat(body.get("__type")).isEqualTo("MalformedHttpRequestException");
    assertThat((String) body.get("message")).contains(reason).doesNotContain("Exception");
    assertThat(body.get("errors"))
        .isEqualTo(
            List.of(
                Map.of(
                    "errorType", "MalformedHttpRequestException", "message", body.get("message"))));
    assertThat(backend.ran).isEmpty();
  }

  private static Headers json(String name, String value) {
    return Headers.builder().add("content-type", "application/json").add(name, value).build();
  }

  private static List<String> values(String cell) {
    return cell.equals("-") ? List.of() : List.of(cell.split("\\|", -1));
  }

  private static String text(HttpAnswer answer) {
    return new String(answer.body(), UTF_8);
  }

  private static Map<?, ?> parse(HttpAnswer answer) throws JsonException {
    return (Map<?, ?>) Json.parse(answer.body(), JsonLimits.defaults());
  }

  enum Step {
    AUTHENTICATION,
    AUTHENTICATION_AT_ONCE,
    EXECUTION,
    EXECUTION_AT_ONCE,
    WRITING
  }

  /** Fails at one step of a request. */
  private static class Failing implements Backend {

    private final Step step;
    private final RuntimeException failure;

    Failing(Step step) {
      this(step, new IllegalStateException());
    }

    Failing(Step step, RuntimeException failure) {
      this.step = step;
      this.failure = failure;
    }

    @Override
    public CompletableFuture<Authentication> authenticate(Credentials credentials) {
      return at(
          Step.AUTHENTICATION,
          Step.AUTHENTICATION_AT_ONCE,
          Authentication.accepted(Identity.apiKey("test"), null));
    }

    @Override
    public CompletableFuture<DataResponse> execute(DataRequest request, Identity identity) {
      return at(Step.EXECUTION, Step.EXECUTION_AT_ONCE, new Unwritable());
    }

    @Override
    public EventStream subscribe(DataRequest request, Authentication.Accepted caller) {
      throw failure;
    }

    private <T> CompletableFuture<T> at(Step later, Step atOnce, T value) {
      if (step == atOnce) {
        throw failure;
      }
      return step == later
          ? CompletableFuture.failedFuture(failure)
          : CompletableFuture.completedFuture(value);
    }

    private final class Unwritable implements DataResponse {

      @Override
      public Map<String, Object> data() {
        return Map.of();
      }

      @Override
      public List<DataError> errors() {
        return List.of();
      }

      @Override
      public byte[] toJson() {
        throw failure;
      }

      @Override
      public Map<String, Object> toMap() {
        return Map.of();
      }
    }
  }
}
