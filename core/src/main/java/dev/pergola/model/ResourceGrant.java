package dev.pergola.model;

import java.util.Set;

/**
 * What a function of the host may do in its own name; TypeScript {@code allow.resource(fn)}. It
 * leaves no mark in the GraphQL schema.
 *
 * @param name the function's name
 * @param access what it may do, on every model
 */
public record ResourceGrant(String name, Set<Access> access) {

  /** What can be granted. */
  public enum Access {
    QUERY,
    MUTATE,
    LISTEN
  }

  public ResourceGrant {
    access = Set.copyOf(access);
  }
}
