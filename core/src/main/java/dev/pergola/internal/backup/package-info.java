/**
 * Backups: all rows of a store as lines of JSON, the same for every store. The first line names the
 * format and the tables, each further one is a row, the last one has the checksum of all before it.
 * A value comes back exactly as it was: {@link dev.pergola.internal.backup.ValueJson} says how.
 */
@NullMarked
package dev.pergola.internal.backup;

import org.jspecify.annotations.NullMarked;
