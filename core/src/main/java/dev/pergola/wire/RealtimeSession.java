package dev.pergola.wire;

/** One socket, as the transport that reads from it sees it. Safe for use by many threads. */
public interface RealtimeSession {

  /** A text message has come. Never throws, whatever it says. */
  void text(String message);

  /** A sign of life has come that says nothing, such as the answer to a ping. */
  default void alive() {}

  /**
   * A message could not be sent, and none will be: the socket is given up, and closed by a thread
   * that may wait for that.
   */
  default void failed() {
    closed();
  }

  /** The socket is closed, by whomever; its subscriptions end. Idempotent. */
  void closed();
}
