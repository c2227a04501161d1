package dev.pergola.transport.servlet;

import dev.pergola.wire.RealtimeEndpoint;
import jakarta.servlet.Servlet;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A servlet in a container, to be started.
 *
 * @param path where it is served
 * @param async whether asynchronous requests are allowed to it
 * @param threads how many the container has for requests; 0 for as many as it likes
 * @param sockets what is beside it; null for none
 * @param sending for clients of the sockets to take one message
 */
public record Hosting(
    Container container,
    Servlet servlet,
    String path,
    boolean async,
    int threads,
    @Nullable RealtimeEndpoint sockets,
    Duration sending) {

  static Hosting of(Container container, Servlet servlet) {
    return new Hosting(container, servlet, "/graphql", true, 0, null, SocketAdapter.SENDING);
  }

  /** The same at another path than {@code /graphql}. */
  public Hosting at(String other) {
    return new Hosting(container, servlet, other, async, threads, sockets, sending);
  }

  /** The same, with or without asynchronous requests. */
  public Hosting withAsync(boolean allowed) {
    return new Hosting(container, servlet, path, allowed, threads, sockets, sending);
  }

  /** The same with few threads, so that a request which holds one is noticed. */
  public Hosting withThreads(int few) {
    return new Hosting(container, servlet, path, async, few, sockets, sending);
  }

  /** The same with sockets beside it. */
  public Hosting withSockets(RealtimeEndpoint endpoint) {
    return new Hosting(container, servlet, path, async, threads, endpoint, sending);
  }

  /** The same with this much patience for the clients of its sockets. */
  Hosting withSending(Duration patience) {
    return new Hosting(container, servlet, path, async, threads, sockets, patience);
  }

  /** Puts the sockets into a container that has room for them. */
  void addSockets(ServerContainer room) {
    try {
      PergolaSockets.add(room, path, Objects.requireNonNull(sockets), sending);
    } catch (DeploymentException e) {
      throw new AssertionError(e);
    }
  }

  /** Starts the container on a free port of the loopback. */
  public Running start() {
    return container.start(this);
  }

  /** A container that has been started. */
  public record Running(int port, Stop stop) implements AutoCloseable {
    @Override
    public void close() {
      try {
        stop.run();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Stops a container. */
  public interface Stop {
    void run() throws Exception;
  }
}
