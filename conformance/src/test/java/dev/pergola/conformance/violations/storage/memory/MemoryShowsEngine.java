package dev.pergola.conformance.violations.storage.memory;

import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** May use the engine, but not show it. */
public class MemoryShowsEngine {
  private MVStore mayBeKept;

  protected List<MVMap<String, String>> maps() {
    return List.of(mayBeKept.openMap("map"));
  }
}
