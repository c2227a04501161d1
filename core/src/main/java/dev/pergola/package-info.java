/**
 * The front door of Pergola: a schema and a store in, a GraphQL API with its rules enforced out.
 */
@NullMarked
package dev.pergola;

import org.jspecify.annotations.NullMarked;
