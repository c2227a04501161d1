package dev.pergola.internal.subscribe;

import dev.pergola.request.DataResponse;
import org.jspecify.annotations.Nullable;

/**
 * Makes of an event what a subscriber reads. Two that are equal make the same of every event, which
 * is then made once for the subscribers of both.
 */
public interface Rendering {

  /** What subscribers read. Must be cheap: the work is for when it is read. */
  DataResponse of(@Nullable Object payload);
}
