package dev.pergola.conformance.client;

import com.sun.net.httpserver.HttpServer;
import dev.pergola.Pergola;
import dev.pergola.auth.ApiKey;
import dev.pergola.auth.ApiKeys;
import dev.pergola.auth.AuthorizerAnswer;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.LambdaAuthorization;
import dev.pergola.auth.cognito.CognitoUserPool;
import dev.pergola.model.Mode;
import dev.pergola.storage.Store;
import dev.pergola.storage.memory.EmbeddedStore;
import dev.pergola.transport.servlet.PergolaServlet;
import dev.pergola.transport.servlet.PergolaSockets;
import dev.pergola.wire.HttpOptions;
import dev.pergola.wire.RealtimeEndpoint;
import dev.pergola.wire.RealtimeOptions;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.websocket.server.WsSci;

/** Serves what the suite of the unmodified Amplify client asks for. */
public final class ClientHost implements AutoCloseable {

  private static final String ISSUER =
      "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_LOCALTEST";
  private static final String LAMBDA_TOKEN = "lambda-ok";
  private static final String PASSWORD = "changeit";

  private final HttpServer keys;
  private final Pergola backend;
  private final RealtimeEndpoint realtime;
  private final Tomcat tomcat;
  private final boolean secure;

  private ClientHost(Settings settings, Store store) throws IOException, LifecycleException {
    this.secure = settings.keystore().isPresent();
    this.keys = keys(Files.readAllBytes(settings.jwks()));
    this.backend = backend(settings.apiKey(), store, keys.getAddress().getPort());
    this.realtime =
        RealtimeEndpoint.of(
            backend, RealtimeOptions.builder().allowedOrigins(List.of("*")).build());
    this.tomcat = tomcat(settings);
    tomcat.start();
    fetchKeys();
    backend
        .outputs()
        .amplify(url())
        .apiKey(settings.apiKey())
        .userPool("us-east-1", "us-east-1_LOCALTEST", "localclient")
        .writeTo(settings.outputs());
  }

  /** Listens until the process ends. */
  public static void main(String[] arguments) throws IOException, LifecycleException {
    Settings settings;
    try {
      settings = Settings.of(arguments);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
      return;
    }
    ClientHost host = start(settings, EmbeddedStore.inMemory());
    System.out.println("Listening on " + host.url());
    host.tomcat.getServer().await();
  }

  /** Starts on this store, which the host closes. */
  static ClientHost start(Settings settings, Store store) throws IOException, LifecycleException {
    return new ClientHost(settings, store);
  }

  /** Where requests go. */
  URI url() {
    return URI.create(
        "%s://localhost:%d/graphql"
            .formatted(secure ? "https" : "http", tomcat.getConnector().getLocalPort()));
  }

  @Override
  public void close() {
    realtime.close();
    backend.close();
    keys.stop(0);
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException("Tomcat did not stop as it should", e);
    }
  }

  /** So that the first caller does not have to wait for the keys; for nobody's token. */
  private void fetchKeys() {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    String header =
        encoder.encodeToString(
            "{\"alg\":\"RS256\",\"kid\":\"test-key\"}".getBytes(StandardCharsets.UTF_8));
    var unused = backend.authenticate(Credentials.token(header + ".e30." + "A".repeat(342))).join();
  }

  /** A user pool is asked for its keys; here it has one page. */
  private static HttpServer keys(byte[] jwks) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(200, jwks.length);
            exchange.getResponseBody().write(jwks);
          }
        });
    server.start();
    return server;
  }

  private static Pergola backend(String apiKey, Store store, int keysPort) {
    CognitoUserPool userPool =
        CognitoUserPool.builder()
            .issuer(ISSUER)
            .jwksUri(URI.create("http://127.0.0.1:" + keysPort + "/jwks.json"))
            .clientIds("localclient")
            // The suite's expired token is so by half a minute only.
            .clockSkew(Duration.ofSeconds(5))
            .build();
    LambdaAuthorization lambda =
        LambdaAuthorization.of(
            request ->
                request.authorizationToken().equals(LAMBDA_TOKEN)
                    ? AuthorizerAnswer.authorized()
                    : AuthorizerAnswer.refused());
    return Pergola.builder(ClientSchema.schema())
        .store(store)
        .authorizationModes(
            modes ->
                modes
                    .apiKey(ApiKeys.of(ApiKey.of("client", apiKey)))
                    .userPool(userPool)
                    .lambda(lambda)
                    .defaultMode(Mode.API_KEY))
        .build();
  }

  private Tomcat tomcat(Settings settings) throws IOException {
    Connector connector = new Connector();
    connector.setProperty("address", "127.0.0.1");
    connector.setPort(settings.port());
    connector.setThrowOnFailure(true);
    // Subprotocols hold a token each.
    connector.setProperty("maxHttpRequestHeaderSize", "65536");
    settings.keystore().ifPresent(keystore -> secure(connector, keystore));
    Tomcat server = new Tomcat();
    server.setBaseDir(Files.createTempDirectory("client-host").toString());
    server.setConnector(connector);
    StandardContext context = (StandardContext) server.addContext("", null);
    Wrapper graphql =
        Tomcat.addServlet(
            context,
            "graphql",
            new PergolaServlet(
                backend, HttpOptions.builder().allowedOrigins(List.of("*")).build(), realtime));
    graphql.setAsyncSupported(true);
    graphql.addMapping("/graphql");
    // Tomcat upgrades only what some servlet is mapped to.
    graphql.addMapping("/graphql/realtime");
    context.addServletContainerInitializer(new WsSci(), null);
    context.addApplicationLifecycleListener(new Sockets(realtime));
    return server;
  }

  private static void secure(Connector connector, Path keystore) {
    connector.setSecure(true);
    connector.setScheme("https");
    connector.setProperty("SSLEnabled", "true");
    SSLHostConfig tls = new SSLHostConfig();
    SSLHostConfigCertificate certificate =
        new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
    certificate.setCertificateKeystoreFile(keystore.toAbsolutePath().toString());
    certificate.setCertificateKeystorePassword(PASSWORD);
    certificate.setCertificateKeystoreType("PKCS12");
    tls.addCertificate(certificate);
    connector.addSslHostConfig(tls);
  }

  /** Adds the sockets when the container has them. */
  private record Sockets(RealtimeEndpoint realtime) implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      ServerContainer container =
          (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
      try {
        PergolaSockets.add(container, "/graphql", realtime);
      } catch (DeploymentException e) {
        throw new IllegalStateException("The container has no room for the sockets", e);
      }
    }
  }
}
