package dev.pergola.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The request that a socket began with, as a transport read it.
 *
 * @param subprotocols what the client offers, in its order
 * @param query the query string as sent; empty for none
 * @param headers the header fields
 * @param secure whether it came over TLS to this server; false as well where a proxy ended TLS
 */
public record RealtimeHandshake(
    List<String> subprotocols, String query, Headers headers, boolean secure) {

  /** The subprotocol of AWS AppSync. */
  public static final String APPSYNC = "graphql-ws";

  /** The subprotocol of the {@code graphql-ws} library, which is another one. */
  public static final String TRANSPORT_WS = "graphql-transport-ws";

  public RealtimeHandshake {
    subprotocols = List.copyOf(subprotocols);
  }

  /** A handshake over no TLS, as far as this server sees. */
  public RealtimeHandshake(List<String> subprotocols, String query, Headers headers) {
    this(subprotocols, query, headers, false);
  }

  /** A handshake with the subprotocols as they stand in the header. */
  public static RealtimeHandshake of(Headers headers, String query) {
    List<String> offered =
        headers.all("sec-websocket-protocol").stream()
            .flatMap(line -> Arrays.stream(line.split(",", -1)))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    return new RealtimeHandshake(offered, query, headers);
  }

  /** The same handshake, over TLS or not. */
  public RealtimeHandshake withSecure(boolean tls) {
    return new RealtimeHandshake(subprotocols, query, headers, tls);
  }

  /**
   * What the server selects of what a client offers; empty when it offers nothing that is spoken
   * here. Never the blob that AppSync clients send their credentials in.
   */
  public static Optional<String> select(List<String> offered) {
    return offered.stream()
        .filter(name -> name.equals(APPSYNC) || name.equals(TRANSPORT_WS))
        .findFirst();
  }
}
