package dev.pergola.conformance.security;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One end of a socket. What was sent to a closed one is lost, as it is for any client. */
final class WsClient implements WebSocket.Listener {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** All frames so far. */
  final List<JsonNode> frames = new CopyOnWriteArrayList<>();

  private final BlockingQueue<JsonNode> waiting = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private final WebSocket socket;

  // Guarded by this.
  private boolean reading = true;
  private boolean held;
  private final List<JsonNode> untaken = new ArrayList<>();

  WsClient(URI uri, Optional<String> origin, List<String> subprotocols) {
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    origin.ifPresent(page -> builder.header("Origin", page));
    if (!subprotocols.isEmpty()) {
      builder.subprotocols(
          subprotocols.get(0), subprotocols.subList(1, subprotocols.size()).toArray(String[]::new));
    }
    socket = builder.buildAsync(uri, this).orTimeout(30, TimeUnit.SECONDS).join();
  }

  void send(String text) {
    sent(socket.sendText(text, true));
  }

  void send(byte[] bytes) {
    sent(socket.sendBinary(ByteBuffer.wrap(bytes), true));
  }

  void ping() {
    sent(socket.sendPing(ByteBuffer.allocate(0)));
  }

  /** Leaves with a word. */
  void leave() {
    sent(socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
  }

  /** Goes away without a word. */
  void drop() {
    socket.abort();
  }

  /** Takes nothing from now on, and so does not answer pings either. */
  synchronized void readNothing() {
    reading = false;
  }

  /** Takes nothing for so long; goes on at once. */
  void readNothing(long millis) {
    readNothing();
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(this::readAgain);
  }

  private synchronized void readAgain() {
    reading = true;
    untaken.forEach(this::take);
    untaken.clear();
    if (held) {
      held = false;
      socket.request(1);
    }
  }

  /** One frame has been asked for already when nothing is read any more. */
  private synchronized void take(JsonNode frame) {
    if (reading) {
      frames.add(frame);
      waiting.add(frame);
    } else {
      untaken.add(frame);
    }
  }

  private synchronized void more(WebSocket from) {
    if (reading) {
      from.request(1);
    } else {
      held = true;
    }
  }

  /** Whether a frame of this type, and of this id if there is one, comes in time. */
  boolean receives(String type, String id, long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    try {
      while (true) {
        JsonNode frame = waiting.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (frame == null) {
          return false;
        }
        if (frame.path("type").asString("").equals(type)
            && (id.isEmpty() || frame.path("id").asString("").equals(id))) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The code that the socket is closed with; -1 when it stays open that long. */
  int closes(long millis) {
    return closed.completeOnTimeout(-1, millis, TimeUnit.MILLISECONDS).join();
  }

  boolean isClosed() {
    return closed.isDone();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      // A frame that is no JSON throws in clients; here it ends the socket with an error.
      JsonNode frame = MAPPER.readTree(partial.toString());
      partial.setLength(0);
      take(frame);
    }
    more(from);
    return null;
  }

  @Override
  public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    more(from);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.complete(WebSocket.NORMAL_CLOSURE);
  }

  private static void sent(CompletableFuture<WebSocket> sending) {
    try {
      sending.orTimeout(30, TimeUnit.SECONDS).join();
    } catch (CompletionException closedMeanwhile) {
      // What comes of it is told by the frames and the code.
    }
  }
}
