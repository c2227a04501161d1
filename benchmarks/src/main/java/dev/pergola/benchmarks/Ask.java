package dev.pergola.benchmarks;

import java.util.Map;

/**
 * One request.
 *
 * @param query the document
 * @param variables its variables
 */
record Ask(String query, Map<String, Object> variables) {}
