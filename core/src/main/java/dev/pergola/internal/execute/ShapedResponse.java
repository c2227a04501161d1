package dev.pergola.internal.execute;

import dev.pergola.internal.plan.ResponseKeys;
import dev.pergola.internal.plan.ResponseName;
import dev.pergola.request.DataError;
import dev.pergola.request.DataResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer that becomes maps when they are first asked for, and then the same for all readers. */
abstract class ShapedResponse implements DataResponse {

  static final ResponseName DATA = new ResponseName("data");

  private static final ResponseName ERRORS = new ResponseName("errors");

  private static final ResponseKeys DATA_ONLY = ResponseKeys.of(List.of(DATA));
  private static final ResponseKeys WITH_ERRORS = ResponseKeys.of(List.of(DATA, ERRORS));

  private volatile @Nullable Shaped shaped;

  /** Makes the maps. Called once. */
  abstract Shaped shape();

  @Override
  public final @Nullable Map<String, @Nullable Object> data() {
    return shaped().data();
  }

  @Override
  public final List<DataError> errors() {
    return shaped().errors();
  }

  @Override
  public Map<String, @Nullable Object> toMap() {
    return envelope(data(), errors());
  }

  private Shaped shaped() {
    Shaped known = shaped;
    return known == null ? shapeOnce() : known;
  }

  private synchronized Shaped shapeOnce() {
    Shaped known = shaped;
    if (known == null) {
      known = shape();
      shaped = known;
    }
    return known;
  }

  static void writeErrors(JsonSink sink, List<DataError> errors) {
    if (!errors.isEmpty()) {
      sink.name(ERRORS);
      sink.value(errors.stream().map(DataError::toMap).toList());
    }
  }

  static Map<String, @Nullable Object> envelope(
      @Nullable Map<String, @Nullable Object> data, List<DataError> errors) {
    if (errors.isEmpty()) {
      return new ResultMap(DATA_ONLY, new @Nullable Object[] {data});
    }
    return new ResultMap(
        WITH_ERRORS, new @Nullable Object[] {data, errors.stream().map(DataError::toMap).toList()});
  }

  /** What an answer holds. */
  record Shaped(@Nullable Map<String, @Nullable Object> data, List<DataError> errors) {

    // What a shaper writes first is the object around all.
    @SuppressWarnings("unchecked")
    static Shaped of(MapSink written, List<DataError> errors) {
      return new Shaped((Map<String, @Nullable Object>) written.result(), errors);
    }
  }
}
