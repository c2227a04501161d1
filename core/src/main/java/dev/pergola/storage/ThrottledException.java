package dev.pergola.storage;

import org.jspecify.annotations.Nullable;

/**
 * The store was asked for more than it gives in this time, and has tried again in vain. Worth
 * another attempt later.
 */
public final class ThrottledException extends StoreException {

  private static final long serialVersionUID = 1L;

  /** A failure that names what was asked for. */
  public ThrottledException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
