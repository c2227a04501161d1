package dev.pergola.transport.servlet;

import dev.pergola.wire.Headers;
import dev.pergola.wire.RealtimeEndpoint;
import dev.pergola.wire.RealtimeHandshake;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.time.Duration;
import java.util.List;

/**
 * Keeps what a handshake said for the socket that it opens. Accepts every one: a client cannot see
 * why an upgrade is refused, and is told on the socket.
 */
final class HandshakeCapture extends ServerEndpointConfig.Configurator {

  static final List<String> SUBPROTOCOLS =
      List.of(RealtimeHandshake.APPSYNC, RealtimeHandshake.TRANSPORT_WS);

  private static final String KEY = RealtimeHandshake.class.getName();

  private final RealtimeEndpoint endpoint;
  private final Duration sending;

  HandshakeCapture(RealtimeEndpoint endpoint, Duration sending) {
    this.endpoint = endpoint;
    this.sending = sending;
  }

  /** What the handshake of this socket said. */
  static RealtimeHandshake of(EndpointConfig config) {
    return config.getUserProperties().get(KEY) instanceof RealtimeHandshake handshake
        ? handshake
        : new RealtimeHandshake(List.of(), "", Headers.none());
  }

  @Override
  public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
    return RealtimeHandshake.select(requested).orElse("");
  }

  /** None: what compresses texts of clients beside those of the server lets them be guessed. */
  @Override
  public List<Extension> getNegotiatedExtensions(
      List<Extension> installed, List<Extension> requested) {
    return List.of();
  }

  @Override
  public boolean checkOrigin(String origin) {
    return true;
  }

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    String query = request.getQueryString();
    config
        .getUserProperties()
        .put(
            KEY,
            RealtimeHandshake.of(Headers.of(request.getHeaders()), query == null ? "" : query));
  }

  @Override
  public <T> T getEndpointInstance(Class<T> type) {
    return type.cast(new SocketAdapter(endpoint, sending));
  }
}
