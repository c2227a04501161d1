package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import org.jspecify.annotations.Nullable;

/**
 * For whom something runs, and how long.
 *
 * @param identity who calls
 * @param deadline when the answer comes too late, by {@link System#nanoTime()}
 * @param cancellation to be cancelled when nobody waits any more: what has not begun then does not
 *     begin, and code of the host's is interrupted; a write that has begun completes
 * @param explain keeps what it takes; null where nobody asks
 */
record Terms(
    Identity identity, long deadline, Cancellation cancellation, @Nullable ExplainLog explain) {}
