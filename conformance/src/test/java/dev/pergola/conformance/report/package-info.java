/** How the conformance runs tell what became of their cases. */
@NullMarked
package dev.pergola.conformance.report;

import org.jspecify.annotations.NullMarked;
