package dev.pergola.conformance.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import dev.pergola.auth.Authentication;
import dev.pergola.auth.cognito.CognitoUserPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** A user pool on this machine, so that a request can bring a token that is good. */
final class LocalPool implements AutoCloseable {

  private static final String ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Http";
  private static final String CLIENT = "client";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final KeyPair key;
  private final HttpServer server;

  /** One text has one signature: hundreds of tokens of the same second are signed once. */
  private final Map<String, String> signatures = new ConcurrentHashMap<>();

  LocalPool() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2_048);
      key = generator.generateKeyPair();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] jwks = jwks((RSAPublicKey) key.getPublic()).getBytes(UTF_8);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, jwks.length);
            exchange.getResponseBody().write(jwks);
          }
        });
    server.start();
  }

  /** Takes the tokens of this pool. */
  CognitoUserPool authenticator() {
    return authenticator(Clock.systemUTC());
  }

  /**
   * Takes the tokens of this pool, at the time of this clock. It has its keys: a request waits for
   * those no longer than a second, which may be too short on a busy machine.
   */
  CognitoUserPool authenticator(Clock clock) {
    CognitoUserPool made =
        CognitoUserPool.builder()
            .clock(clock)
            .issuer(ISSUER)
            .clientIds(CLIENT)
            .jwksUri(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json"))
            .build();
    String any = token("first", clock.instant().getEpochSecond(), 60);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!(made.authenticate(any).toCompletableFuture().join()
        instanceof Authentication.Accepted)) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("No keys in " + PATIENCE);
      }
      Thread.onSpinWait();
    }
    return made;
  }

  /** An access token of this user, good for an hour. */
  String token(String user) {
    return token(user, Instant.now().getEpochSecond(), 3_600);
  }

  /** An access token of this user, good for so many seconds. */
  String token(String user, long now, int seconds) {
    String header = "{\"alg\":\"RS256\",\"kid\":\"k\"}";
    Map<String, Object> claims = new LinkedHashMap<>(TargetCallers.claims(user));
    claims.put("iss", ISSUER);
    claims.put("client_id", CLIENT);
    claims.put("token_use", "access");
    claims.put("iat", now);
    claims.put("exp", now + seconds);
    String signed = base64(header.getBytes(UTF_8)) + "." + base64(MAPPER.writeValueAsBytes(claims));
    return signed + "." + signatures.computeIfAbsent(signed, this::signature);
  }

  private String signature(String signed) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.getPrivate());
      signature.update(signed.getBytes(UTF_8));
      return base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static String jwks(RSAPublicKey key) {
    return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"%s\",\"e\":\"%s\"}]}"
        .formatted(
            base64(unsigned(key.getModulus().toByteArray())),
            base64(key.getPublicExponent().toByteArray()));
  }

  private static byte[] unsigned(byte[] number) {
    return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
  }

  private static String base64(byte[] bytes) {
    return BASE64.encodeToString(bytes);
  }
}
