package dev.pergola.internal.subscribe;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Groups by hash codes, each by a few, and several by the same. A table with open addressing, of
 * which an entry takes a fifth of what one of a map does, since there may be a million. It names
 * too many groups where codes are equal by chance, and never too few: who asks looks again. Guarded
 * by the lock of its topic.
 */
final class GroupIndex {

  private static final int LEAST = 16;

  /** Spreads codes that lie close together (Knuth's multiplier). */
  private static final int SPREAD = 0x9E3779B9;

  private int[] codes = new int[LEAST];
  private @Nullable Group[] groups = new Group[LEAST];
  private int size;

  /** The groups with this code, and perhaps others. */
  List<Group> of(int code) {
    List<Group> found = List.of();
    int at = home(code);
    for (Group group = groups[at]; group != null; group = groups[at]) {
      if (codes[at] == code) {
        found = found.isEmpty() ? new ArrayList<>(2) : found;
        found.add(group);
      }
      at = after(at);
    }
    return found;
  }

  void add(int code, Group group) {
    if ((size + 1) * 4L > groups.length * 3L) {
      resize(groups.length + groups.length / 2);
    }
    put(code, group);
    size++;
  }

  /** Takes a group away that is there under this code. */
  void remove(int code, Group group) {
    int at = home(code);
    while (codes[at] != code || groups[at] != group) {
      Objects.requireNonNull(groups[at], "a group that is there");
      at = after(at);
    }
    close(at);
    size--;
    if (groups.length > LEAST && size < groups.length / 4) {
      resize(Math.max(LEAST, groups.length / 2));
    }
  }

  /** Moves up what would not be found behind a free place. */
  private void close(int place) {
    int free = place;
    for (int at = after(free); groups[at] != null; at = after(at)) {
      if (distance(home(codes[at]), at) >= distance(free, at)) {
        codes[free] = codes[at];
        groups[free] = groups[at];
        free = at;
      }
    }
    groups[free] = null;
  }

  private int distance(int from, int to) {
    return to < from ? to - from + groups.length : to - from;
  }

  private void put(int code, Group group) {
    int at = home(code);
    while (groups[at] != null) {
      at = after(at);
    }
    codes[at] = code;
    groups[at] = group;
  }

  private void resize(int length) {
    int[] oldCodes = codes;
    @Nullable Group[] oldGroups = groups;
    codes = new int[length];
    groups = new Group[length];
    for (int i = 0; i < oldGroups.length; i++) {
      Group group = oldGroups[i];
      if (group != null) {
        put(oldCodes[i], group);
      }
    }
  }

  private int home(int code) {
    return (int) ((Integer.toUnsignedLong(code * SPREAD) * groups.length) >>> Integer.SIZE);
  }

  private int after(int place) {
    return place + 1 == groups.length ? 0 : place + 1;
  }
}
