package dev.pergola.wire;

/** One socket, as the transport that reads from it sees it. Safe for use by many threads. */
public interface RealtimeSession {

  /** A text message has come. Never throws, whatever it says. */
  void text(String message);

  /** The socket is closed, by whomever; its subscriptions end. Idempotent. */
  void closed();
}
