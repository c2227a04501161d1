package dev.pergola.transport.servlet;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pergola.Pergola;
import dev.pergola.auth.ApiKey;
import dev.pergola.auth.ApiKeys;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.request.DataRequest;
import dev.pergola.storage.memory.EmbeddedStore;
import dev.pergola.transport.servlet.Hosting.Running;
import dev.pergola.wire.RealtimeEndpoint;
import dev.pergola.wire.RealtimeOptions;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Many sockets that listen, and many that come and go, on this machine's loopback. Small in every
 * build; with {@code -Pdeep} 2,000 sockets that hear of 200 changes a second for a minute, each of
 * the records of its own channel, and 20,000 that come and go.
 */
class SocketLoadTest {

  private static final boolean DEEP = Boolean.getBoolean("pergola.deep");
  private static final int SOCKETS = DEEP ? 2_000 : 60;
  private static final int PER_CHANNEL = 10;
  private static final int CHANNELS = SOCKETS / PER_CHANNEL;
  private static final int CHANGES = DEEP ? 12_000 : 600;
  private static final int CHANGES_PER_SECOND = DEEP ? 200 : 1_000;
  private static final int ROUNDS = DEEP ? 20_000 : 200;
  private static final int AT_ONCE = 8;
  private static final int MOST_THREADS = 16;
  private static final long ALLOWED_GROWTH = 16L << 20;

  private static final String PATH = "/api";
  private static final String KEY = "da2-0123456789abcdef";
  private static final String AUTH = "{\"host\":\"localhost\",\"x-api-key\":\"" + KEY + "\"}";
  private static final Schema SCHEMA =
      a.schema(
          a.model("Post")
              .field("channel", a.string())
              .field("number", a.integer())
              .authorization(allow.publicApiKey()));

  private final Pergola backend =
      Pergola.builder(SCHEMA)
          .store(EmbeddedStore.inMemory())
          .authorizationModes(modes -> modes.apiKey(ApiKeys.of(ApiKey.of("test", KEY))))
          .build();
  private final RealtimeEndpoint endpoint =
      RealtimeEndpoint.of(backend, RealtimeOptions.defaults());

  @AfterEach
  void close() {
    endpoint.close();
    backend.close();
  }

  @Test
  void everySocketHearsOfEachChangeOnceAndInOrder() throws Exception {
    try (Running running = start()) {
      List<SocketClient> clients = new ArrayList<>();
      for (int i = 0; i < SOCKETS; i++) {
        clients.add(listen(running, "c" + i % CHANNELS));
      }
      for (int i = 0; i < CHANNELS; i++) {
        run(
            "mutation($id: ID, $c: String) { createPost(input: {id: $id, channel: $c}) { id } }",
            Map.of("id", "c" + i, "c", "c" + i));
      }

      changeAll();

      for (int i = 0; i < SOCKETS; i++) {
        assertHeard(clients.get(i), i % CHANNELS);
      }
      assertThat(endpoint.size()).isEqualTo(SOCKETS);
      clients.forEach(SocketClient::abort);
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(endpoint.size()).isZero());
    }
  }

  @Test
  void socketsThatComeAndGoLeaveNothing() throws Exception {
    try (Running running = start()) {
      comeAndGo(running, 100);
      long before = heap();

      comeAndGo(running, ROUNDS);

      assertThat(ownThreads()).as("a few, however many have come").isLessThan(MOST_THREADS);
      if (DEEP) {
        await()
            .atMost(Duration.ofMinutes(1))
            .untilAsserted(() -> assertThat(heap() - before).isLessThan(ALLOWED_GROWTH));
      }
    }
  }

  /** Changes the records one after the other, at a steady pace. */
  private void changeAll() throws InterruptedException {
    ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    CountDownLatch left = new CountDownLatch(CHANGES);
    List<Throwable> failures = new ArrayList<>();
    Runnable change =
        () -> {
          int next = (int) (CHANGES - left.getCount());
          if (next == CHANGES) {
            return;
          }
          try {
            run(
                "mutation($c: ID!, $n: Int) { updatePost(input: {id: $c, number: $n}) { id channel number } }",
                Map.of("c", "c" + next % CHANNELS, "n", next / CHANNELS));
          } catch (RuntimeException | AssertionError failure) {
            failures.add(failure);
          }
          left.countDown();
        };
    var unused =
        writer.scheduleAtFixedRate(
            change, 0, 1_000_000 / CHANGES_PER_SECOND, TimeUnit.MICROSECONDS);
    assertThat(left.await(10, TimeUnit.MINUTES)).isTrue();
    writer.shutdown();
    assertThat(writer.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    assertThat(failures).isEmpty();
  }

  private static void assertHeard(SocketClient client, int channel) throws InterruptedException {
    int changes = CHANGES / CHANNELS + (channel < CHANGES % CHANNELS ? 1 : 0);
    for (int number = 0; number < changes; number++) {
      assertThat(client.await("data"))
          .as("change %d of channel %d", number, channel)
          .contains("\"onUpdatePost\":{\"number\":" + number + "}");
    }
    assertThat(client.frames.stream().filter(frame -> frame.contains("\"data\""))).isEmpty();
    assertThat(client.closed).isNotDone();
  }

  private void comeAndGo(Running running, int rounds) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int start : IntStream.range(0, AT_ONCE).toArray()) {
        all.add(
            clients.submit(
                () -> {
                  for (int i = start; i < rounds; i += AT_ONCE) {
                    SocketClient client = listen(running, "c" + i);
                    if (i % 2 == 0) {
                      client.abort();
                    } else {
                      client.close();
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get(20, TimeUnit.MINUTES);
      }
    } finally {
      clients.shutdownNow();
    }
    await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(endpoint.size()).isZero());
  }

  private Running start() {
    return Container.TOMCAT
        .host(new PergolaServlet(backend))
        .at(PATH)
        .withSockets(endpoint)
        .start();
  }

  /** A socket with one subscription, to the changes of one channel. */
  private static SocketClient listen(Running running, String channel) throws InterruptedException {
    SocketClient client =
        SocketClient.open(
            URI.create("ws://127.0.0.1:" + running.port() + PATH + "/realtime"),
            "graphql-ws",
            "header-"
                + Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(AUTH.getBytes(StandardCharsets.UTF_8)));
    client.send("{\"type\":\"connection_init\"}");
    client.send(
        ("{\"id\":\"s\",\"type\":\"start\",\"payload\":{\"data\":\"{\\\"query\\\":\\\"subscription {"
                + " onUpdatePost(filter: {channel: {eq: \\\\\\\"%s\\\\\\\"}}) { number }"
                + " }\\\"}\",\"extensions\":{\"authorization\":%s}}}")
            .formatted(channel, AUTH));
    client.await("start_ack");
    return client;
  }

  private void run(String document, Map<String, Object> variables) {
    assertThat(
            backend
                .execute(DataRequest.of(document).withVariables(variables), Identity.admin())
                .join()
                .errors())
        .isEmpty();
  }

  private static long ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("pergola-realtime"))
        .count();
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
