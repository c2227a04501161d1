package dev.pergola.internal.execute;

import dev.pergola.request.DataError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes wrong while an answer is shaped, told at the place where shaping stands. */
final class ShapingErrors {

  private final PathStack path;
  private final List<DataError> told = new ArrayList<>();

  ShapingErrors(PathStack path) {
    this.path = path;
  }

  /** How many were told so far. */
  int count() {
    return told.size();
  }

  List<DataError> all() {
    return List.copyOf(told);
  }

  /** Adds what was told before. */
  void addAll(List<DataError> before) {
    told.addAll(before);
  }

  void add(String message) {
    told.add(DataError.ofField(message, null, path.toList(), null));
  }

  /** Adds why there is no value here. */
  void add(FieldFailure failure, DataError.@Nullable Location location) {
    told.add(failure.at(path.toList(), location == null ? null : List.of(location)));
  }

  /** Adds that the caller may not read this field of this type. */
  void unauthorized(String field, String type, DataError.@Nullable Location location) {
    add(FieldFailure.of(ClientErrors.unauthorized(field, type)), location);
  }

  /**
   * Whether a null may stand here. Tells if not, unless what made it null has been told already.
   *
   * @param before how many were told before its value was written
   */
  boolean nullable(boolean required, String type, String parent, int before) {
    if (required && told.size() == before) {
      add(ClientErrors.nullInNonNull(type, parent, path.toString()));
    }
    return !required;
  }
}
