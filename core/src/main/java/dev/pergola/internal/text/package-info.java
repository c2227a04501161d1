/** The bytes of texts, how text of a caller may appear in what we say, and plurals of names. */
@NullMarked
package dev.pergola.internal.text;

import org.jspecify.annotations.NullMarked;
