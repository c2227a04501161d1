/** Holds the library to the security corpora in {@code conformance/security}. */
@NullMarked
package dev.pergola.conformance.security;

import org.jspecify.annotations.NullMarked;
