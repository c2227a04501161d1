/**
 * JSON text to plain Java values and back, on a streaming parser. Strict where JSON is loose: the
 * text comes from strangers, and two readers of one text must see the same value.
 */
@NullMarked
package dev.pergola.internal.json;

import org.jspecify.annotations.NullMarked;
