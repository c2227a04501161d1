package dev.pergola.wire;

/**
 * The body of an answer that goes on while there are events: a subscription in the "distinct
 * connections" mode of the {@code graphql-sse} library. Nothing has been subscribed to until it is
 * opened.
 */
@FunctionalInterface
public interface ServerSentEvents {

  /**
   * Begins, after status and header fields. What the output is told to send is to reach the client
   * at once, in UTF-8; told to close it ends the body, whatever the code.
   *
   * @return to be told when the client has gone; it takes no text
   */
  RealtimeSession open(SocketOutput output);
}
