package dev.pergola.violations.events;

import dev.pergola.violations.auth.AuthSideOfRing;

/** Closes a ring of two packages. */
public class EventsSideOfRing {
  AuthSideOfRing other;
}
