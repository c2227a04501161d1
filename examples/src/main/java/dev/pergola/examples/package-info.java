/** Small hosts that run; the snippets of the documentation are taken from here. */
@NullMarked
package dev.pergola.examples;

import org.jspecify.annotations.NullMarked;
