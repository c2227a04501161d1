package dev.pergola.dsl;

/**
 * The two words that a schema is written with: {@link #a} makes types, {@link #allow} makes rules.
 * They are the twins of TypeScript's {@code a} and {@code allow}, hence the lower case; import both
 * statically.
 */
public final class Dsl {

  /** Makes schemas, models, enums and field types; TypeScript {@code a}. */
  public static final Types a = new Types();

  /** Makes authorization rules; TypeScript {@code allow}. */
  public static final AuthRules allow = new AuthRules();

  private Dsl() {}
}
