package dev.pergola.storage;

/** A write would make a row larger than its request allows; nothing changed. */
public final class RowTooLargeException extends StoreException {

  private static final long serialVersionUID = 1L;

  /** A failure for a row of a table. */
  public RowTooLargeException(String table, long bytes, long maxBytes) {
    super(
        "Table '%s': the row would have %d bytes; at most %d are allowed."
            .formatted(table, bytes, maxBytes));
  }

  /** A failure that the store's own service found, in its words. */
  public RowTooLargeException(String message) {
    super(message);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
