/** Every rule on every path, held against a naive model that shares no code with the library. */
@NullMarked
package dev.pergola.conformance.authorization;

import org.jspecify.annotations.NullMarked;
