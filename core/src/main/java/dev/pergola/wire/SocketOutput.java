package dev.pergola.wire;

/** SPI. What a transport does for a socket. Called by one thread at a time. */
public interface SocketOutput {

  /**
   * Sends a text message without waiting for it. Never called again before {@code sent} is, nor
   * after {@link #close}.
   *
   * @param sent to be run when the next one can be sent, by any thread, also by the calling one
   *     before this returns; not if sending failed, which a transport tells by {@link
   *     RealtimeSession#failed()}
   */
  void send(String text, Runnable sent);

  /**
   * Asks the client for a sign of life below the protocol; what comes back is told by {@link
   * RealtimeSession#alive()}. May wait for the client a while: no thread is used for it that others
   * need.
   *
   * @return false if this transport cannot, and a silent client is then not noticed
   */
  default boolean ping() {
    return false;
  }

  /**
   * Closes the socket with this code, after what has been sent. May wait for the client a while, as
   * {@link #ping()} may.
   */
  void close(int code, String reason);
}
