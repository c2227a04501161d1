package dev.pergola.model;

/**
 * How closely a backend follows the original where the original surprises or leaks. Each difference
 * is a row in the documentation's table of differences.
 */
public enum Behavior {
  /** The default: what a client may depend on is kept, what only surprises or leaks is mended. */
  SAFE,
  /**
   * Bug for bug as AWS AppSync and Amplify's resolvers; for conformance runs and for migrations.
   */
  APPSYNC
}
