package dev.pergola.conformance.authorization;

import java.util.function.Function;

/**
 * A root field to ask, and what should come of it.
 *
 * @param path the way to the records that it tries
 * @param text the field without a response key
 * @param fragments what the document needs besides
 * @param cells how many records, or wishes to make one, it decides about
 * @param expected what should come of it under a response key
 */
record Ask(
    String path, String text, String fragments, int cells, Function<String, Flat> expected) {}
