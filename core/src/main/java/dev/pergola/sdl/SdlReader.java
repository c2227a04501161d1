package dev.pergola.sdl;

import dev.pergola.dsl.Schema;

/**
 * Reads a schema from the directive language: what Amplify's tools print of a TypeScript schema,
 * and what Gen 1 projects contain. A Gen 1 form is read where it means the same; where it does not,
 * the answer names the modern form. What the language can say and this version cannot do yet is
 * named in an {@link UnsupportedSdlException}.
 *
 * <p>A bare {@code id: ID!} is the one that every model has. Directives of AppSync on types say
 * what follows from the rules anyway, and are skipped; on an operation without {@code @auth} they
 * are its rules, and the code behind it is a custom handler with the operation's name.
 */
public final class SdlReader {

  private SdlReader() {}

  /**
   * The schema of the document. It is not resolved: names are looked up later, as with a schema
   * that is written in Java.
   *
   * @throws UnsupportedSdlException when all that cannot be read is not supported yet
   * @throws SdlException when something in the document is wrong
   */
  public static Schema read(String sdl) {
    return new DocumentReader().read(sdl);
  }
}
