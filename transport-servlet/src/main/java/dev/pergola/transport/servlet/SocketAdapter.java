package dev.pergola.transport.servlet;

import dev.pergola.wire.RealtimeEndpoint;
import dev.pergola.wire.RealtimeSession;
import dev.pergola.wire.SocketOutput;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
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
  private static final Duration SENDING = Duration.ofSeconds(30);

  private final RealtimeEndpoint endpoint;
  private volatile @Nullable RealtimeSession conversation;

  SocketAdapter(RealtimeEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    session.setMaxTextMessageBufferSize(endpoint.options().maxFrameChars());
    // Who is silent is asked, and ends with an error when it does not take the question.
    session.setMaxIdleTimeout(0);
    RealtimeSession opened =
        endpoint.open(HandshakeCapture.of(config), new Output(session, this::gone));
    conversation = opened;
    session.addMessageHandler(String.class, opened::text);
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

  private static final class Output implements SocketOutput {

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final Runnable gone;

    Output(Session session, Runnable gone) {
      this.session = session;
      this.remote = session.getAsyncRemote();
      this.gone = gone;
      remote.setSendTimeout(SENDING.toMillis());
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
                close(1006, "");
              }
            });
      } catch (RuntimeException closed) {
        LOG.debug("A socket was closed before a message", closed);
        gone.run();
      }
    }

    @Override
    public void close(int code, String reason) {
      try {
        if (code == 1006) {
          // Not to be sent: the client takes nothing.
          session.close();
        } else {
          session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
        }
      } catch (IOException | RuntimeException closed) {
        LOG.debug("A socket was closed already", closed);
      }
      gone.run();
    }
  }
}
