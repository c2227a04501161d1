package dev.pergola.storage.memory;

import java.util.Optional;

/**
 * Work of the one writer that would hold up everybody else's if it were done at once. Other jobs
 * come between its steps, so each step has to look again at what it goes by.
 */
interface LongJob<T> {

  /**
   * Does some of it, as a {@link Job} does its all. Empty if there is more to do; the result when
   * this was the last step.
   */
  Optional<T> step(Database database);
}
