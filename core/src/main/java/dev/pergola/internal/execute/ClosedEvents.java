package dev.pergola.internal.execute;

import java.util.Set;

/**
 * What stays closed to a subscriber.
 *
 * @param types the types of which nothing is told
 * @param fields {@code Type.field} names of what else is not
 */
record ClosedEvents(Set<String> types, Set<String> fields) implements ClosedMembers {

  @Override
  public boolean closes(String type, String member) {
    return types.contains(type) || (!fields.isEmpty() && fields.contains(type + "." + member));
  }
}
