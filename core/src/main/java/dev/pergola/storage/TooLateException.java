package dev.pergola.storage;

/**
 * A page would come after the {@linkplain PageRequest#deadline deadline}; nobody waits for it any
 * more.
 */
public final class TooLateException extends StoreException {

  private static final long serialVersionUID = 1L;

  /** Of a store that was asked to be done by now. */
  public TooLateException() {
    super("The deadline of the request has passed");
  }
}
