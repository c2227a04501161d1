/** Holds generated GraphQL schemas to those of the original; see {@code conformance/schema}. */
@NullMarked
package dev.pergola.conformance.schema;

import org.jspecify.annotations.NullMarked;
