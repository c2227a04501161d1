package dev.pergola.storage.memory;

import dev.pergola.storage.StoreException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files that stores of this process have open. The one thing here that is shared by the whole
 * process, because what it guards is: on POSIX systems a file lock belongs to the process, and
 * closing <em>any</em> channel on the file gives it up. A second store that opened the file only to
 * find it locked would so unlock it for other processes.
 */
final class OpenFiles {

  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  private OpenFiles() {}

  /** Notes that the file, a real path, is open from now on. */
  static void enter(Path file) {
    if (!OPEN.add(file)) {
      throw inUse(file);
    }
  }

  static void leave(Path file) {
    OPEN.remove(file);
  }

  static StoreException inUse(Path file) {
    return new StoreException(
        "The file %s is in use by another store, in this process or in another one; close that one first, or give this one a file of its own."
            .formatted(file));
  }
}
