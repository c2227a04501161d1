/** Holds the library to the measured behaviour of the original; tests only. */
@NullMarked
package dev.pergola.conformance;

import org.jspecify.annotations.NullMarked;
