/**
 * One GraphQL operation turned into one {@link dev.pergola.internal.plan.Plan}: read, checked
 * against the limits, validated and compiled once, then kept with its document. A plan knows its
 * store calls, the columns it reads and the shape of its answer before anything runs.
 */
@NullMarked
package dev.pergola.internal.plan;

import org.jspecify.annotations.NullMarked;
