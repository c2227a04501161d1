/**
 * What a schema means once it is checked: models, fields, keys, indexes and rules, with every name
 * resolved and every default filled in.
 *
 * <p>Authors write {@code dev.pergola.dsl}; the engine, the stores and the generators read this
 * package. It has accessors only, every value is immutable, and it imports nothing else of Pergola.
 */
@NullMarked
package dev.pergola.model;

import org.jspecify.annotations.NullMarked;
