package dev.pergola.request;

/**
 * The operation of a request for {@linkplain DataRequest#queriesOnly() queries only} is a mutation
 * or a subscription. Nothing ran; on HTTP it is a 405, the answer to a mutation by {@code GET}.
 */
public final class NotAQueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what a client may be told. */
  public NotAQueryException(String message) {
    super(message, null, false, false);
  }
}
