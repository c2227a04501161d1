package dev.pergola.model;

/**
 * What a rule can grant on a model. The DSL's {@code read} stands for the five reading ones (spec:
 * authorization 2).
 */
public enum Operation {
  CREATE,
  UPDATE,
  DELETE,
  GET,
  LIST,
  SYNC,
  LISTEN,
  SEARCH;

  /** Whether the operation only reads. */
  public boolean reads() {
    return this != CREATE && this != UPDATE && this != DELETE;
  }
}
