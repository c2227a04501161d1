/** Which of a backend's modes a request is in. */
@NullMarked
package dev.pergola.internal.authenticate;

import org.jspecify.annotations.NullMarked;
