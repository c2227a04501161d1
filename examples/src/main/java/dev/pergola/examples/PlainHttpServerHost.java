package dev.pergola.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pergola.Pergola;
import dev.pergola.request.Backend;
import dev.pergola.storage.memory.EmbeddedStore;
import dev.pergola.wire.Headers;
import dev.pergola.wire.HttpAnswer;
import dev.pergola.wire.HttpCall;
import dev.pergola.wire.HttpEndpoint;
import dev.pergola.wire.HttpOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Hosts {@link Posts} on the JDK's own HTTP server. A transport of one's own is no more than this:
 * read, {@link HttpEndpoint#handle}, write.
 */
public final class PlainHttpServerHost {

  private PlainHttpServerHost() {}

  /** Starts it, with the options of {@link PostsBackend}, until the process is told to end. */
  public static void main(String[] args) throws IOException {
    LocalIssuer issuer = LocalIssuer.start();
    Pergola backend = Posts.backend(EmbeddedStore.inMemory(), PostsBackend.trusting(issuer));
    Seeds.plant(backend);
    HttpServer server = serve(backend, Options.parse(List.of(args), System.getenv()).port());
    System.out.printf(
        "Listening on http://127.0.0.1:%d/graphql%nauthorization: %s%n",
        server.getAddress().getPort(), issuer.accessToken(DemoUser.named("maria")));
  }

  static HttpServer serve(Backend backend, int port) throws IOException {
    HttpEndpoint endpoint = HttpEndpoint.of(backend, HttpOptions.defaults());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    // This server reads by blocking: on one thread, the slowest client would set everyone's pace.
    server.setExecutor(request -> new Thread(request, "posts-http").start());
    server.createContext("/graphql", exchange -> answer(endpoint, exchange));
    server.start();
    return server;
  }

  private static void answer(HttpEndpoint endpoint, HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = Headers.of(exchange.getRequestHeaders());
      byte[] body = exchange.getRequestBody().readNBytes(endpoint.bytesToRead());
      HttpAnswer answer =
          endpoint
              .handle(
                  HttpCall.of(
                          exchange.getRequestMethod(),
                          exchange.getRequestURI().getPath(),
                          headers,
                          body)
                      .withQueryString(exchange.getRequestURI().getRawQuery()))
              .join();
      answer.headers().forEach(exchange.getResponseHeaders()::add);
      int length = answer.body().length;
      exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
      exchange.getResponseBody().write(answer.body());
    }
  }
}
