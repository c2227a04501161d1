package dev.pergola.transport.servlet;

import dev.pergola.request.Backend;
import dev.pergola.wire.HttpEndpoint;
import dev.pergola.wire.HttpOptions;
import dev.pergola.wire.RealtimeEndpoint;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a backend over HTTP. Waits for nothing: a slow client or a slow store holds no thread of
 * the container.
 *
 * <p>It needs asynchronous requests, which a container gives only where the registration asks for
 * them, and where every filter in front does so too:
 *
 * <p>In any container, in a {@code ServletContainerInitializer} or {@code ServletContextListener}:
 *
 * <pre>{@code
 * ServletRegistration.Dynamic graphql =
 *     servletContext.addServlet("graphql", new PergolaServlet(backend));
 * graphql.setAsyncSupported(true);
 * graphql.addMapping("/graphql");
 * }</pre>
 *
 * <p>In embedded Tomcat:
 *
 * <pre>{@code
 * Wrapper graphql = Tomcat.addServlet(context, "graphql", new PergolaServlet(backend));
 * graphql.setAsyncSupported(true);
 * graphql.addMapping("/graphql");
 * }</pre>
 *
 * <p>A {@code ServletHolder} of embedded Jetty has it on.
 *
 * <p>The backend stays the host's to close, after the container has stopped.
 */
public final class PergolaServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(PergolaServlet.class);

  /** For an answer to be sent, once it is there; after that the client is let go. */
  private static final Duration SENDING = Duration.ofSeconds(30);

  private final transient HttpEndpoint endpoint;
  private final transient Duration sending;
  private transient @Nullable ScheduledThreadPoolExecutor timer;
  private transient volatile @Nullable Thread timerThread;

  /** Serves this backend with the default options. */
  public PergolaServlet(Backend backend) {
    this(backend, HttpOptions.defaults());
  }

  /** Serves this backend. */
  public PergolaServlet(Backend backend, HttpOptions options) {
    this(HttpEndpoint.of(backend, options), SENDING);
  }

  /**
   * Serves this backend, and its subscriptions as server-sent events too, with the limits of this
   * endpoint.
   */
  public PergolaServlet(Backend backend, HttpOptions options, RealtimeEndpoint realtime) {
    this(HttpEndpoint.of(backend, options, realtime), SENDING);
  }

  /** The same with less patience. */
  PergolaServlet(HttpEndpoint endpoint, Duration sending) {
    this.endpoint = endpoint;
    this.sending = sending;
  }

  @Override
  public void init() {
    // One of its own: that of the JDK would keep the class loader of a web application alive.
    ScheduledThreadPoolExecutor own = new ScheduledThreadPoolExecutor(1, this::timerThread);
    own.setRemoveOnCancelPolicy(true);
    timer = own;
  }

  @Override
  public void destroy() {
    if (timer == null) {
      return;
    }
    timer.shutdownNow();
    try {
      // Not awaitTermination, which returns while the thread has some steps to go.
      Thread thread = timerThread;
      if (thread != null) {
        thread.join(TimeUnit.SECONDS.toMillis(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    if (timer == null || !request.isAsyncSupported()) {
      LOG.error(
          "Servlet '{}' cannot serve: async support is off; call setAsyncSupported(true) on its"
              + " registration and on that of every filter in front of it",
          getServletName());
      response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
      return;
    }
    new ServletExchange(endpoint, sending, timer, request, response).start();
  }

  private Thread timerThread(Runnable task) {
    Thread thread = new Thread(task, "pergola-servlet-timer");
    thread.setDaemon(true);
    timerThread = thread;
    return thread;
  }
}
