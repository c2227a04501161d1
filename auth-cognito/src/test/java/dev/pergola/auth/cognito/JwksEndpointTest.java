package dev.pergola.auth.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the endpoint of a key set may do with us. */
class JwksEndpointTest {

  private static final int LIMIT = 256 * 1024;

  private final JwksServer server = JwksServer.serving();
  private final JwksEndpoint endpoint = new JwksEndpoint(server.uri());

  @AfterEach
  void stopServer() {
    endpoint.close();
    server.close();
  }

  @Test
  void documentIsReadAsItStands() throws IOException {
    server.answer(JwksServer.document("{\"keys\":[]} ä"));

    assertThat(new String(endpoint.read(), StandardCharsets.UTF_8)).isEqualTo("{\"keys\":[]} ä");
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 206, 304, 400, 401, 403, 404, 500, 503})
  void everyStatusButOkIsAFailure(int status) {
    server.answer(exchange -> exchange.sendResponseHeaders(status, -1));

    assertThatThrownBy(endpoint::read).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectIsNotFollowed(int status) {
    try (JwksServer other = JwksServer.serving()) {
      server.answer(
          exchange -> {
            exchange.getResponseHeaders().set("Location", other.uri().toString());
            exchange.sendResponseHeaders(status, -1);
          });

      assertThatThrownBy(endpoint::read).hasMessage("status " + status);
      assertThat(other.fetches()).isZero();
    }
  }

  @Test
  void documentMayHave256Kilobytes() throws IOException {
    server.answer(JwksServer.document("x".repeat(LIMIT)));
    assertThat(endpoint.read()).hasSize(LIMIT);

    server.answer(JwksServer.document("x".repeat(LIMIT + 1)));
    assertThatThrownBy(endpoint::read).hasMessage("more than 262144 bytes");
  }

  @Test
  void endlessDocumentIsLeft() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    server.answer(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] block = new byte[8192];
          try {
            while (true) {
              exchange.getResponseBody().write(block);
            }
          } catch (IOException closed) {
            left.countDown();
          }
        });

    assertThatThrownBy(endpoint::read).hasMessage("more than 262144 bytes");
    assertThat(left.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void silentSourceIsLeftAfterTwoSeconds() {
    CountDownLatch release = new CountDownLatch(1);
    server.answer(
        exchange -> {
          try {
            release.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });

    assertTakesAtMost(Duration.ofSeconds(4), endpoint);
    release.countDown();
  }

  @Test
  void sourceThatSendsTheHeadersByteByByteIsLeft() throws IOException {
    try (Dripping source = new Dripping("HTTP/1.1 200 OK\r\nX-Long: ")) {
      assertTakesAtMost(
          Duration.ofSeconds(4), new JwksEndpoint(source.uri(), Duration.ofMillis(500)));
    }
  }

  @Test
  void sourceThatSendsTheBodyByteByByteIsLeft() throws IOException {
    try (Dripping source = new Dripping("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")) {
      assertTakesAtMost(
          Duration.ofSeconds(4), new JwksEndpoint(source.uri(), Duration.ofMillis(500)));
    }
  }

  private static void assertTakesAtMost(Duration limit, JwksEndpoint endpoint) {
    long start = System.nanoTime();

    assertThatThrownBy(endpoint::read).isInstanceOf(IOException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit);
  }

  @Test
  void cutDocumentIsNoKeySet() {
    server.answer(
        exchange -> {
          byte[] half = TestKey.jwks(TestKey.create("k")).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, half.length);
          exchange.getResponseBody().write(half, 0, half.length / 2);
        });

    assertThatThrownBy(() -> KeySet.parse(endpoint.read()))
        .isInstanceOfAny(IOException.class, MalformedJsonException.class);
  }

  @Test
  void closedEndpointReadsNothing() {
    endpoint.close();

    assertThatThrownBy(endpoint::read).isInstanceOf(IOException.class);
    assertThat(server.fetches()).isZero();
  }

  @Test
  void addressIsAllThatAnOperatorIsShown() {
    assertThat(endpoint).hasToString(server.uri().toString());
  }

  /** Sends a start, and then one byte at a time for as long as somebody listens. */
  private static final class Dripping implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final LinkedBlockingQueue<Integer> never = new LinkedBlockingQueue<>();

    Dripping(String start) throws IOException {
      Thread thread = new Thread(() -> serve(start), "dripping");
      thread.setDaemon(true);
      thread.start();
    }

    private void serve(String start) {
      try (Socket client = socket.accept()) {
        OutputStream out = client.getOutputStream();
        out.write(start.getBytes(StandardCharsets.US_ASCII));
        while (never.poll(50, TimeUnit.MILLISECONDS) == null) {
          out.write('x');
          out.flush();
        }
      } catch (IOException | InterruptedException gone) {
        // Nobody listens any more.
      }
    }

    URI uri() {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/jwks.json");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
