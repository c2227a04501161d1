package dev.pergola.storage.memory;

import org.h2.mvstore.Page;

/** What is asked of a leaf of a map as a whole, so that most rows need not be looked at. */
@FunctionalInterface
interface LeafTest {

  /** Tells nothing of any leaf. */
  LeafTest NONE = leaf -> true;

  /** Whether one of the leaf's rows may pass; if not, none of them does. */
  boolean mayPass(Page<byte[], byte[]> leaf);
}
