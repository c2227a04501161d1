package dev.pergola.transport.servlet;

import dev.pergola.wire.RealtimeEndpoint;
import io.undertow.Undertow;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The containers that sockets are tried in. */
enum SocketContainer {
  TOMCAT {
    @Override
    Running start(Servlet servlet, RealtimeEndpoint endpoint) {
      return tomcat(servlet, endpoint);
    }
  },
  JETTY {
    @Override
    Running start(Servlet servlet, RealtimeEndpoint endpoint) {
      return jetty(servlet, endpoint);
    }
  },
  UNDERTOW {
    @Override
    Running start(Servlet servlet, RealtimeEndpoint endpoint) {
      return undertow(servlet, endpoint);
    }
  };

  static final String PATH = "/api";

  /** Starts on a free port of the loopback, with both at {@link #PATH}. */
  abstract Running start(Servlet servlet, RealtimeEndpoint endpoint);

  /** A container that has been started. */
  record Running(int port, Stop stop) implements AutoCloseable {
    @Override
    public void close() {
      try {
        stop.run();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  interface Stop {
    void run() throws Exception;
  }

  private static Running tomcat(Servlet servlet, RealtimeEndpoint endpoint) {
    Tomcat tomcat = new Tomcat();
    try {
      Path base = Files.createTempDirectory("pergola-tomcat");
      tomcat.setBaseDir(base.toString());
      tomcat.setPort(0);
      tomcat.setSilent(true);
      tomcat.getConnector().setProperty("address", "127.0.0.1");
      StandardContext context = (StandardContext) tomcat.addContext("", base.toString());
      context.setClearReferencesThreadLocals(false);
      context.setClearReferencesRmiTargets(false);
      Wrapper wrapper = Tomcat.addServlet(context, "graphql", servlet);
      wrapper.setAsyncSupported(true);
      // Tomcat upgrades only what some servlet is mapped to.
      wrapper.addMapping(PATH);
      wrapper.addMapping(PATH + "/realtime");
      wrapper.addMapping("/graphql/realtime");
      context.addServletContainerInitializer(new WsSci(), null);
      context.addApplicationLifecycleListener(new Sockets(endpoint));
      tomcat.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LifecycleException e) {
      throw new AssertionError(e);
    }
    return new Running(
        tomcat.getConnector().getLocalPort(),
        () -> {
          tomcat.stop();
          tomcat.destroy();
        });
  }

  private static Running jetty(Servlet servlet, RealtimeEndpoint endpoint) {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    ServletContextHandler context = new ServletContextHandler();
    context.setContextPath("/");
    context.addServlet(holder, PATH);
    server.setHandler(context);
    JakartaWebSocketServletContainerInitializer.configure(
        context, (servletContext, container) -> PergolaSockets.add(container, PATH, endpoint));
    try {
      server.start();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return new Running(connector.getLocalPort(), server::stop);
  }

  private static Running undertow(Servlet servlet, RealtimeEndpoint endpoint) {
    WebSocketDeploymentInfo sockets =
        new WebSocketDeploymentInfo()
            .setBuffers(new DefaultByteBufferPool(false, 16 * 1024))
            .addListener(
                container -> {
                  try {
                    PergolaSockets.add(container, PATH, endpoint);
                  } catch (DeploymentException e) {
                    throw new AssertionError(e);
                  }
                });
    DeploymentInfo info =
        Servlets.deployment()
            .setClassLoader(SocketContainer.class.getClassLoader())
            .setContextPath("/")
            .setDeploymentName("pergola")
            .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, sockets)
            .addServlet(
                Servlets.servlet(
                        "graphql", servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
                    .setAsyncSupported(true)
                    .addMapping(PATH));
    DeploymentManager deployment = Servlets.defaultContainer().addDeployment(info);
    deployment.deploy();
    Undertow server;
    try {
      server =
          Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(deployment.start()).build();
    } catch (ServletException e) {
      throw new AssertionError(e);
    }
    server.start();
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    return new Running(
        address.getPort(),
        () -> {
          deployment.stop();
          deployment.undeploy();
          server.stop();
        });
  }

  private record Sockets(RealtimeEndpoint endpoint) implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      ServerContainer container =
          (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
      try {
        PergolaSockets.add(container, PATH, endpoint);
      } catch (DeploymentException e) {
        throw new AssertionError(e);
      }
    }
  }
}
