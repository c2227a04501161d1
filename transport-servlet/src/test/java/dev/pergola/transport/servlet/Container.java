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

/** The servlet containers that the tests run in. */
enum Container {
  TOMCAT {
    @Override
    Running start(Servlet servlet, boolean async) {
      return tomcat(servlet, async);
    }
  },
  JETTY {
    @Override
    Running start(Servlet servlet, boolean async) {
      return jetty(servlet, async);
    }
  };

  /** Few threads, so that a request which holds one is noticed. */
  static final int THREADS = 8;

  /** Starts on a free port of the loopback, with this servlet at {@code /graphql}. */
  abstract Running start(Servlet servlet, boolean async);

  /** A container that has been started. */
  interface Running extends AutoCloseable {

    int port();

    @Override
    void close();
  }

  private static Running tomcat(Servlet servlet, boolean async) {
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
    return new Running() {
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

  private static Running jetty(Servlet servlet, boolean async) {
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
    return new Running() {
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
