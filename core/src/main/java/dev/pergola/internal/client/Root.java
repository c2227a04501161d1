package dev.pergola.internal.client;

/** A root field of the schema that a call runs. */
sealed interface Root permits RootCall, OperationRoot {

  /** Its name, as {@code createPost}. */
  String field();

  /** Whether it stands on {@code Mutation}. */
  boolean mutation();
}
