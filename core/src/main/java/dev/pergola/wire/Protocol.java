package dev.pergola.wire;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said on a socket. */
interface Protocol {

  /** A message has come; null for one that is no JSON object. Called by one thread at a time. */
  void message(@Nullable Map<?, ?> message);

  /** Says that the server lives. */
  void keepAlive();

  /** How often that is said. */
  Duration keepAliveInterval();

  /** Looks again at credentials that are in use; what they are good for no more ends. */
  void recheck();

  /** The code to close with when no first message comes. */
  int initTimeoutCode();

  /** The socket is closed. */
  void ended();
}
