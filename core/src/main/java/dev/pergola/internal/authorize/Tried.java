package dev.pergola.internal.authorize;

import dev.pergola.model.Rule;

/** A rule that was held against a caller, and how it took the caller. */
record Tried(Rule rule, Match match) {}
