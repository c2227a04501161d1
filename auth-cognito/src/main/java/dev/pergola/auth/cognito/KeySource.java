package dev.pergola.auth.cognito;

import java.io.IOException;

/** Where a JWKS document comes from. */
interface KeySource extends AutoCloseable {

  /** The document as it is now; takes no longer than the source is willing to wait. */
  byte[] read() throws IOException;

  /** Ends a read that is under way, and every later one. */
  @Override
  void close();
}
