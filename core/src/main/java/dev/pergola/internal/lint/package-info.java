/** What works in a schema and may not be meant. */
@NullMarked
package dev.pergola.internal.lint;

import org.jspecify.annotations.NullMarked;
