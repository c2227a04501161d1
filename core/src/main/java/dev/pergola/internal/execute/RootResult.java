package dev.pergola.internal.execute;

import dev.pergola.request.DataError;
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

  /** One record, or none. */
  record OneRecord(Records records) implements RootResult {}

  /** A page of records. */
  record OnePage(Pages pages) implements RootResult {}

  /** Records of a custom operation in a list; null when there is no list. */
  record ManyRecords(@Nullable Records records) implements RootResult {}

  /** What a custom operation answers, as plain values. */
  record Value(@Nullable Object value) implements RootResult {}

  /** A result that the operation's handlers have errors beside. */
  record Annotated(RootResult result, List<DataError> errors) implements RootResult {
    public Annotated {
      errors = List.copyOf(errors);
    }
  }

  /** The field is null, and this is why. */
  static RootResult failed(DataError error) {
    return new Ready(null, List.of(error));
  }
}
