package dev.pergola.sdl;

import dev.pergola.dsl.Schema;

/**
 * Reads a schema from the directive language. So far: models of scalar and enum fields with
 * defaults, and the rules of models; all else is named in an {@link UnsupportedSdlException}.
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
