package dev.pergola.storage;

import org.jspecify.annotations.Nullable;

/**
 * The condition of a write did not hold; nothing changed. Carries the row that it was judged
 * against, so that core can tell "may not" from "is not so" without a second read. Cheap: it has no
 * stack trace, since it is an answer and not a fault.
 */
public final class ConditionFailedException extends StoreException {

  private static final long serialVersionUID = 1L;

  private final int index;
  private final transient @Nullable Row stored;

  /** A failure against this row, or against no row at all. */
  public ConditionFailedException(@Nullable Row stored) {
    this(0, stored);
  }

  /**
   * A failure of one of the writes of a transaction, by which none of them was made.
   *
   * @param index which of the writes, from 0
   * @param stored the row that its condition was judged against, or null for no row at all
   */
  public ConditionFailedException(int index, @Nullable Row stored) {
    super("The condition of the write did not hold");
    this.index = index;
    this.stored = stored;
  }

  /** Which of the writes of a {@link TransactRequest}, from 0; 0 for a write alone. */
  public int index() {
    return index;
  }

  /** The row that the condition was judged against; null when there was none. */
  public @Nullable Row stored() {
    return stored;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
