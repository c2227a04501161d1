package dev.pergola.storage;

import org.jspecify.annotations.Nullable;

/**
 * A store could not do what it was asked. The message is for operators and logs; clients get it
 * only where the contract names a text.
 */
public class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure without a cause of its own. */
  public StoreException(String message) {
    super(message);
  }

  /** A failure that another one caused. */
  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
