/** What the suite of the unmodified Amplify client runs against. */
@NullMarked
package dev.pergola.conformance.client;

import org.jspecify.annotations.NullMarked;
