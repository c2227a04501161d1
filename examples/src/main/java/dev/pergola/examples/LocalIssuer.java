package dev.pergola.examples;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/**
 * Stands in for an Amazon Cognito user pool, so that the example needs no AWS account: it has a
 * fresh key pair, publishes the public half on loopback and signs tokens of Cognito's shape. To the
 * library it is what a real pool is, an issuer and an address with keys.
 *
 * <p>Whoever can call its methods can be anybody, which is right for an example and nothing else.
 */
public final class LocalIssuer implements AutoCloseable {

  /** The app client that all tokens are made for. */
  public static final String CLIENT_ID = "3n4b5urk1ft4fl3mg5e62d9ado";

  /** How long tokens are good, a day: the longest that Cognito allows for them. */
  public static final Duration TOKEN_LIFE = Duration.ofHours(24);

  private static final String POOL = "/local_Posts";

  private final HttpServer server;
  private final RSAKey key;
  private final RSASSASigner signer;

  private LocalIssuer(HttpServer server, RSAKey key) throws JOSEException {
    this.server = server;
    this.key = key;
    this.signer = new RSASSASigner(key);
  }

  /**
   * Starts an issuer with a new key, on a free port of 127.0.0.1.
   *
   * @throws IOException if it can not listen
   */
  public static LocalIssuer start() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    try {
      RSAKey key =
          new RSAKeyGenerator(2048)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.RS256)
              .keyIDFromThumbprint(true)
              .generate();
      LocalIssuer issuer = new LocalIssuer(server, key);
      server.createContext(POOL + "/.well-known/jwks.json", issuer::sendPublicKey);
      server.start();
      return issuer;
    } catch (JOSEException e) {
      throw new IllegalStateException("This Java platform can not make an RSA key", e);
    }
  }

  /** The {@code iss} of its tokens. */
  public String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + POOL;
  }

  /** Where its public key is. */
  public URI jwksUri() {
    return URI.create(issuer() + "/.well-known/jwks.json");
  }

  /** An access token, which is what {@code aws-amplify} sends with a request. */
  public String accessToken(DemoUser user) {
    return sign(
        claims(user)
            .claim("token_use", "access")
            .claim("client_id", CLIENT_ID)
            .claim("username", user.username())
            .claim("scope", "aws.cognito.signin.user.admin"));
  }

  /** An ID token, which tells more about the user and is good for requests too. */
  public String idToken(DemoUser user) {
    return sign(
        claims(user)
            .claim("token_use", "id")
            .audience(CLIENT_ID)
            .claim("cognito:username", user.username())
            .claim("email", user.email())
            .claim("email_verified", true));
  }

  /** Stops publishing the key. */
  @Override
  public void close() {
    server.stop(0);
  }

  private JWTClaimsSet.Builder claims(DemoUser user) {
    Instant now = Instant.now();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .subject(user.sub())
            .jwtID(UUID.randomUUID().toString())
            .claim("auth_time", now.getEpochSecond())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(TOKEN_LIFE)));
    // Cognito leaves the claim out for a user without groups.
    return user.groups().isEmpty() ? claims : claims.claim("cognito:groups", user.groups());
  }

  private String sign(JWTClaimsSet.Builder claims) {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            claims.build());
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("Signing with a key that was just made failed", e);
    }
    return token.serialize();
  }

  private void sendPublicKey(HttpExchange exchange) throws IOException {
    byte[] body = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().add("content-type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
