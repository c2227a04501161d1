package dev.pergola.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The story of the README, over HTTP, as a client would live it. */
class PostsBackendTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final DemoUser MARIA = DemoUser.named("maria");
  private static final String LIST =
      "query List($filter: ModelPostFilterInput, $limit: Int, $nextToken: String) {"
          + " listPosts(filter: $filter, limit: $limit, nextToken: $nextToken) {"
          + " items { id caption email userId date imagePath } nextToken } }";

  private static PostsBackend running;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    running =
        PostsBackend.start(new Options(0, new Place.Memory(), Optional.empty(), Optional.empty()));
    token = running.issuer().accessToken(MARIA);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void listsThePostsOfTheStart() throws Exception {
    JsonNode posts = data(LIST, Map.of()).path("listPosts");

    assertThat(posts.path("items")).hasSize(4);
    assertThat(posts.path("items").findValuesAsString("caption"))
        .contains("First grapes", "Pruned for winter");
    assertThat(posts.path("nextToken").isNull()).isTrue();
  }

  @Test
  void getsOnePost() throws Exception {
    JsonNode first = data(LIST, Map.of()).path("listPosts").path("items").get(0);

    JsonNode post =
        data(
            "query Get($id: ID!) { getPost(id: $id) { id caption email userId date imagePath } }",
            Map.of("id", first.path("id").asString()));

    assertThat(post.path("getPost")).isEqualTo(first);
    assertThat(data("{ getPost(id: \"nowhere\") { id } }", Map.of()).path("getPost").isNull())
        .isTrue();
  }

  @Test
  void whatIsNoHttpLearnsNothingOfTheContainer() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", running.url().getPort())) {
      socket.getOutputStream().write("P<ST / HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(US_ASCII));

      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);

      assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("apache", "Exception");
    }
  }

  @Test
  void filters() throws Exception {
    Map<String, Object> ofMaria = Map.of("userId", Map.of("eq", "maria"));

    assertThat(
            data(LIST, Map.of("filter", ofMaria)).path("listPosts").findValuesAsString("caption"))
        .containsExactlyInAnyOrder("Wisteria over the gate", "Lunch in the shade");
    assertThat(
            data(LIST, Map.of("filter", Map.of("not", ofMaria)))
                .path("listPosts")
                .findValuesAsString("caption"))
        .containsExactlyInAnyOrder("First grapes", "Pruned for winter");
  }

  @Test
  void pagesFollowOneAnother() throws Exception {
    List<String> whole = data(LIST, Map.of()).path("listPosts").findValuesAsString("id");
    List<String> paged = new ArrayList<>();
    Map<String, Object> variables = new HashMap<>(Map.of("limit", 3));

    JsonNode page = data(LIST, variables).path("listPosts");
    paged.addAll(page.findValuesAsString("id"));
    variables.put("nextToken", page.path("nextToken").stringValue());
    page = data(LIST, variables).path("listPosts");
    paged.addAll(page.findValuesAsString("id"));

    assertThat(page.path("items")).hasSize(1);
    assertThat(page.path("nextToken").isNull()).isTrue();
    assertThat(paged).isEqualTo(whole);
  }

  @Test
  void anIdTokenIsGoodToo() throws Exception {
    HttpResponse<String> response =
        post(LIST, Map.of(), "authorization", running.issuer().idToken(MARIA));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(response.body()).path("errors").isMissingNode()).isTrue();
  }

  @Test
  void createIsRefusedAsAppSyncRefusesIt() throws Exception {
    HttpResponse<String> response =
        post(
            "mutation { createPost(input: {caption: \"Mine\"}) { id } }",
            Map.of(),
            "authorization",
            token);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(response.body()))
        .isEqualTo(
            JSON.readTree(
                """
                {"data": {"createPost": null},
                 "errors": [{"path": ["createPost"], "data": null, "errorType": "Unauthorized",
                   "errorInfo": null, "locations": [{"line": 1, "column": 12, "sourceName": null}],
                   "message": "Not Authorized to access createPost on type Mutation"}]}
                """));
    assertThat(data(LIST, Map.of()).path("listPosts").path("items")).hasSize(4);
  }

  @Test
  void aRequestWithoutTokenIsRefused() throws Exception {
    HttpResponse<String> response = post(LIST, Map.of());

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(onlyError(response).path("errorType").asString()).isEqualTo("UnauthorizedException");
    assertThat(onlyError(response).path("message").asString())
        .isEqualTo("Valid authorization header not provided.");
  }

  @Test
  void aRequestWithABadTokenIsRefused() throws Exception {
    String changed = token.substring(0, token.length() - 8) + "AAAAAAAA";

    for (String bad : List.of("nonsense", changed)) {
      HttpResponse<String> response = post(LIST, Map.of(), "authorization", bad);

      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(onlyError(response).path("errorType").asString())
          .isEqualTo("UnauthorizedException");
    }
  }

  @Test
  void greetsWithWhatItMadeAndWithLinesToPaste() throws Exception {
    String greeting = running.greeting(MARIA);

    assertThat(greeting)
        .contains("listPosts", "createPost")
        .containsPattern("(?m)^Listening on http://127\\.0\\.0\\.1:[1-9]\\d*/graphql$");
    String curl = greeting.lines().filter(line -> line.startsWith("  curl ")).findFirst().get();
    assertThat(curl).matches(".*-H 'authorization: [^']+'.*");
    String body = curl.replaceAll(".* -d '([^']*)'$", "$1");
    String query = JSON.readTree(body).path("query").asString();
    assertThat(data(query, Map.of()).path("listPosts").path("items")).hasSize(4);
  }

  @Test
  void aFileKeepsItsPosts(@TempDir Path folder) throws Exception {
    Options options =
        new Options(
            0, new Place.InFile(folder.resolve("posts.db")), Optional.empty(), Optional.empty());
    List<String> before;
    List<String> after;

    try (PostsBackend first = PostsBackend.start(options)) {
      before = captionsAndIds(first);
    }
    try (PostsBackend second = PostsBackend.start(options)) {
      after = captionsAndIds(second);
    }

    assertThat(after).hasSize(4).isEqualTo(before);
  }

  @Test
  void aPortThatIsTakenIsSaid() {
    Options taken =
        new Options(
            running.url().getPort(), new Place.Memory(), Optional.empty(), Optional.empty());

    assertThatThrownBy(() -> PostsBackend.start(taken)).isInstanceOf(LifecycleException.class);
  }

  private static List<String> captionsAndIds(PostsBackend backend)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        post(backend.url(), LIST, Map.of(), "authorization", backend.issuer().accessToken(MARIA));
    return JSON.readTree(response.body()).findValuesAsString("id");
  }

  private static JsonNode data(String query, Map<String, Object> variables)
      throws IOException, InterruptedException {
    HttpResponse<String> response = post(query, variables, "authorization", token);
    JsonNode answer = JSON.readTree(response.body());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(answer.path("errors").isMissingNode()).as(response.body()).isTrue();
    return answer.path("data");
  }

  private static JsonNode onlyError(HttpResponse<String> response) {
    JsonNode errors = JSON.readTree(response.body()).path("errors");
    assertThat(errors).hasSize(1);
    return errors.get(0);
  }

  private static HttpResponse<String> post(
      String query, Map<String, Object> variables, String... headers)
      throws IOException, InterruptedException {
    return post(running.url(), query, variables, headers);
  }

  private static HttpResponse<String> post(
      URI url, String query, Map<String, Object> variables, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("content-type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    JSON.writeValueAsString(Map.of("query", query, "variables", variables))));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
