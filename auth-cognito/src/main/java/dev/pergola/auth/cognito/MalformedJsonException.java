package dev.pergola.auth.cognito;

/** Text that is not the JSON object that was expected. The message holds nothing of the text. */
final class MalformedJsonException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedJsonException(String message) {
    super(message, null, false, false);
  }
}
