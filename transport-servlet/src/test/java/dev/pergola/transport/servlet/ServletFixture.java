package dev.pergola.transport.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pergola.request.Backend;
import dev.pergola.transport.servlet.Hosting.Running;
import dev.pergola.wire.HttpOptions;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A servlet in a container and the connections to it, for one test. */
final class ServletFixture implements AutoCloseable {

  /** Few, so that a request which holds one is noticed. */
  static final int THREADS = 8;

  static final String KEY = ScriptedBackend.KEY;

  private final Container container;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private @Nullable Running running;

  ServletFixture(Container container) {
    this.container = container;
  }

  ServletFixture serve(Backend backend, HttpOptions options) {
    return serve(new PergolaServlet(backend, options), true);
  }

  ServletFixture serve(PergolaServlet servlet, boolean async) {
    running = container.host(servlet).withAsync(async).withThreads(THREADS).start();
    opened.push(running);
    return this;
  }

  int port() {
    return running.port();
  }

  RawConnection connect() throws IOException {
    RawConnection connection = new RawConnection(port());
    opened.push(connection);
    return connection;
  }

  @Override
  public void close() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  /** A request with the key, JSON and this body. */
  static byte[] post(String body) {
    return request("POST", "content-type: application/json", body);
  }

  /** A request with the key, these headers and this body. */
  static byte[] request(String method, String headers, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    byte[] head =
        "%s /graphql HTTP/1.1\r\nhost: x\r\nx-api-key: %s\r\n%s\r\ncontent-length: %d\r\n\r\n"
            .formatted(method, KEY, headers, bytes.length)
            .getBytes(UTF_8);
    byte[] request = new byte[head.length + bytes.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(bytes, 0, request, head.length, bytes.length);
    return request;
  }

  /** The head of a request with the key and JSON, and a body to come. */
  static String head(String lengthHeader) {
    return ("POST /graphql HTTP/1.1\r\nhost: x\r\nx-api-key: %s\r\n"
            + "content-type: application/json\r\n%s\r\n\r\n")
        .formatted(KEY, lengthHeader);
  }

  static String chunkedHead() {
    return head("transfer-encoding: chunked");
  }
}
