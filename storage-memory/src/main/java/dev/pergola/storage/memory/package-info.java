/** A store that lives in the host's own process: in memory, or on one file when given a path. */
@NullMarked
package dev.pergola.storage.memory;

import org.jspecify.annotations.NullMarked;
