package dev.pergola.storage;

import org.jspecify.annotations.Nullable;

/**
 * The condition of a write did not hold; nothing changed. Carries the row that it was judged
 * against, so that core can tell "may not" from "is not so" without a second read. Cheap: it has no
 * stack trace, since it is an answer and not a fault.
 */
public final class ConditionFailedException extends StoreException {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable Row stored;

  /** A failure against this row, or against no row at all. */
  public ConditionFailedException(@Nullable Row stored) {
    super("The condition of the write did not hold");
    this.stored = stored;
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
