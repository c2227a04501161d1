package dev.pergola.transport.servlet;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A servlet container with one servlet at {@code /graphql}, on a free port of the loopback. */
interface Container extends AutoCloseable {

  int port();

  @Override
  void close();

  /** Few threads, so that a request which holds one is noticed. */
  int THREADS = 8;

  static Container tomcat(Servlet servlet, boolean async) {
    Tomcat tomcat = new Tomcat();
    try {
      Path base = Files.createTempDirectory("pergola-tomcat");
      tomcat.setBaseDir(base.toString());
      tomcat.setPort(0);
      tomcat.setSilent(true);
      tomcat.getConnector().setProperty("address", "127.0.0.1");
      tomcat.getConnector().setProperty("maxThreads", Integer.toString(THREADS));
      StandardContext context = (StandardContext) tomcat.addContext("", base.toString());
      // These would look for leaks where modules do not let them, and warn that they may not.
      context.setClearReferencesThreadLocals(false);
      context.setClearReferencesRmiTargets(false);
      Wrapper wrapper = Tomcat.addServlet(context, "graphql", servlet);
      wrapper.setAsyncSupported(async);
      wrapper.setLoadOnStartup(1);
      wrapper.addMapping("/graphql");
      tomcat.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LifecycleException e) {
      throw new AssertionError(e);
    }
    return new Container() {
      @Override
      public int port() {
        return tomcat.getConnector().getLocalPort();
      }

      @Override
      public void close() {
        try {
          tomcat.stop();
          tomcat.destroy();
        } catch (LifecycleException e) {
          throw new AssertionError(e);
        }
      }
    };
  }

  static Container jetty(Servlet servlet, boolean async) {
    Server server = new Server(new QueuedThreadPool(THREADS));
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(async);
    holder.setInitOrder(1);
    ServletContextHandler context = new ServletContextHandler();
    context.setContextPath("/");
    context.addServlet(holder, "/graphql");
    server.setHandler(context);
    try {
      server.start();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return new Container() {
      @Override
      public int port() {
        return connector.getLocalPort();
      }

      @Override
      public void close() {
        try {
          server.stop();
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }
    };
  }
}
