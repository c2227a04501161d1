package dev.pergola.client;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads one record by its key: empty when there is none.
 *
 * @param <T> what a record comes as
 */
public interface GetCall<T> extends Call<Optional<T>> {

  /**
   * The same call, with a choice of what a {@code hasMany} relation gives; see {@link
   * ListCall#related}.
   */
  GetCall<T> related(String path, UnaryOperator<PageChoice> choice);
}
