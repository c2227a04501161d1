package dev.pergola.internal.subscribe;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups by {@link Codes}, each by a few. A table with open addressing and one entry for each code,
 * which takes a fifth of what one of a map does, since there may be a million. It names too many
 * groups where codes are equal by chance, and never too few: who asks looks again. Guarded by the
 * lock of its topic.
 */
final class GroupIndex {

  private static final int LEAST = 16;

  private int[] codes = new int[LEAST];
  private @Nullable Groups[] entries = new Groups[LEAST];
  private int size;

  /** How many codes there are. */
  int size() {
    return size;
  }

  /** The groups with this code, and perhaps others; changes with them. */
  Collection<Group> of(int code) {
    Groups found = entries[place(code)];
    return found == null ? List.of() : found.all();
  }

  /** Adds a group, unless it is there under this code. */
  void add(int code, Group group) {
    int at = place(code);
    Groups there = entries[at];
    codes[at] = code;
    entries[at] = there == null ? group : there.with(group);
    if (there == null && ++size * 4L > entries.length * 3L) {
      resize(entries.length + entries.length / 2);
    }
  }

  /** Takes a group away, if it is there under this code. */
  void remove(int code, Group group) {
    int at = place(code);
    Groups there = entries[at];
    if (there == null) {
      return;
    }
    entries[at] = there.without(group);
    if (entries[at] == null) {
      close(at);
      size--;
      if (entries.length > LEAST && size < entries.length / 4) {
        resize(Math.max(LEAST, entries.length / 2));
      }
    }
  }

  /** Where a code is, or else would be put. */
  private int place(int code) {
    int at = home(code);
    while (entries[at] != null && codes[at] != code) {
      at = after(at);
    }
    return at;
  }

  /** Moves up what would not be found behind a free place. */
  private void close(int place) {
    int free = place;
    for (int at = after(free); entries[at] != null; at = after(at)) {
      if (distance(home(codes[at]), at) >= distance(free, at)) {
        codes[free] = codes[at];
        entries[free] = entries[at];
        free = at;
      }
    }
    entries[free] = null;
  }

  private int distance(int from, int to) {
    return to < from ? to - from + entries.length : to - from;
  }

  private void resize(int length) {
    int[] oldCodes = codes;
    @Nullable Groups[] oldEntries = entries;
    codes = new int[length];
    entries = new Groups[length];
    for (int i = 0; i < oldEntries.length; i++) {
      if (oldEntries[i] != null) {
        int at = place(oldCodes[i]);
        codes[at] = oldCodes[i];
        entries[at] = oldEntries[i];
      }
    }
  }

  private int home(int code) {
    return (int) ((Integer.toUnsignedLong(code) * entries.length) >>> Integer.SIZE);
  }

  private int after(int place) {
    return place + 1 == entries.length ? 0 : place + 1;
  }
}
