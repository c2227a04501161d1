package dev.pergola.internal.authorize;

import dev.pergola.storage.Assignment;
import dev.pergola.storage.Filter;
import org.jspecify.annotations.Nullable;

/** How one rule takes one caller, whatever the record is. */
sealed interface Match {

  /**
   * The rule never matches this caller.
   *
   * @param why for people; says nothing of values
   */
  record None(String why) implements Match {}

  /** The rule matches this caller for every record. */
  record Always() implements Match {
    static final Always INSTANCE = new Always();
  }

  /**
   * The rule matches this caller for some records.
   *
   * @param filter which
   * @param fill for an owner rule, what makes a new record the caller's; null for other rules
   */
  record Where(Filter filter, @Nullable Assignment fill) implements Match {}
}
