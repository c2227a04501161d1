package dev.pergola.transport.servlet;

import dev.pergola.wire.RealtimeEndpoint;
import dev.pergola.wire.RealtimeSession;
import dev.pergola.wire.SocketOutput;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.PongMessage;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket of a container: texts in, the classes of {@code dev.pergola.wire}, texts out. Public
 * only because containers want that; see {@link PergolaSockets}.
 */
public final class SocketAdapter extends Endpoint {

  private static final Logger LOG = LoggerFactory.getLogger(SocketAdapter.class);

  /** For a client to take one message. */
  static final Duration SENDING = Duration.ofSeconds(30);

  /** What containers keep for each socket to read into. */
  private static final int BUFFER = 4_096;

  /**
   * How long a thread may wait for a client to take a close frame or a ping, which containers send
   * without asking; Tomcat's word for it, and unheard by others.
   */
  private static final String BLOCKING_SEND = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

  private static final long BLOCKING_SEND_MILLIS = 2_000;

  private final RealtimeEndpoint endpoint;
  private final Duration sending;
  private volatile @Nullable RealtimeSession conversation;

  SocketAdapter(RealtimeEndpoint endpoint, Duration sending) {
    this.endpoint = endpoint;
    this.sending = sending;
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    session.setMaxTextMessageBufferSize(BUFFER);
    session.setMaxBinaryMessageBufferSize(BUFFER);
    session.getUserProperties().put(BLOCKING_SEND, BLOCKING_SEND_MILLIS);
    // Who is silent is asked, and closed when nothing comes back.
    session.setMaxIdleTimeout(0);
    RealtimeSession opened =
        endpoint.open(
            HandshakeCapture.of(config).withSecure(session.isSecure()), new Output(session, this));
    conversation = opened;
    session.addMessageHandler(
        String.class, new TextParts(opened, endpoint.options().maxFrameBytes()));
    session.addMessageHandler(PongMessage.class, pong -> opened.alive());
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    gone();
  }

  @Override
  public void onError(Session session, Throwable failure) {
    LOG.debug("A socket failed", failure);
  }

  private void gone() {
    RealtimeSession open = conversation;
    if (open != null) {
      open.closed();
    }
  }

  private void failed() {
    RealtimeSession open = conversation;
    if (open != null) {
      open.failed();
    }
  }

  private static final class Output implements SocketOutput {

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final SocketAdapter adapter;

    Output(Session session, SocketAdapter adapter) {
      this.session = session;
      this.remote = session.getAsyncRemote();
      this.adapter = adapter;
      remote.setSendTimeout(adapter.sending.toMillis());
    }

    @Override
    public void send(String text, Runnable sent) {
      try {
        remote.sendText(
            text,
            result -> {
              if (result.isOK()) {
                sent.run();
              } else {
                LOG.debug("A client did not take a message", result.getException());
                adapter.failed();
              }
            });
      } catch (RuntimeException closed) {
        LOG.debug("A socket was closed before a message", closed);
        adapter.gone();
      }
    }

    @Override
    public boolean ping() {
      try {
        remote.sendPing(ByteBuffer.allocate(0));
      } catch (IOException | RuntimeException closed) {
        LOG.debug("A client did not take a ping", closed);
      }
      return true;
    }

    @Override
    public void close(int code, String reason) {
      try {
        session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
      } catch (IOException | RuntimeException closed) {
        LOG.debug("A socket was closed already", closed);
      }
      adapter.gone();
    }
  }
}
