package dev.pergola.dsl;

/** Who vouches for the callers of {@code allow.custom(...)}: there is no choice yet. */
public enum CustomProvider {
  /** A function of the host, the default; TypeScript {@code 'function'}. */
  FUNCTION
}
