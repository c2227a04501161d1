/** What keeps log lines few when strangers cause them. */
@NullMarked
package dev.pergola.internal.log;

import org.jspecify.annotations.NullMarked;
