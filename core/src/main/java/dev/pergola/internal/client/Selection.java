package dev.pergola.internal.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is asked of an object: its members by name, and what is asked below each. Immutable;
 * compared by content, and cheap to look plans up by.
 */
final class Selection {

  /** Nothing below: what is asked of a scalar. */
  static final Selection LEAF = new Selection(Map.of());

  private final Map<String, Selection> members;
  private final int hash;

  private Selection(Map<String, Selection> members) {
    this.members = members;
    this.hash = members.hashCode();
  }

  static Selection of(Map<String, Selection> members) {
    return members.isEmpty()
        ? LEAF
        : new Selection(Collections.unmodifiableMap(new LinkedHashMap<>(members)));
  }

  Map<String, Selection> members() {
    return members;
  }

  boolean isLeaf() {
    return members.isEmpty();
  }

  /** What is asked of this, or of the other, or of both. */
  Selection merge(Selection other) {
    if (other.isLeaf()) {
      return this;
    }
    Map<String, Selection> all = new LinkedHashMap<>(members);
    other.members.forEach((name, below) -> all.merge(name, below, Selection::merge));
    return of(all);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Selection that && hash == that.hash && members.equals(that.members));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return isLeaf() ? "" : members.toString();
  }
}
