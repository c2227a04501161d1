package dev.pergola.internal.execute;

import dev.pergola.request.DataError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a field has no value, in words for the client; where the field stands is told when the answer
 * is shaped, since one failure may be that of the same field of many records.
 *
 * @param extensions what has no member of its own; null for none
 */
record FieldFailure(
    String message,
    @Nullable String errorType,
    @Nullable Object data,
    @Nullable Object errorInfo,
    @Nullable Map<String, Object> extensions) {

  static FieldFailure of(FieldException known) {
    return new FieldFailure(known.text(), known.errorType(), null, null, null);
  }

  /** What was told of another field, by which this one fails. */
  static FieldFailure of(DataError told) {
    return new FieldFailure(
        told.message(), told.errorType(), told.data(), told.errorInfo(), told.extensions());
  }

  DataError at(@Nullable List<Object> path, @Nullable List<DataError.Location> locations) {
    return new DataError(message, errorType, path, locations, data, errorInfo, extensions, false);
  }
}
