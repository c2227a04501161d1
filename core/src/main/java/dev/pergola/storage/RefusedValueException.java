package dev.pergola.storage;

/**
 * The store cannot do what it was asked because of a value that the request brought: a number
 * beyond its own, a key that is too long. Nothing changed. The only failure of a store whose
 * message callers read, so it names fields and limits and nothing of the store's insides.
 */
public final class RefusedValueException extends StoreException {

  private static final long serialVersionUID = 1L;

  /** A refusal, in words for whoever sent the value. */
  public RefusedValueException(String message) {
    super(message);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
