package dev.pergola.internal.execute;

import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.subscribe.Rendering;
import dev.pergola.request.DataResponse;
import org.jspecify.annotations.Nullable;

/**
 * What subscribers with one selection read of events. Equal where the selection is the same one, as
 * it is for requests with the same document, and the same fields are closed.
 *
 * @param root the selection
 * @param closed what is not told
 * @param maxBytes how large an event may be
 */
record EventRendering(RootField.Served root, ClosedEvents closed, int maxBytes)
    implements Rendering {

  @Override
  public DataResponse of(@Nullable Object payload) {
    return new EventResponse(root, payload, closed, maxBytes);
  }

  // By identity: to compare selections would be more work than to render them.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EventRendering that && root == that.root && closed.equals(that.closed);
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(root) * 31 + closed.hashCode();
  }
}
