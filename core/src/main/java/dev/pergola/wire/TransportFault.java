package dev.pergola.wire;

/** What can go wrong before or after {@link HttpEndpoint} has its say; only a transport sees it. */
public enum TransportFault {
  /** The body did not come within {@link HttpOptions#readTimeout()}: 408. */
  BODY_TOO_SLOW,
  /** The body ended early, or its framing is broken: 400. */
  BODY_BROKEN,
  /** The answer did not come within {@link HttpOptions#answerTimeout()}: 200 with an error. */
  ANSWER_TOO_SLOW
}
