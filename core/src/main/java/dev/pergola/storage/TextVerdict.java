package dev.pergola.storage;

/** What came of a {@link TextTest} of one column of a row. */
public enum TextVerdict {

  /** The column holds a text that passes. */
  PASSED,

  /** The column holds a text that does not pass. */
  FAILED,

  /** The column holds no text, or the row does not keep it as bytes; its value tells. */
  UNTESTED
}
