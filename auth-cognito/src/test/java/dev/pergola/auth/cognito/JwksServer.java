package dev.pergola.auth.cognito;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A real JWKS endpoint on loopback whose behaviour can be changed while it runs. */
final class JwksServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final AtomicInteger fetches = new AtomicInteger();
  private final AtomicInteger discoveries = new AtomicInteger();
  private volatile Answer answer;
  private volatile Answer configuration = status(404);

  private JwksServer(int port, Answer answer) {
    this.answer = answer;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/jwks.json", this::handle);
    server.createContext("/", this::configure);
    server.setExecutor(executor);
    server.start();
  }

  static JwksServer serving(TestKey... keys) {
    return new JwksServer(0, document(TestKey.jwks(keys)));
  }

  static JwksServer on(int port, TestKey... keys) {
    return new JwksServer(port, document(TestKey.jwks(keys)));
  }

  static Answer document(String json) {
    return exchange -> respond(exchange, 200, json);
  }

  static Answer status(int status) {
    return exchange -> respond(exchange, status, "{}");
  }

  static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  void answer(Answer other) {
    answer = other;
  }

  void serve(TestKey... keys) {
    answer = document(TestKey.jwks(keys));
  }

  /** What every other address answers: an issuer's configuration, when it has one. */
  void configure(Answer other) {
    configuration = other;
  }

  int discoveries() {
    return discoveries.get();
  }

  int fetches() {
    return fetches.get();
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port() + "/jwks.json");
  }

  private void configure(HttpExchange exchange) throws IOException {
    discoveries.incrementAndGet();
    try (exchange) {
      configuration.to(exchange);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    fetches.incrementAndGet();
    try (exchange) {
      answer.to(exchange);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  /** What the endpoint does with a request. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }
}
