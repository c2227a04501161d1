package dev.pergola.auth;

/**
 * SPI. Is told of every authorization decision, for an audit log or a counter. Has no say: what it
 * throws is logged and changes nothing.
 *
 * <p>Called by many threads at once, on the thread of the request, which waits for it. A decision
 * about records says what is asked of them; a record that does not fulfil it is left out, or
 * refused, without a further call.
 */
@FunctionalInterface
public interface DecisionListener {

  /** A decision was made. */
  void onDecision(AuthorizationDecision decision);
}
