package dev.pergola.wire;

/** SPI. What a transport does for a socket. Called by one thread at a time. */
public interface SocketOutput {

  /**
   * Sends a text message without waiting for it. Never called again before {@code sent} is, nor
   * after {@link #close}.
   *
   * @param sent to be run when the next one can be sent, by any thread, also by the calling one
   *     before this returns; not if sending failed, which a transport tells by {@link
   *     RealtimeSession#closed()}
   */
  void send(String text, Runnable sent);

  /** Closes the socket with this code, after what has been sent. */
  void close(int code, String reason);
}
