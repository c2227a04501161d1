package dev.pergola.conformance.security;

import com.sun.net.httpserver.HttpServer;
import dev.pergola.auth.cognito.CognitoUserPool;
import dev.pergola.auth.cognito.SettingsException;
import dev.pergola.auth.cognito.TokenUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The backends of a document, one for each set of settings, and the endpoint of their keys. */
final class JwtBackends implements AutoCloseable {

  private final HttpServer server;
  private final Clock clock;
  private final Map<String, JwtTarget> targets = new LinkedHashMap<>();

  JwtBackends(String jwks, Clock clock) {
    this.clock = clock;
    byte[] body = jwks.getBytes(StandardCharsets.UTF_8);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  /**
   * The backend with these settings, of which the later ones count.
   *
   * @throws NotSupportedException for a setting that is not known
   * @throws SettingsException for settings that a host would not get past
   */
  JwtTarget with(JsonNode... configs) {
    Map<String, JsonNode> settings = new LinkedHashMap<>();
    for (JsonNode config : configs) {
      config.properties().forEach(setting -> settings.put(setting.getKey(), setting.getValue()));
    }
    return targets.computeIfAbsent(settings.toString(), same -> build(settings));
  }

  private JwtTarget build(Map<String, JsonNode> settings) {
    CognitoUserPool.Builder builder = CognitoUserPool.builder().clock(clock).jwksUri(address());
    settings.forEach((name, value) -> set(builder, name, value));
    return new JwtTarget(builder.build(), clock);
  }

  private static void set(CognitoUserPool.Builder builder, String name, JsonNode value) {
    switch (name) {
      case "issuer" -> builder.issuer(value.stringValue());
      case "clientIds" -> builder.clientIds(texts(value).toArray(String[]::new));
      case "tokenUse" ->
          builder.tokenUse(
              texts(value).stream()
                  .map(use -> TokenUse.valueOf(use.toUpperCase(Locale.ROOT)))
                  .toArray(TokenUse[]::new));
      case "skewSeconds" -> builder.clockSkew(Duration.ofSeconds(value.longValue()));
      case "maxLength" -> builder.maxLength(value.intValue());
      case "maxGroups" -> builder.maxGroups(value.intValue());
      case "algorithms" -> {
        if (!texts(value).equals(List.of("RS256"))) {
          throw new NotSupportedException("config.algorithms " + value);
        }
      }
      default -> throw new NotSupportedException("config." + name);
    }
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::stringValue).toList();
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json");
  }

  @Override
  public void close() {
    new ArrayList<>(targets.values()).forEach(JwtTarget::close);
    server.stop(0);
  }
}
