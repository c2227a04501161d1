/** Whole backends on the embedded store: what a request gives, whatever it asks. */
@NullMarked
package dev.pergola.conformance.engine;

import org.jspecify.annotations.NullMarked;
