/** How text of a caller may appear in what we say. */
@NullMarked
package dev.pergola.internal.text;

import org.jspecify.annotations.NullMarked;
