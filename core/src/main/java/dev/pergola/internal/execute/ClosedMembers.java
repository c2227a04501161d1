package dev.pergola.internal.execute;

/** Which members of types that are no models stay closed to a caller. Safe to share. */
@FunctionalInterface
interface ClosedMembers {

  /** Whether this member of this type stays closed. */
  boolean closes(String type, String member);
}
