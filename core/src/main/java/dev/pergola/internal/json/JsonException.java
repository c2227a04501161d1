package dev.pergola.internal.json;

/**
 * A text is not JSON, or more than the limits allow. The message is fit for the sender: short, and
 * without more of the text than the name of a member. There is no cause, since the parser's own
 * messages name classes and repeat the text.
 */
public final class JsonException extends Exception {

  private static final long serialVersionUID = 1L;

  JsonException(String message) {
    super(message);
  }
}
