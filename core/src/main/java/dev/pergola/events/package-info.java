/**
 * SPI. How a committed write reaches the subscriptions of every node; a backend that stands alone
 * needs nothing of it.
 */
@NullMarked
package dev.pergola.events;

import org.jspecify.annotations.NullMarked;
