package dev.pergola.internal.execute;

import dev.pergola.internal.plan.RootField;
import org.jspecify.annotations.Nullable;

/** An event, shaped when first read and then the same for all its readers. */
final class EventResponse extends ShapedResponse {

  private final RootField.Served root;
  private final @Nullable Object payload;
  private final ClosedMembers closed;
  private final int maxBytes;
  private @Nullable Written written;

  EventResponse(
      RootField.Served root, @Nullable Object payload, ClosedMembers closed, int maxBytes) {
    this.root = root;
    this.payload = payload;
    this.closed = closed;
    this.maxBytes = maxBytes;
  }

  @Override
  public byte[] toJson() {
    return written().json();
  }

  @Override
  public boolean isRefusal() {
    return written().refusal() != null;
  }

  @Override
  Shaped shape() {
    RefusedResponse refusal = written().refusal();
    if (refusal != null) {
      return new Shaped(null, refusal.errors());
    }
    MapSink sink = new MapSink(maxBytes);
    EventShaper shaper = new EventShaper(sink, closed);
    shaper.shape(root, payload);
    return Shaped.of(sink, shaper.errors());
  }

  private synchronized Written written() {
    Written known = written;
    if (known == null) {
      known = write();
      written = known;
    }
    return known;
  }

  private Written write() {
    try {
      JsonSink sink = new JsonSink(maxBytes);
      EventShaper shaper = new EventShaper(sink, closed);
      sink.beginObject();
      sink.name(DATA);
      shaper.shape(root, payload);
      writeErrors(sink, shaper.errors());
      sink.endObject();
      return new Written(sink.toBytes(), null);
    } catch (ResultTooLargeException tooLarge) {
      RefusedResponse refusal = RefusedResponse.tooLarge(tooLarge);
      return new Written(refusal.toJson(), refusal);
    }
  }

  /**
   * The event as JSON, which is what its size is judged by.
   *
   * @param refusal what is told instead of an event that is too large; else null
   */
  // Nobody compares these.
  @SuppressWarnings("ArrayRecordComponent")
  private record Written(byte[] json, @Nullable RefusedResponse refusal) {}
}
