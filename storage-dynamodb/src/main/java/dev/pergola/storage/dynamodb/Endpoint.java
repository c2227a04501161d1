package dev.pergola.storage.dynamodb;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Where a client sends what it is asked, records and all (spec: security 10). */
final class Endpoint {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

  private Endpoint() {}

  /** Refuses a client that others on the network could listen to. */
  static void checkSecret(DynamoDbAsyncClient client) {
    URI endpoint = of(client).orElse(null);
    if (endpoint != null && !"https".equalsIgnoreCase(endpoint.getScheme()) && !isHere(endpoint)) {
      throw new IllegalArgumentException(
          "The client sends records to %s in clear text; give it an https endpoint, or allowInsecureEndpoint(true) if nobody listens on that network."
              .formatted(endpoint));
    }
  }

  private static Optional<URI> of(DynamoDbAsyncClient client) {
    try {
      return client.serviceClientConfiguration().endpointOverride();
    } catch (UnsupportedOperationException untold) {
      // A client of the host's own making, which need not send anything anywhere.
      return Optional.empty();
    }
  }

  private static boolean isHere(URI endpoint) {
    return endpoint.getHost() != null && LOOPBACK.matcher(endpoint.getHost()).matches();
  }
}
