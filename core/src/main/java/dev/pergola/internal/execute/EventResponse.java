package dev.pergola.internal.execute;

import dev.pergola.internal.plan.ResponseName;
import dev.pergola.internal.plan.RootField;
import dev.pergola.request.DataError;
import dev.pergola.request.DataResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event, shaped when first read and then the same for all its readers. */
final class EventResponse implements DataResponse {

  private static final ResponseName DATA = new ResponseName("data");

  private final RootField.Served root;
  private final @Nullable Object payload;
  private final ClosedMembers closed;
  private final int maxBytes;
  private @Nullable Shaped shaped;
  private byte @Nullable [] json;

  EventResponse(
      RootField.Served root, @Nullable Object payload, ClosedMembers closed, int maxBytes) {
    this.root = root;
    this.payload = payload;
    this.closed = closed;
    this.maxBytes = maxBytes;
  }

  @Override
  public @Nullable Map<String, @Nullable Object> data() {
    return shaped().data();
  }

  @Override
  public List<DataError> errors() {
    return shaped().errors();
  }

  @Override
  public Map<String, @Nullable Object> toMap() {
    return ExecutedResponse.envelope(data(), errors());
  }

  @Override
  public synchronized byte[] toJson() {
    byte[] known = json;
    if (known == null) {
      known = written();
      json = known;
    }
    return known;
  }

  private byte[] written() {
    try {
      JsonSink sink = new JsonSink(maxBytes);
      EventShaper shaper = new EventShaper(sink, closed);
      sink.beginObject();
      sink.name(DATA);
      shaper.shape(root, payload);
      ExecutedResponse.writeErrors(sink, shaper.errors());
      sink.endObject();
      return sink.toBytes();
    } catch (ResultTooLargeException tooLarge) {
      return RefusedResponse.tooLarge(tooLarge).toJson();
    }
  }

  private synchronized Shaped shaped() {
    Shaped known = shaped;
    if (known == null) {
      known = shape();
      shaped = known;
    }
    return known;
  }

  // The sink's outermost value is the object that the shaper opens.
  @SuppressWarnings("unchecked")
  private Shaped shape() {
    try {
      MapSink sink = new MapSink(maxBytes);
      EventShaper shaper = new EventShaper(sink, closed);
      shaper.shape(root, payload);
      return new Shaped((Map<String, @Nullable Object>) sink.result(), shaper.errors());
    } catch (ResultTooLargeException tooLarge) {
      return new Shaped(null, RefusedResponse.tooLarge(tooLarge).errors());
    }
  }

  private record Shaped(@Nullable Map<String, @Nullable Object> data, List<DataError> errors) {}
}
