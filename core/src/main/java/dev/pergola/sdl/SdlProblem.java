package dev.pergola.sdl;

/**
 * One place of a document that could not be read. {@link #toString()} is the whole as one line.
 *
 * @param line where, from 1
 * @param column where, from 1
 * @param kind whether the document is wrong or the reader not far enough
 * @param text what stands there, what is wrong with it, and what would do
 */
public record SdlProblem(int line, int column, Kind kind, String text) {

  /** Whose fault it is. */
  public enum Kind {
    /** The document means nothing here. */
    WRONG,
    /** The document means something that this version cannot do. */
    NOT_SUPPORTED
  }

  @Override
  public String toString() {
    return "%d:%d: %s".formatted(line, column, text);
  }
}
