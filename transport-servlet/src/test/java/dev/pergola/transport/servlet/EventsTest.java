package dev.pergola.transport.servlet;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pergola.Pergola;
import dev.pergola.auth.ApiKey;
import dev.pergola.auth.ApiKeys;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.request.DataRequest;
import dev.pergola.storage.memory.EmbeddedStore;
import dev.pergola.transport.servlet.Hosting.Running;
import dev.pergola.wire.HttpEndpoint;
import dev.pergola.wire.HttpOptions;
import dev.pergola.wire.RealtimeEndpoint;
import dev.pergola.wire.RealtimeOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.SocketException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Subscriptions as server-sent events in each container, with the JDK's client. */
@Timeout(120)
class EventsTest {

  private static final String PATH = "/api";
  private static final String KEY = "da2-0123456789abcdef";
  private static final Schema SCHEMA =
      a.schema(a.model("Todo").field("title", a.string()).authorization(allow.publicApiKey()));

  private final Pergola backend =
      Pergola.builder(SCHEMA)
          .store(EmbeddedStore.inMemory())
          .authorizationModes(modes -> modes.apiKey(ApiKeys.of(ApiKey.of("test", KEY))))
          .build();
  private final RealtimeEndpoint endpoint =
      RealtimeEndpoint.of(
          backend, RealtimeOptions.builder().keepAlive(Duration.ofSeconds(1)).build());
  private final PergolaServlet servlet =
      new PergolaServlet(backend, HttpOptions.defaults(), endpoint);
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    endpoint.close();
    backend.close();
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void eventsComeAsTheyHappenAndInTheirOrder(Container container) throws Exception {
    try (Running running = container.host(servlet).at(PATH).withSockets(endpoint).start();
        Events events = new Events(subscribe(running, "onCreateTodo { title }", KEY))) {
      assertThat(events.line()).isEqualTo(":");

      for (int i = 0; i < 100; i++) {
        create(i + " ✓");
      }

      for (int i = 0; i < 100; i++) {
        assertThat(events.next())
            .isEqualTo("{\"data\":{\"onCreateTodo\":{\"title\":\"" + i + " ✓\"}}}");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void theyMayBeAskedForByGetWhereTheHostWantsThat(Container container) throws Exception {
    String document =
        "subscription S($t: String) { onCreateTodo(filter: {title: {eq: $t}}) { title } }";
    String variables = "&operationName=S&variables=" + encode("{\"t\":\"é ✓\"}");
    try (Running running = start(container, HttpOptions.builder().allowGet(true).build())) {
      try (Events events = new Events(get(running, document, variables))) {
        assertThat(events.line()).isEqualTo(":");

        create("another");
        create("é ✓");

        assertThat(events.next()).isEqualTo("{\"data\":{\"onCreateTodo\":{\"title\":\"é ✓\"}}}");
        assertThat(endpoint.size()).isEqualTo(1);
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(endpoint.size()).isZero());
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void byGetMistakesAreEventsAndNothingIsChanged(Container container) throws Exception {
    try (Running running = start(container, HttpOptions.builder().allowGet(true).build())) {
      for (String mistake :
          List.of(
              "subscription { nonsense }",
              "mutation { createTodo(input: {title: \"t\"}) { title } }")) {
        try (Events events = new Events(get(running, mistake, ""))) {
          assertThat(events.next()).contains("\"errors\":[").contains("\"message\":");
          assertThat(events.rest()).endsWith("event: complete\ndata:\n\n");
        }
      }
      assertThat(todos()).isEqualTo("{\"data\":{\"listTodos\":{\"items\":[]}}}");
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void byGetNothingIsSubscribedToUnlessTheHostWantsThat(Container container) throws Exception {
    try (Running running = start(container, HttpOptions.defaults())) {
      HttpResponse<InputStream> refused =
          get(running, "subscription { onCreateTodo { title } }", "");

      assertThat(refused.statusCode()).isEqualTo(405);
      assertThat(endpoint.size()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void signsOfLifeComeWhileNothingHappens(Container container) throws Exception {
    try (Running running = container.host(servlet).at(PATH).withSockets(endpoint).start();
        Events events = new Events(subscribe(running, "onCreateTodo { title }", KEY))) {
      for (int i = 0; i < 3; i++) {
        assertThat(events.line()).isEqualTo(":");
        assertThat(events.line()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void mistakesAreEventsAndStrangersAreRefused(Container container) throws Exception {
    try (Running running = container.host(servlet).at(PATH).withSockets(endpoint).start()) {
      try (Events events = new Events(subscribe(running, "nonsense", KEY))) {
        assertThat(events.next()).contains("\"errors\":[").contains("nonsense");
        assertThat(events.rest()).endsWith("event: complete\ndata:\n\n");
      }
      HttpResponse<InputStream> stranger = subscribe(running, "onCreateTodo { title }", "wrong");
      assertThat(stranger.statusCode()).isEqualTo(401);
      assertThat(stranger.headers().firstValue("content-type")).contains("application/json");
      assertThat(stranger.body().readAllBytes()).isNotEmpty();
      await().untilAsserted(() -> assertThat(endpoint.size()).isZero());
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void largeEventsAreWhole(Container container) throws Exception {
    try (Running running = container.host(servlet).at(PATH).withSockets(endpoint).start();
        Events events = new Events(subscribe(running, "onCreateTodo { title }", KEY))) {
      assertThat(events.line()).isEqualTo(":");
      String title = "x".repeat(200_000);

      for (int i = 0; i < 10; i++) {
        create(title + i);
      }

      for (int i = 0; i < 10; i++) {
        assertThat(events.next()).endsWith("x" + i + "\"}}}").hasSizeGreaterThan(200_000);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void whoGoesAwayLeavesNothingBehind(Container container) throws Exception {
    try (Running running = container.host(servlet).at(PATH).withSockets(endpoint).start()) {
      List<Events> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(new Events(subscribe(running, "onCreateTodo { title }", KEY)));
      }
      await().untilAsserted(() -> assertThat(endpoint.size()).isEqualTo(20));

      for (Events events : all) {
        events.close();
      }

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(endpoint.size()).isZero());
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whoTakesNoEventsIsLetGo(Container container) throws Exception {
    PergolaServlet impatient =
        new PergolaServlet(
            HttpEndpoint.of(backend, HttpOptions.defaults(), endpoint), Duration.ofMillis(500));
    byte[] request =
        ("POST %s HTTP/1.1\r\nhost: x\r\nx-api-key: %s\r\ncontent-type: application/json\r\n"
                + "accept: text/event-stream\r\ncontent-length: 45\r\n\r\n"
                + "{\"query\":\"subscription{onCreateTodo{title}}\"}")
            .formatted(PATH, KEY)
            .getBytes(StandardCharsets.UTF_8);
    try (Running running = container.host(impatient).at(PATH).withSockets(endpoint).start();
        RawConnection deaf = new RawConnection(running.port())) {
      deaf.send(request);
      await().until(() -> endpoint.size() == 1);

      for (int i = 0; i < 300 && endpoint.size() > 0; i++) {
        create("x".repeat(90_000));
      }

      await().untilAsserted(() -> assertThat(endpoint.size()).isZero());
      assertThatThrownBy(
              () -> {
                while (true) {
                  deaf.send(request);
                }
              })
          .as("the connection is closed too")
          .isInstanceOf(SocketException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void theServersEndIsTheEnd(Container container) throws Exception {
    try (Running running = container.host(servlet).at(PATH).withSockets(endpoint).start();
        Events events = new Events(subscribe(running, "onCreateTodo { title }", KEY))) {
      assertThat(events.line()).isEqualTo(":");

      endpoint.close();

      assertThat(events.rest()).doesNotContain("event:");
    }
  }

  private HttpResponse<InputStream> subscribe(Running running, String selection, String key)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + PATH))
            .header("content-type", "application/json")
            .header("accept", "text/event-stream")
            .header("x-api-key", key)
            .POST(BodyPublishers.ofString("{\"query\":\"subscription { " + selection + " }\"}"))
            .build(),
        BodyHandlers.ofInputStream());
  }

  private Running start(Container container, HttpOptions options) {
    return container
        .host(new PergolaServlet(backend, options, endpoint))
        .at(PATH)
        .withSockets(endpoint)
        .start();
  }

  private HttpResponse<InputStream> get(Running running, String document, String more)
      throws Exception {
    String address =
        "http://127.0.0.1:%d%s?query=%s%s".formatted(running.port(), PATH, encode(document), more);
    return http.send(
        HttpRequest.newBuilder(URI.create(address))
            .header("accept", "text/event-stream")
            .header("x-api-key", KEY)
            .build(),
        BodyHandlers.ofInputStream());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String todos() {
    DataRequest list = DataRequest.of("{ listTodos { items { id } } }");
    return new String(
        backend.execute(list, Identity.apiKey("test")).join().toJson(), StandardCharsets.UTF_8);
  }

  private void create(String title) {
    assertThat(
            backend
                .execute(
                    DataRequest.of(
                            "mutation($t: String) { createTodo(input: {title: $t}) { title } }")
                        .withVariables(Map.of("t", title)),
                    Identity.apiKey("test"))
                .join()
                .errors())
        .isEmpty();
  }

  /** What a client reads. */
  private static final class Events implements AutoCloseable {

    private final InputStream body;
    private final BufferedReader reader;

    Events(HttpResponse<InputStream> response) {
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("content-type").orElse(""))
          .startsWithIgnoringCase("text/event-stream");
      this.body = response.body();
      this.reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    String line() throws IOException {
      return reader.readLine();
    }

    /** The data of the next event. */
    String next() throws IOException {
      String line = line();
      while (line.isEmpty() || line.equals(":")) {
        line = line();
      }
      assertThat(line).isEqualTo("event: next");
      String data = line();
      assertThat(data).startsWith("data: ");
      return data.substring("data: ".length());
    }

    String rest() throws IOException {
      StringBuilder rest = new StringBuilder();
      for (String line = line(); line != null; line = line()) {
        rest.append(line).append('\n');
      }
      return rest.toString();
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
