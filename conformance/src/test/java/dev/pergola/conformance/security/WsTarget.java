package dev.pergola.conformance.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pergola.Pergola;
import dev.pergola.auth.ApiKey;
import dev.pergola.auth.ApiKeys;
import dev.pergola.auth.Authentication;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Identity;
import dev.pergola.conformance.Stores;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.transport.servlet.Container;
import dev.pergola.transport.servlet.Hosting.Running;
import dev.pergola.transport.servlet.PergolaServlet;
import dev.pergola.wire.RealtimeEndpoint;
import dev.pergola.wire.RealtimeOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application that the corpus is for as sockets see it, in a container. */
final class WsTarget implements AutoCloseable {

  private static final String API_KEY = "da2-conformance-ws-key";
  private static final String OTHER_KEY = "da2-conformance-ws-key-2";
  private static final Pattern AUTHORIZATION = Pattern.compile("\\{(H|H64|H64std):([^}]+)}");

  private final LocalPool pool = new LocalPool();
  private final LocalPool forger = new LocalPool();
  private final Pergola backend;
  private final RealtimeEndpoint endpoint;
  private final Running running;
  private final List<ApiKey> keys = new CopyOnWriteArrayList<>();
  private volatile Clock clock = Clock.systemUTC();

  WsTarget(Container container) {
    Clock settable = new Settable();
    keys.add(ApiKey.of("conformance", API_KEY));
    keys.add(ApiKey.of("other", OTHER_KEY));
    backend =
        Pergola.builder(TargetModels.SCHEMA)
            .store(Stores.fresh())
            .clock(settable)
            .authorizationModes(
                modes ->
                    modes
                        .userPool(pool.authenticator(settable))
                        .apiKey(ApiKeys.from(() -> keys).withClock(settable)))
            .build();
    endpoint = RealtimeEndpoint.of(backend, RealtimeOptions.defaults());
    TargetModels.seeds().forEach(this::plant);
    running = container.host(new PergolaServlet(backend)).withSockets(endpoint).start();
  }

  URI uri(String path) {
    return URI.create("ws://127.0.0.1:" + running.port() + path);
  }

  /** How many sockets are open. */
  int sockets() {
    return endpoint.size();
  }

  /** Lets time pass for tokens and subscriptions. */
  void pass(Duration time) {
    clock = Clock.offset(clock, time);
  }

  /** What a host can do: take the second key away, or a user's subscriptions, or stop. */
  void admin(String word, String whom) {
    switch (word) {
      case "revokeKey" -> keys.removeIf(key -> key.id().equals("other"));
      case "revoke" ->
          backend.endSubscriptions(
              caller ->
                  caller instanceof Identity.UserPool user
                      && user.claims().text("sub").equals(Optional.of(TargetCallers.sub(whom))));
      case "close" -> endpoint.close();
      default -> throw new NotSupportedException("steps.admin " + word);
    }
  }

  private void plant(TargetModels.Seed seed) {
    if (!as(seed.who(), seed.document()).errors().isEmpty()) {
      throw new IllegalStateException("No record to ask for: " + seed);
    }
  }

  /** Runs a request as somebody who shows a credential of now, or as the host itself. */
  DataResponse as(String who, String query) {
    return switch (who) {
      case "admin-db" -> run(Identity.admin(), query);
      case "apiKey" -> shown(who, Credentials.apiKey(API_KEY), query);
      case "apikey2" -> shown(who, Credentials.apiKey(OTHER_KEY), query);
      default -> shown(who, Credentials.token(token(who)), query);
    };
  }

  private DataResponse shown(String who, Credentials credentials, String query) {
    Authentication caller =
        backend.authenticate(credentials).orTimeout(10, TimeUnit.SECONDS).join();
    if (!(caller instanceof Authentication.Accepted accepted)) {
      throw new IllegalStateException("%s is not let in: %s".formatted(who, caller));
    }
    return run(accepted.identity(), query);
  }

  private DataResponse run(Identity identity, String query) {
    return backend.execute(DataRequest.of(query), identity).orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** A text of the corpus with the runner's own values in it. */
  String fill(String text) {
    return AUTHORIZATION
        .matcher(TargetCallers.fill(text))
        .replaceAll(this::authorization)
        .replace("{API_KEY}", API_KEY)
        .replace("{JWT}", text.contains("{JWT}") ? token("alice") : "")
        .replace("{ORIGIN_OK}", "http://127.0.0.1:" + running.port());
  }

  /** The authorization object of somebody. */
  String authorization(String who) {
    String credential =
        switch (who) {
          case "apiKey" -> "\"x-api-key\":\"" + API_KEY + "\"";
          case "apikey2" -> "\"x-api-key\":\"" + OTHER_KEY + "\"";
          case "badkey" -> "\"x-api-key\":\"da2-nobody-has-this-key\"";
          default -> "\"Authorization\":\"" + token(who) + "\"";
        };
    return "{\"host\":\"127.0.0.1\"," + credential + "}";
  }

  @Override
  public void close() {
    endpoint.close();
    running.close();
    backend.close();
    pool.close();
    forger.close();
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
      default -> pool.token(who, now, 3_600);
    };
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
