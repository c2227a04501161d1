package dev.pergola.wire;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Identity;
import dev.pergola.request.Backend;
import dev.pergola.request.DataRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions over sockets for one backend (spec: wire 5 and 7): AppSync's realtime protocol, and
 * {@code graphql-transport-ws}. A transport accepts every upgrade, since clients cannot see why one
 * is refused; reads texts, gives them to the session, and writes what the session says. Safe for
 * many threads.
 *
 * <pre>{@code
 * RealtimeEndpoint endpoint = RealtimeEndpoint.of(backend, RealtimeOptions.defaults());
 *
 * SocketOutput output =
 *     new SocketOutput() {
 *       public void send(String text, Runnable sent) {
 *         sent.run();
 *       }
 *
 *       public void close(int code, String reason) {}
 *     };
 * RealtimeSession session = endpoint.open(RealtimeHandshake.of(headers, ""), output);
 * session.text("{\"type\":\"connection_init\"}");
 * session.closed();
 * }</pre>
 */
public final class RealtimeEndpoint implements AutoCloseable {

  private static final int TRY_AGAIN = 1013;
  private static final int GOING_AWAY = 1001;
  private static final int NO_SUBPROTOCOL = 4406;

  private final Backend backend;
  private final RealtimeOptions options;
  private final LongSupplier nanos;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> callers = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor timer;

  private RealtimeEndpoint(Backend backend, RealtimeOptions options, LongSupplier nanos) {
    this.backend = backend;
    this.options = options;
    this.nanos = nanos;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "pergola-realtime-timer");
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Serves this backend, which stays the host's to close. */
  public static RealtimeEndpoint of(Backend backend, RealtimeOptions options) {
    RealtimeEndpoint endpoint = new RealtimeEndpoint(backend, options, System::nanoTime);
    var unused = endpoint.timer.scheduleWithFixedDelay(endpoint::tick, 1, 1, TimeUnit.SECONDS);
    return endpoint;
  }

  /** An endpoint whose time a test lets pass. */
  static RealtimeEndpoint of(Backend backend, RealtimeOptions options, LongSupplier nanos) {
    return new RealtimeEndpoint(backend, options, nanos);
  }

  /** The options it was made with. */
  public RealtimeOptions options() {
    return options;
  }

  /** A socket has opened. */
  public RealtimeSession open(RealtimeHandshake handshake, SocketOutput output) {
    Socket socket = new Socket(this, output, nanos);
    String selected = RealtimeHandshake.select(handshake.subprotocols()).orElse("");
    if (timer.isShutdown()) {
      socket.close(GOING_AWAY, "The server is stopping");
    } else if (sockets.size() >= options.maxConnections()) {
      socket.close(TRY_AGAIN, "Too many connections");
    } else if (selected.equals(RealtimeHandshake.TRANSPORT_WS)) {
      sockets.add(socket);
      socket.speak(new TransportWsProtocol(backend, socket, handshake));
    } else if (selected.equals(RealtimeHandshake.APPSYNC) || handshake.subprotocols().isEmpty()) {
      sockets.add(socket);
      socket.speak(new AppSyncProtocol(backend, socket, handshake));
    } else {
      socket.close(NO_SUBPROTOCOL, "Subprotocol not acceptable");
    }
    return socket;
  }

  /** Whether one more connection may be tried. */
  boolean hasRoom() {
    return !timer.isShutdown() && sockets.size() < options.maxConnections();
  }

  /** A client wants the events of a subscription as the answer to its request. */
  RealtimeSession stream(DataRequest request, Authentication.Accepted caller, SocketOutput output) {
    Socket socket = new Socket(this, output, nanos);
    if (hasRoom()) {
      sockets.add(socket);
      SseProtocol events = new SseProtocol(backend, socket);
      socket.speak(events);
      events.start(request, caller);
    } else {
      socket.close(TRY_AGAIN, "Too many connections");
    }
    return socket;
  }

  /** How many connections are open. */
  public int size() {
    return sockets.size();
  }

  /** Takes no more sockets, and closes all with code 1001. Idempotent, from any thread. */
  @Override
  public void close() {
    timer.shutdownNow();
    List.copyOf(sockets).forEach(socket -> socket.close(GOING_AWAY, "The server is stopping"));
  }

  /** Lets time pass for all sockets. */
  void tick() {
    new ArrayList<>(sockets).forEach(Socket::tick);
  }

  void left(Socket socket) {
    sockets.remove(socket);
    String caller = socket.caller();
    if (caller != null) {
      callers.computeIfPresent(caller, (name, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Counts a socket for who opened it; false when that are too many. Others are not counted. */
  boolean admits(Socket socket, Identity identity) {
    String caller = name(identity);
    if (caller == null || socket.caller() != null) {
      return true;
    }
    if (callers.merge(caller, 1, Integer::sum) > options.maxConnectionsPerCaller()) {
      callers.computeIfPresent(caller, (name, count) -> count == 1 ? null : count - 1);
      return false;
    }
    socket.caller(caller);
    return true;
  }

  /** A key is shared by all who look at a page, a token is somebody's own. */
  private static @Nullable String name(Identity identity) {
    if (identity instanceof Identity.UserPool user) {
      return user.claims().text("iss").orElse("") + " " + user.claims().text("sub").orElse("");
    }
    return identity instanceof Identity.Oidc user
        ? user.claims().text("iss").orElse("") + " " + user.claims().text("sub").orElse("")
        : null;
  }
}
