package dev.pergola.internal.execute;

import dev.pergola.internal.authorize.DecisionObserver;
import dev.pergola.internal.authorize.Judgement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Why the decisions of one request ended as they did, each once, in the order in which they were
 * made. For development only.
 */
final class DecisionLog implements DecisionObserver {

  /** A request can make many; who reads them has seen enough by then. */
  private static final int MAX_ENTRIES = 500;

  private final Set<Map<String, Object>> entries = new LinkedHashSet<>();

  @Override
  public synchronized void decided(Judgement judgement) {
    if (entries.size() < MAX_ENTRIES) {
      entries.add(judgement.explain());
    }
  }

  /** The entries so far, as JSON objects. */
  synchronized List<Map<String, Object>> entries() {
    return List.copyOf(entries);
  }
}
