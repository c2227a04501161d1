package dev.pergola.internal.subscribe;

import org.jspecify.annotations.Nullable;

/** A place in the list of a group. Guarded by the lock of the topic. */
abstract class Member {

  private volatile @Nullable Group group;
  private @Nullable Member before;
  private @Nullable Stream after;

  /** The group, also for who does not hold the lock and will look again. */
  final @Nullable Group group() {
    return group;
  }

  /** The next one of the group. */
  final @Nullable Stream after() {
    return after;
  }

  /** Comes before the first one so far. */
  final void join(Group joined, @Nullable Stream first) {
    group = joined;
    after = first;
    if (first != null) {
      ((Member) first).before = this;
    }
  }

  /** Leaves; gives the first one that the group has then. */
  final @Nullable Stream leave(@Nullable Stream first) {
    Member previous = before;
    Stream next = after;
    if (next != null) {
      ((Member) next).before = previous;
    }
    if (previous != null) {
      previous.after = next;
    }
    group = null;
    before = null;
    after = null;
    return previous == null ? next : first;
  }
}
