package dev.pergola.internal.execute;

import dev.pergola.request.DataError;
import dev.pergola.request.DataResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request of which nothing ran, or of which nothing may be told: {@code data} is
 * null.
 */
record RefusedResponse(List<DataError> errors) implements DataResponse {

  RefusedResponse {
    errors = List.copyOf(errors);
  }

  /** Instead of an answer that is too large; the operation itself may well have run. */
  static RefusedResponse tooLarge(ResultTooLargeException tooLarge) {
    return new RefusedResponse(
        List.of(
            new DataError(
                String.valueOf(tooLarge.getMessage()),
                ClientErrors.TOO_LARGE_TYPE,
                null,
                null,
                null,
                null,
                null,
                false)));
  }

  /** When a request took longer than it may. */
  static RefusedResponse timedOut() {
    return new RefusedResponse(
        List.of(
            new DataError(
                ClientErrors.TIMEOUT_MESSAGE,
                ClientErrors.TIMEOUT_TYPE,
                null,
                null,
                null,
                null,
                null,
                false)));
  }

  @Override
  public @Nullable Map<String, @Nullable Object> data() {
    return null;
  }

  @Override
  public boolean isRefusal() {
    return true;
  }

  @Override
  public byte[] toJson() {
    JsonSink sink = new JsonSink(Integer.MAX_VALUE);
    sink.beginObject();
    sink.name(ShapedResponse.DATA);
    sink.value(null);
    ShapedResponse.writeErrors(sink, errors);
    sink.endObject();
    return sink.toBytes();
  }

  @Override
  public Map<String, @Nullable Object> toMap() {
    return ShapedResponse.envelope(null, errors);
  }
}
