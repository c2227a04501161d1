/**
 * Times the library beside what an expert writes by hand with the same GraphQL engine. {@link
 * dev.pergola.benchmarks.Main} runs it and prints the table; {@link
 * dev.pergola.benchmarks.Scenario} says what is asked, {@link dev.pergola.benchmarks.SideKind} who
 * answers.
 */
@NullMarked
package dev.pergola.benchmarks;

import org.jspecify.annotations.NullMarked;
