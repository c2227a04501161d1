package dev.pergola.conformance.runtime;

/** A scenario that breaks its own format; the message says where and what would do. */
final class MalformedScenarioException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedScenarioException(String message) {
    super(message);
  }
}
