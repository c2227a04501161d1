package dev.pergola.internal.execute;

import dev.pergola.request.DataError;
import dev.pergola.storage.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of one root field, before it is shaped. */
sealed interface RootResult {

  /** A value that needs no shaping. */
  record Ready(@Nullable Object value, List<DataError> errors) implements RootResult {
    public Ready {
      errors = List.copyOf(errors);
    }
  }

  /** One record; null when there is none. */
  record OneRow(@Nullable Row row) implements RootResult {}

  /** A page of records. */
  record Rows(List<Row> rows, @Nullable String nextToken) implements RootResult {
    public Rows {
      rows = List.copyOf(rows);
    }
  }

  /** The field is null, and this is why. */
  static RootResult failed(DataError error) {
    return new Ready(null, List.of(error));
  }
}
