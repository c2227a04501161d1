package dev.pergola.examples;

import dev.pergola.Pergola;
import dev.pergola.transport.servlet.PergolaServlet;
import dev.pergola.transport.servlet.PergolaSockets;
import dev.pergola.wire.HttpOptions;
import dev.pergola.wire.RealtimeEndpoint;
import dev.pergola.wire.RealtimeOptions;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/**
 * A container with all that a front end wants of one origin: requests, subscriptions over sockets
 * and as server-sent events, its outputs file, somebody to be, and the page itself.
 */
final class PostsHost implements AutoCloseable {

  private static final String PATH = "/graphql";

  private final RealtimeEndpoint realtime;
  private final Tomcat tomcat;

  private PostsHost(RealtimeEndpoint realtime, Tomcat tomcat) {
    this.realtime = realtime;
    this.tomcat = tomcat;
  }

  /**
   * Starts on this port of the loopback.
   *
   * @param workFolder for what Tomcat writes down
   * @param page the folder with the built page; empty to say how to build it
   */
  static PostsHost start(
      Pergola backend, LocalIssuer issuer, int port, Path workFolder, Optional<Path> page)
      throws LifecycleException {
    // snippet: live
    RealtimeEndpoint realtime = RealtimeEndpoint.of(backend, RealtimeOptions.defaults());
    PergolaServlet graphql = new PergolaServlet(backend, HttpOptions.defaults(), realtime);
    // end: live
    Tomcat tomcat = tomcat(port, workFolder);
    StandardContext root =
        (StandardContext)
            tomcat.addContext("", page.map(Path::toAbsolutePath).map(Path::toString).orElse(null));
    serve(root, "graphql", graphql, PATH).setAsyncSupported(true);
    serve(root, "outputs", new OutputsServlet(backend), "/amplify_outputs.json");
    serve(root, "demo", new DemoServlet(issuer, DemoUser.ALL), "/demo/*");
    serve(root, "page", page.isPresent() ? new DefaultServlet() : new NoPageServlet(), "/");
    root.addWelcomeFile("index.html");
    root.addMimeMapping("html", "text/html");
    root.addMimeMapping("js", "text/javascript");
    root.addMimeMapping("css", "text/css");
    root.addServletContainerInitializer(new WsSci(), null);
    root.addApplicationLifecycleListener(new Sockets(realtime));
    tomcat.start();
    return new PostsHost(realtime, tomcat);
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  /** Returns when the container has been told to end. */
  void await() {
    tomcat.getServer().await();
  }

  /** Takes no more requests, and tells who is connected that it ends. */
  void drain() {
    tomcat.getConnector().pause();
    realtime.close();
  }

  @Override
  public void close() {
    drain();
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException("Tomcat did not stop as it should", e);
    }
  }

  private static Tomcat tomcat(int port, Path workFolder) {
    Connector connector = new Connector();
    connector.setProperty("address", "127.0.0.1");
    // A client offers its token among the subprotocols.
    connector.setProperty("maxHttpRequestHeaderSize", "65536");
    connector.setPort(port);
    connector.setThrowOnFailure(true);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(workFolder.toString());
    tomcat.setConnector(connector);
    // Tomcat's own page for what is no HTTP shows a stack trace.
    ((StandardHost) tomcat.getHost()).setErrorReportValveClass("");
    return tomcat;
  }

  private static Wrapper serve(StandardContext root, String name, Servlet servlet, String path) {
    Wrapper wrapper = Tomcat.addServlet(root, name, servlet);
    wrapper.addMapping(path);
    return wrapper;
  }

  /** Adds the sockets when the container has them. */
  private record Sockets(RealtimeEndpoint realtime) implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      ServerContainer container =
          (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
      try {
        PergolaSockets.add(container, PATH, realtime);
      } catch (DeploymentException e) {
        throw new IllegalStateException("The container has no room for the sockets", e);
      }
    }
  }
}
