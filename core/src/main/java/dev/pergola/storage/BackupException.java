package dev.pergola.storage;

import org.jspecify.annotations.Nullable;

/**
 * A backup cannot be restored, or a row cannot be written into one. Nothing was restored; the
 * message says why, and at which line of the backup.
 */
public final class BackupException extends StoreException {

  private static final long serialVersionUID = 1L;

  /** A failure without a cause of its own. */
  public BackupException(String message) {
    super(message);
  }

  /** A failure that another one caused. */
  public BackupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
