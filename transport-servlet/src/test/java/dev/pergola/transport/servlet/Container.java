package dev.pergola.transport.servlet;

import dev.pergola.transport.servlet.Hosting.Running;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
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
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.xnio.Options;

/** The containers that requests and sockets are tried in, here and by the corpora. */
public enum Container {
  TOMCAT {
    @Override
    Running start(Hosting hosting) {
      return tomcat(hosting);
    }
  },
  JETTY {
    @Override
    Running start(Hosting hosting) {
      return jetty(hosting);
    }
  },
  UNDERTOW {
    @Override
    Running start(Hosting hosting) {
      return undertow(hosting);
    }
  };

  /** A token of many groups is offered among the subprotocols; Undertow takes as much anyway. */
  private static final String HEAD_BYTES = "65536";

  private static final int WRITE_TIMEOUT_MILLIS = 5_000;

  /** This servlet in this container, to be started. */
  public Hosting host(Servlet servlet) {
    return Hosting.of(this, servlet);
  }

  /** Starts on a free port of the loopback. */
  abstract Running start(Hosting hosting);

  private static Running tomcat(Hosting hosting) {
    Tomcat tomcat = new Tomcat();
    try {
      Path base = Files.createTempDirectory("pergola-tomcat");
      tomcat.setBaseDir(base.toString());
      tomcat.setPort(0);
      tomcat.setSilent(true);
      tomcat.getConnector().setProperty("address", "127.0.0.1");
      tomcat.getConnector().setProperty("maxHttpRequestHeaderSize", HEAD_BYTES);
      tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
      if (hosting.threads() > 0) {
        tomcat.getConnector().setProperty("maxThreads", Integer.toString(hosting.threads()));
      }
      // What is no HTTP never gets to the servlet; Tomcat's own page for it holds a stack trace.
      ((StandardHost) tomcat.getHost()).setErrorReportValveClass("");
      StandardContext context = (StandardContext) tomcat.addContext("", base.toString());
      // These would look for leaks where modules do not let them, and warn that they may not.
      context.setClearReferencesThreadLocals(false);
      context.setClearReferencesRmiTargets(false);
      Wrapper wrapper = Tomcat.addServlet(context, "graphql", hosting.servlet());
      wrapper.setAsyncSupported(hosting.async());
      wrapper.setLoadOnStartup(1);
      wrapper.addMapping(hosting.path());
      if (hosting.sockets() != null) {
        // Tomcat upgrades only what some servlet is mapped to.
        new LinkedHashSet<>(List.of(hosting.path() + "/realtime", "/graphql/realtime"))
            .forEach(wrapper::addMapping);
        context.addServletContainerInitializer(new WsSci(), null);
        context.addApplicationLifecycleListener(new Sockets(hosting));
      }
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

  private static Running jetty(Hosting hosting) {
    Server server =
        hosting.threads() > 0 ? new Server(new QueuedThreadPool(hosting.threads())) : new Server();
    HttpConfiguration http = new HttpConfiguration();
    http.setRequestHeaderSize(Integer.parseInt(HEAD_BYTES));
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletHolder holder = new ServletHolder(hosting.servlet());
    holder.setAsyncSupported(hosting.async());
    holder.setInitOrder(1);
    ServletContextHandler context = new ServletContextHandler();
    context.setContextPath("/");
    context.addServlet(holder, hosting.path());
    server.setHandler(context);
    if (hosting.sockets() != null) {
      JakartaWebSocketServletContainerInitializer.configure(
          context, (servletContext, container) -> hosting.addSockets(container));
    }
    try {
      server.start();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return new Running(connector.getLocalPort(), server::stop);
  }

  private static Running undertow(Hosting hosting) {
    Servlet servlet = hosting.servlet();
    DeploymentInfo info =
        Servlets.deployment()
            .setClassLoader(Container.class.getClassLoader())
            .setContextPath("/")
            .setDeploymentName("pergola")
            .addServlet(
                Servlets.servlet(
                        "graphql", servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
                    .setAsyncSupported(hosting.async())
                    .setLoadOnStartup(1)
                    .addMapping(hosting.path()));
    if (hosting.sockets() != null) {
      info.addServletContextAttribute(
          WebSocketDeploymentInfo.ATTRIBUTE_NAME,
          new WebSocketDeploymentInfo()
              .setBuffers(new DefaultByteBufferPool(false, 16 * 1024))
              .addListener(hosting::addSockets));
    }
    DeploymentManager deployment = Servlets.defaultContainer().addDeployment(info);
    deployment.deploy();
    Undertow.Builder builder =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            // Above its own limit it answers 500 before the servlet is asked.
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
            // Without it, a client that takes nothing is kept when its answer is given up.
            .setSocketOption(Options.WRITE_TIMEOUT, WRITE_TIMEOUT_MILLIS);
    if (hosting.threads() > 0) {
      builder.setWorkerThreads(hosting.threads());
    }
    Undertow server;
    try {
      server = builder.setHandler(deployment.start()).build();
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

  private record Sockets(Hosting hosting) implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      hosting.addSockets(
          (ServerContainer)
              event.getServletContext().getAttribute(ServerContainer.class.getName()));
    }
  }
}
