package dev.pergola.internal.client;

import dev.pergola.internal.plan.PreparedDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The plans of calls by shape, the least recently used going first. A host has as many shapes as
 * its code; one that makes up selections cannot fill the memory with them. Safe to share.
 */
final class CallPlans {

  private final Function<CallShape, PreparedDocument> maker;
  private final int kept;
  private final Map<CallShape, PreparedDocument> known = new LinkedHashMap<>(16, 0.75f, true);

  CallPlans(Function<CallShape, PreparedDocument> maker, int kept) {
    this.maker = maker;
    this.kept = kept;
  }

  /**
   * The plan of this shape.
   *
   * @throws dev.pergola.internal.plan.RequestRefusedException if it breaks a limit
   */
  PreparedDocument of(CallShape shape) {
    synchronized (known) {
      @Nullable PreparedDocument plan = known.get(shape);
      if (plan != null) {
        return plan;
      }
    }
    PreparedDocument made = maker.apply(shape);
    synchronized (known) {
      known.put(shape, made);
      var eldest = known.keySet().iterator();
      while (known.size() > kept) {
        eldest.next();
        eldest.remove();
      }
    }
    return made;
  }
}
