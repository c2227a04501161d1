/**
 * Runs the scenarios of {@code runtime-scenarios/1}: black-box stories of requests, each against a
 * fresh backend, with what the original answers to them. The format stands in {@code
 * conformance/runtime/README.md}.
 */
@NullMarked
package dev.pergola.conformance.runtime;

import org.jspecify.annotations.NullMarked;
