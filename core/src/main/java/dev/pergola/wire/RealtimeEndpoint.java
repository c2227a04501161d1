package dev.pergola.wire;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Identity;
import dev.pergola.request.Backend;
import dev.pergola.request.DataRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger LOG = LoggerFactory.getLogger(RealtimeEndpoint.class);
  private static final int LATER_THREADS = 8;
  private static final long IDLE_SECONDS = 10;
  private static final long CLOSE_SECONDS = 5;

  private final Backend backend;
  private final RealtimeOptions options;
  private final LongSupplier nanos;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger pending = new AtomicInteger();
  private final Map<String, Integer> callers = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor timer;
  private final Executor later;

  private RealtimeEndpoint(
      Backend backend, RealtimeOptions options, LongSupplier nanos, Executor later) {
    this.backend = backend;
    this.options = options;
    this.nanos = nanos;
    this.later = later;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, daemons("pergola-realtime-timer"), new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Serves this backend, which stays the host's to close. */
  public static RealtimeEndpoint of(Backend backend, RealtimeOptions options) {
    ThreadPoolExecutor later =
        new ThreadPoolExecutor(
            LATER_THREADS,
            LATER_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            // Holds a task or two for each socket, whose number is bounded.
            new LinkedBlockingQueue<>(),
            daemons("pergola-realtime-later"));
    later.allowCoreThreadTimeOut(true);
    RealtimeEndpoint endpoint = new RealtimeEndpoint(backend, options, System::nanoTime, later);
    var unused = endpoint.timer.scheduleWithFixedDelay(endpoint::tick, 1, 1, TimeUnit.SECONDS);
    return endpoint;
  }

  /** An endpoint whose time a test lets pass, and whose waiting it does. */
  static RealtimeEndpoint of(
      Backend backend, RealtimeOptions options, LongSupplier nanos, Executor later) {
    return new RealtimeEndpoint(backend, options, nanos, later);
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
      goAway(socket);
    } else if (!hasRoom()) {
      socket.close(CloseCodes.TRY_AGAIN, "Too many connections");
    } else if (selected.equals(RealtimeHandshake.TRANSPORT_WS)) {
      add(socket, new TransportWsProtocol(backend, socket, handshake));
    } else if (selected.equals(RealtimeHandshake.APPSYNC) || handshake.subprotocols().isEmpty()) {
      add(socket, new AppSyncProtocol(backend, socket, handshake));
    } else {
      socket.close(CloseCodes.NO_SUBPROTOCOL, "Subprotocol not acceptable");
    }
    return socket;
  }

  /** Whether one more connection may be tried. */
  boolean hasRoom() {
    return !timer.isShutdown()
        && sockets.size() < options.maxConnections()
        && pending.get() < options.maxPendingConnections();
  }

  /** A client wants the events of a subscription as the answer to its request. */
  RealtimeSession stream(
      DataRequest request,
      Credentials credentials,
      Authentication.Accepted caller,
      SocketOutput output) {
    Socket socket = new Socket(this, output, nanos);
    if (hasRoom()) {
      SseProtocol events = new SseProtocol(backend, socket);
      add(socket, events);
      events.start(request, credentials, caller);
    } else {
      socket.close(CloseCodes.TRY_AGAIN, "Too many connections");
    }
    return socket;
  }

  private void add(Socket socket, Protocol protocol) {
    sockets.add(socket);
    pending.incrementAndGet();
    socket.speak(protocol);
    // After it is added: one that close() has not seen sees that all are closed.
    if (timer.isShutdown()) {
      goAway(socket);
    }
  }

  /** How many connections are open. */
  public int size() {
    return sockets.size();
  }

  /**
   * Takes no more sockets, and closes all with code 1001; waits for that a few seconds, and not for
   * clients that take nothing. Idempotent, from any thread.
   */
  @Override
  public void close() {
    timer.shutdownNow();
    List.copyOf(sockets).forEach(RealtimeEndpoint::goAway);
    if (later instanceof ExecutorService threads) {
      threads.shutdown();
      try {
        if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
          threads.shutdownNow();
        }
      } catch (InterruptedException interrupted) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void goAway(Socket socket) {
    socket.close(CloseCodes.GOING_AWAY, "The server is stopping");
  }

  /** Lets time pass for all sockets. What one of them throws is not the others' affair. */
  void tick() {
    for (Socket socket : sockets) {
      try {
        socket.tick();
      } catch (RuntimeException | Error thrown) {
        LOG.warn("A socket could not be looked at", thrown);
      }
    }
  }

  /** Does what may have to wait for a client, on a thread that nobody else needs. */
  void later(Runnable task) {
    Runnable guarded =
        () -> {
          try {
            task.run();
          } catch (RuntimeException thrown) {
            LOG.debug("A socket could not be closed or asked", thrown);
          }
        };
    try {
      later.execute(guarded);
    } catch (RejectedExecutionException closed) {
      guarded.run();
    }
  }

  /** A socket is no longer one of which nobody knows whose it is. */
  void introduced() {
    pending.decrementAndGet();
  }

  void left(Socket socket) {
    if (sockets.remove(socket) && !socket.isReady()) {
      pending.decrementAndGet();
    }
    String caller = socket.caller();
    if (caller != null) {
      uncount(caller);
    }
  }

  /** Counts a socket for who opened it; false when that are too many, or the socket is closed. */
  boolean admits(Socket socket, Identity identity, Credentials credentials) {
    String caller = Callers.name(identity, credentials);
    int most =
        identity instanceof Identity.ApiKeyHolder
            ? options.maxConnectionsPerKey()
            : options.maxConnectionsPerCaller();
    if (callers.merge(caller, 1, Integer::sum) <= most && socket.countFor(caller)) {
      return true;
    }
    uncount(caller);
    return false;
  }

  private void uncount(String caller) {
    callers.computeIfPresent(caller, (name, count) -> count == 1 ? null : count - 1);
  }

  /** How many callers have sockets. */
  int callers() {
    return callers.size();
  }

  private static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
