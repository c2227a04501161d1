package dev.pergola.conformance.security;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.READ;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pergola.Pergola;
import dev.pergola.auth.ApiKey;
import dev.pergola.auth.ApiKeys;
import dev.pergola.auth.Authentication;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.memory.EmbeddedStore;
import dev.pergola.transport.servlet.PergolaServlet;
import dev.pergola.transport.servlet.PergolaSockets;
import dev.pergola.wire.RealtimeEndpoint;
import dev.pergola.wire.RealtimeOptions;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** The application that the corpus is for, as far as it is about sockets, in a container. */
final class WsTarget implements AutoCloseable {

  private static final String API_KEY = "da2-conformance-ws-key";
  private static final Pattern AUTHORIZATION = Pattern.compile("\\{(H|H64|H64std):([^}]+)}");
  private static final Schema SCHEMA =
      a.schema(
          a.model("Post")
              .field("title", a.string().required())
              .field("body", a.string())
              .authorization(allow.owner(), allow.group("Admins"), allow.publicApiKey().to(READ)),
          a.model("Vault")
              .field("label", a.string())
              .field("pin", a.string())
              .field("amount", a.integer())
              .authorization(allow.owner()));

  private final LocalPool pool = new LocalPool();
  private final LocalPool forger = new LocalPool();
  private final Tomcat tomcat = new Tomcat();
  private final Pergola backend;
  private final RealtimeEndpoint endpoint;
  private volatile Clock clock = Clock.systemUTC();

  WsTarget() {
    Clock settable = new Settable();
    backend =
        Pergola.builder(SCHEMA)
            .store(EmbeddedStore.inMemory())
            .clock(settable)
            .authorizationModes(
                modes ->
                    modes
                        .userPool(pool.authenticator(settable))
                        .apiKey(ApiKeys.of(ApiKey.of("conformance", API_KEY)).withClock(settable)))
            .build();
    endpoint = RealtimeEndpoint.of(backend, RealtimeOptions.defaults());
    as("alice", "mutation{createVault(input:{id:\"vault-alice\",pin:\"1111\"}){id}}");
    as("bob", "mutation{createVault(input:{id:\"vault-bob\",pin:\"2222\"}){id}}");
    try {
      start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LifecycleException e) {
      throw new IllegalStateException("The container did not start", e);
    }
  }

  URI uri(String path) {
    return URI.create("ws://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
  }

  /** How many sockets are open. */
  int sockets() {
    return endpoint.size();
  }

  /** Lets time pass for tokens and subscriptions. */
  void pass(Duration time) {
    clock = Clock.offset(clock, time);
  }

  /** Runs a request as somebody who shows a token of now. */
  DataResponse as(String who, String query) {
    Authentication caller =
        backend.authenticate(Credentials.token(token(who))).orTimeout(10, TimeUnit.SECONDS).join();
    if (!(caller instanceof Authentication.Accepted accepted)) {
      throw new IllegalStateException("%s is not let in: %s".formatted(who, caller));
    }
    Identity identity = accepted.identity();
    return backend.execute(DataRequest.of(query), identity).orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** A text of the corpus with the runner's own values in it. */
  String fill(String text) {
    String filled = AUTHORIZATION.matcher(text).replaceAll(this::authorization);
    return filled
        .replace("{API_KEY}", API_KEY)
        .replace("{ORIGIN_OK}", "http://127.0.0.1:" + tomcat.getConnector().getLocalPort());
  }

  /** The authorization object of somebody. */
  String authorization(String who) {
    String credential =
        who.equals("apiKey")
            ? "\"x-api-key\":\"" + API_KEY + "\""
            : "\"Authorization\":\"" + token(who) + "\"";
    return "{\"host\":\"127.0.0.1\"," + credential + "}";
  }

  @Override
  public void close() {
    endpoint.close();
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException("The container did not stop", e);
    } finally {
      backend.close();
      pool.close();
      forger.close();
    }
  }

  private String authorization(MatchResult found) {
    byte[] json = authorization(found.group(2)).getBytes(UTF_8);
    String text =
        switch (found.group(1)) {
          case "H64" -> Base64.getUrlEncoder().withoutPadding().encodeToString(json);
          case "H64std" -> Base64.getEncoder().encodeToString(json);
          default -> new String(json, UTF_8);
        };
    return Matcher.quoteReplacement(text);
  }

  private String token(String who) {
    long now = clock.instant().getEpochSecond();
    return switch (who) {
      case "forged-bob" -> forger.token("bob", now, 3_600);
      case "expired" -> pool.token("alice", now - 7_200, 3_600);
      case "alice-60s" -> pool.token("alice", now, 60);
      case "alice", "bob", "carol", "ann", "hannah" -> pool.token(who, now, 3_600);
      default -> throw new NotSupportedException("identity " + who);
    };
  }

  private void start() throws IOException, LifecycleException {
    Path base = Files.createTempDirectory("pergola-conformance");
    tomcat.setBaseDir(base.toString());
    tomcat.setPort(0);
    tomcat.setSilent(true);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    StandardContext context = (StandardContext) tomcat.addContext("", base.toString());
    context.setClearReferencesThreadLocals(false);
    context.setClearReferencesRmiTargets(false);
    Wrapper wrapper = Tomcat.addServlet(context, "graphql", new PergolaServlet(backend));
    wrapper.setAsyncSupported(true);
    wrapper.addMapping("/graphql");
    wrapper.addMapping("/graphql/realtime");
    context.addServletContainerInitializer(new WsSci(), null);
    context.addApplicationLifecycleListener(new Sockets(endpoint));
    tomcat.start();
  }

  private record Sockets(RealtimeEndpoint endpoint) implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      try {
        PergolaSockets.add(
            (ServerContainer)
                event.getServletContext().getAttribute(ServerContainer.class.getName()),
            "/graphql",
            endpoint);
      } catch (DeploymentException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The system's time, and what has been let pass. */
  private final class Settable extends Clock {
    @Override
    public ZoneId getZone() {
      return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return clock.withZone(zone);
    }

    @Override
    public Instant instant() {
      return clock.instant();
    }
  }
}
