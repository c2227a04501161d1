package dev.pergola.storage;

/**
 * One of the writes of a transaction cannot be made, and so none was: a value of it is refused, its
 * row would be too large. Its cause is what that write would have failed with alone.
 */
public final class WriteFailedException extends StoreException {

  private static final long serialVersionUID = 1L;

  private final int index;
  private final StoreException reason;

  private WriteFailedException(int index, String table, StoreException reason) {
    super(
        "Write %d of the transaction, of table '%s': %s"
            .formatted(index, table, reason.getMessage()),
        reason);
    this.index = index;
    this.reason = reason;
  }

  /**
   * What a transaction fails with because of one of its writes.
   *
   * @param index which of the writes, from 0
   * @param table the name of its table
   * @param reason what the write would have failed with alone; given back as it is if it tells
   *     itself which write it is of, as a {@link ConditionFailedException} does
   */
  public static StoreException of(int index, String table, StoreException reason) {
    return reason instanceof ConditionFailedException || reason instanceof WriteFailedException
        ? reason
        : new WriteFailedException(index, table, reason);
  }

  /** Which of the writes of a {@link TransactRequest}, from 0. */
  public int index() {
    return index;
  }

  /** What the write would have failed with alone. */
  public StoreException reason() {
    return reason;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
