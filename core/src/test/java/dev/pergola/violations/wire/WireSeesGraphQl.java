package dev.pergola.violations.wire;

import dev.pergola.violations.graphql.EngineDoor;

/** A transport has no business with a host's engine. */
record WireSeesGraphQl(EngineDoor door) {}
