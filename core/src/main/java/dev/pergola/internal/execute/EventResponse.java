package dev.pergola.internal.execute;

import dev.pergola.internal.plan.RootField;
import org.jspecify.annotations.Nullable;

/** An event, shaped when first read and then the same for all its readers. */
final class EventResponse extends ShapedResponse {

  private final RootField.Served root;
  private final @Nullable Object payload;
  private final ClosedMembers closed;
  private final int maxBytes;
  private byte @Nullable [] json;

  EventResponse(
      RootField.Served root, @Nullable Object payload, ClosedMembers closed, int maxBytes) {
    this.root = root;
    this.payload = payload;
    this.closed = closed;
    this.maxBytes = maxBytes;
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
      writeErrors(sink, shaper.errors());
      sink.endObject();
      return sink.toBytes();
    } catch (ResultTooLargeException tooLarge) {
      return RefusedResponse.tooLarge(tooLarge).toJson();
    }
  }

  @Override
  Shaped shape() {
    try {
      MapSink sink = new MapSink(maxBytes);
      EventShaper shaper = new EventShaper(sink, closed);
      shaper.shape(root, payload);
      return Shaped.of(sink, shaper.errors());
    } catch (ResultTooLargeException tooLarge) {
      return new Shaped(null, RefusedResponse.tooLarge(tooLarge).errors());
    }
  }
}
