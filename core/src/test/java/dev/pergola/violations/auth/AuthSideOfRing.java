package dev.pergola.violations.auth;

import dev.pergola.violations.events.EventsSideOfRing;

/** Closes a ring of two packages. */
public class AuthSideOfRing {
  EventsSideOfRing other;
}
