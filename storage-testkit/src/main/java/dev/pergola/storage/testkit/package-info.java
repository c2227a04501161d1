/**
 * The exam of a store: extend a class here, give it a fresh store, and every promise of the SPI is
 * tested.
 */
@NullMarked
package dev.pergola.storage.testkit;

import org.jspecify.annotations.NullMarked;
