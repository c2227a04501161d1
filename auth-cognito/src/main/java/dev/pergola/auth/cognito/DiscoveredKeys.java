package dev.pergola.auth.cognito;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an issuer that says where they are, in its OpenID Connect configuration. That is
 * asked once, and again after the place has failed.
 */
final class DiscoveredKeys implements KeySource {

  private final String issuer;
  private final KeySource configuration;
  private volatile @Nullable KeySource found;
  private volatile boolean closed;

  /**
   * @param issuer the {@code iss} of the tokens, which the configuration has to name, or it is
   *     somebody else's
   * @param configuration the document {@code /.well-known/openid-configuration}
   */
  DiscoveredKeys(String issuer, KeySource configuration) {
    this.issuer = issuer;
    this.configuration = configuration;
  }

  @Override
  public byte[] read() throws IOException {
    KeySource keys = found;
    if (keys == null) {
      keys = discover();
    }
    if (closed) {
      keys.close();
    }
    try {
      byte[] document = keys.read();
      // What is no key set is not the place, or not any more.
      int unused = KeySet.parse(document).size();
      found = keys;
      return document;
    } catch (MalformedJsonException noKeySet) {
      found = null;
      throw new IOException("jwks_uri answers what is " + noKeySet.getMessage());
    } catch (IOException | RuntimeException failure) {
      found = null;
      throw failure;
    }
  }

  private KeySource discover() throws IOException {
    Map<String, @Nullable Object> document;
    try {
      document = StrictJson.object(configuration.read());
    } catch (MalformedJsonException malformed) {
      throw new IOException("the issuer's configuration is " + malformed.getMessage());
    }
    if (!issuer.equals(document.get("issuer"))) {
      throw new IOException("the configuration is of issuer " + LogText.of(document.get("issuer")));
    }
    return new JwksEndpoint(address(document.get("jwks_uri")));
  }

  private static URI address(@Nullable Object named) throws IOException {
    try {
      URI address = URI.create(String.valueOf(named));
      if (SettingsChecks.isSafe(address)) {
        return address;
      }
    } catch (IllegalArgumentException noAddress) {
      // Refused below like any other that keys must not be read from.
    }
    throw new IOException("jwks_uri is " + LogText.of(named) + ", not an https address");
  }

  @Override
  public void close() {
    closed = true;
    configuration.close();
    KeySource keys = found;
    if (keys != null) {
      keys.close();
    }
  }

  @Override
  public String toString() {
    return configuration.toString();
  }
}
