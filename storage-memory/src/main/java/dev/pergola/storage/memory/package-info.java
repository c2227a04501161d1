/**
 * A store that lives in the host's own process: in memory, or on one file when given a path.
 *
 * <pre>{@code
 * Pergola backend =
 *     Pergola.builder(schema)
 *         .store(EmbeddedStore.file(Path.of("data", "posts.db")))
 *         .authorizationModes(modes -> modes.userPool(cognito))
 *         .build();
 * }</pre>
 *
 * <p>It stands on the storage engine of H2, used as ordered maps and without SQL: {@link
 * dev.pergola.storage.memory.EmbeddedStore} hands requests to {@code Reads} and, through the one
 * {@code Writer}, to {@code Writes}; {@code Database} has the maps, and {@code Versions} what
 * readers see of them. How keys and rows lie in bytes say {@code KeyWriter} and {@code RowLayout}.
 */
@NullMarked
package dev.pergola.storage.memory;

import org.jspecify.annotations.NullMarked;
