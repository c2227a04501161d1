package dev.pergola.storage.dynamodb;

/**
 * How a store reads.
 *
 * @param consistent whether reads of tables see every write that was answered before them
 * @param mostCallsForAPage how many calls one page may take before it ends
 */
record ReadOptions(boolean consistent, int mostCallsForAPage) {}
