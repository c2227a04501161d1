package dev.pergola.internal.scalar;

/**
 * A stored value does not fit its field's type: the schema changed, or another program wrote it.
 * The message is AppSync's, without the path that only the caller knows (spec: runtime A11).
 */
public final class UnfitValueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnfitValueException(String message) {
    // No stack trace: a page of old rows may hold such a value in every field.
    super(message, null, false, false);
  }

  UnfitValueException(Object stored, String word) {
    this("Unable to serialize `%s` as a valid %s.".formatted(Shown.of(stored), word));
  }
}
