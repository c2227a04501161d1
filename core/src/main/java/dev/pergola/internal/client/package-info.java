/**
 * The calls of {@code dev.pergola.client}: each becomes an operation of the schema, built as a tree
 * and not as text, planned once for what it asks and run as any request is.
 */
@NullMarked
package dev.pergola.internal.client;

import org.jspecify.annotations.NullMarked;
