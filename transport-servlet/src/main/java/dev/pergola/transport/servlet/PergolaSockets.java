package dev.pergola.transport.servlet;

import dev.pergola.wire.RealtimeEndpoint;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts an endpoint for subscriptions into a servlet container, beside the servlet for requests.
 *
 * <p>In any container, in a {@code ServletContextListener}:
 *
 * <pre>{@code
 * RealtimeEndpoint realtime = RealtimeEndpoint.of(backend, RealtimeOptions.defaults());
 * ServerContainer sockets =
 *     (ServerContainer) servletContext.getAttribute(ServerContainer.class.getName());
 * PergolaSockets.add(sockets, "/graphql", realtime);
 * }</pre>
 *
 * <p>Tomcat upgrades only what some servlet is mapped to. Where there is no default servlet, as in
 * an embedded one, map the servlet for requests to {@code /graphql/realtime} as well.
 *
 * <p>Close the endpoint before the container stops: clients are then told so, and come back.
 */
public final class PergolaSockets {

  private static final String REALTIME = "/realtime";

  /** Where some clients look for it, whatever the path of the requests is. */
  private static final String FIXED = "/graphql" + REALTIME;

  private PergolaSockets() {}

  /**
   * Serves subscriptions where the clients of AWS Amplify look for them: below the path of
   * requests, at the path itself, and at {@code /graphql/realtime}.
   *
   * @param path the path of the servlet for requests, such as {@code /graphql}
   * @throws DeploymentException if the container has something else there
   */
  public static void add(ServerContainer container, String path, RealtimeEndpoint endpoint)
      throws DeploymentException {
    add(container, path, endpoint, SocketAdapter.SENDING);
  }

  /** The same with less patience. */
  static void add(
      ServerContainer container, String path, RealtimeEndpoint endpoint, Duration sending)
      throws DeploymentException {
    Set<String> paths = new LinkedHashSet<>(List.of(path + REALTIME, path, FIXED));
    for (String each : paths) {
      container.addEndpoint(
          ServerEndpointConfig.Builder.create(SocketAdapter.class, each)
              .subprotocols(HandshakeCapture.SUBPROTOCOLS)
              .configurator(new HandshakeCapture(endpoint, sending))
              .build());
    }
  }
}
