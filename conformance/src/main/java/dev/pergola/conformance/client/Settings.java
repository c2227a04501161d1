package dev.pergola.conformance.client;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the host is told on its command line.
 *
 * @param port where it listens; 0 for any
 * @param jwks the public keys of the user pool
 * @param apiKey the key that it takes
 * @param outputs where it writes {@code amplify_outputs.json}
 * @param keystore a PKCS#12 file with the password {@code changeit}, for TLS
 */
record Settings(int port, Path jwks, String apiKey, Path outputs, Optional<Path> keystore) {

  private static final List<String> KNOWN =
      List.of("--port", "--jwks", "--api-key", "--outputs", "--keystore");

  /**
   * The settings in these arguments.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static Settings of(String... arguments) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!KNOWN.contains(arguments[i]) || i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            "'%s' is no option with a value; known: %s.".formatted(arguments[i], KNOWN));
      }
      values.put(arguments[i], arguments[i + 1]);
    }
    return new Settings(
        Integer.parseInt(needed(values, "--port")),
        Path.of(needed(values, "--jwks")),
        needed(values, "--api-key"),
        Path.of(needed(values, "--outputs")),
        Optional.ofNullable(values.get("--keystore")).map(Path::of));
  }

  private static String needed(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("%s is missing.".formatted(name));
    }
    return value;
  }
}
