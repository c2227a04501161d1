package dev.pergola.internal.subscribe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;

/** Groups found by one code: a few in little memory, many without a search for one of them. */
final class SeveralGroups implements Groups {

  private static final int FEW = 8;

  private Collection<Group> groups = new ArrayList<>(2);

  SeveralGroups(Group one) {
    groups.add(one);
  }

  @Override
  public Collection<Group> all() {
    return groups;
  }

  @Override
  public Groups with(Group group) {
    if (!groups.contains(group)) {
      if (groups.size() == FEW) {
        groups = new LinkedHashSet<>(groups);
      }
      groups.add(group);
    }
    return this;
  }

  @Override
  public Groups without(Group group) {
    if (groups.remove(group)) {
      if (groups.size() == 1) {
        return groups.iterator().next();
      }
      if (groups.size() == FEW / 2) {
        groups = new ArrayList<>(groups);
      }
    }
    return this;
  }
}
