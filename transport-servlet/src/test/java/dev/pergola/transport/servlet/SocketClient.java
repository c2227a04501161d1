package dev.pergola.transport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The other end of a socket, by the JDK's own client. */
final class SocketClient implements WebSocket.Listener {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  final AtomicInteger pings = new AtomicInteger();
  private volatile boolean deaf;
  private WebSocket socket;

  private SocketClient() {}

  static SocketClient open(URI uri, String... subprotocols) {
    SocketClient client = new SocketClient();
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    if (subprotocols.length > 0) {
      builder.subprotocols(
          subprotocols[0],
          List.of(subprotocols).subList(1, subprotocols.length).toArray(String[]::new));
    }
    client.socket = builder.buildAsync(uri, client).join();
    return client;
  }

  String subprotocol() {
    return socket.getSubprotocol();
  }

  void send(String text) {
    socket.sendText(text, true).join();
  }

  /** Sends, unless the socket is closed already. */
  void trySend(String text) {
    try {
      send(text);
    } catch (CompletionException closedMeanwhile) {
      assertThat(closedMeanwhile).hasCauseInstanceOf(IOException.class);
    }
  }

  void sendInParts(String... parts) {
    for (int i = 0; i < parts.length; i++) {
      socket.sendText(parts[i], i == parts.length - 1).join();
    }
  }

  void sendBytes(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  /** Reads nothing from now on. */
  void deaf() {
    deaf = true;
  }

  void close() {
    socket.sendClose(1000, "").join();
  }

  /** Goes away without a word. */
  void abort() {
    socket.abort();
  }

  /** The next frame of this type; others are left out. */
  String await(String type) throws InterruptedException {
    List<String> others = new ArrayList<>();
    while (true) {
      String frame = frames.poll(30, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("No %s, but %s; closed %s".formatted(type, others, closed));
      }
      if (frame.contains("\"type\":\"" + type + "\"")) {
        return frame;
      }
      others.add(frame);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      frames.add(partial.toString());
      partial.setLength(0);
    }
    if (!deaf) {
      from.request(1);
    }
    return null;
  }

  @Override
  public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    // The client answers by itself.
    pings.incrementAndGet();
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.completeExceptionally(failure);
  }
}
