/**
 * SPI: the host's code behind custom queries and mutations. A handler is named in the schema or
 * given there as a lambda; it gets the arguments, coerced, and the caller, and gives back plain
 * Java values.
 */
@NullMarked
package dev.pergola.handler;

import org.jspecify.annotations.NullMarked;
