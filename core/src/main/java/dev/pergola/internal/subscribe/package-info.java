/**
 * Who gets which event: subscriptions by what they wait for, found through an index of equalities,
 * and a bounded queue for each. What an event looks like, and who may have it, is decided before.
 */
@NullMarked
package dev.pergola.internal.subscribe;

import org.jspecify.annotations.NullMarked;
