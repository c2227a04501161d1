package dev.pergola.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the writes of a transaction give, once all of them are made. */
public interface Committed {

  /**
   * What this write gives: the record as it is then or, if deleted, as it was.
   *
   * @param write one of the calls that the transaction was made of, itself
   * @throws IllegalArgumentException if it is none of them
   * @throws IllegalStateException if its record could not be given, as the errors of the answer
   *     say; never of what {@link Call#join()} gives
   */
  <T> T of(WriteCall<T> write);

  /** What all of the writes give, in their order; null where {@link #of} would throw. */
  List<@Nullable Object> all();
}
