package dev.pergola.storage.memory;

/** What an answered write on a file has survived. */
public enum Durability {
  /**
   * The write has reached the operating system before it is answered: it survives the end of this
   * process by whatever means, {@code kill -9} included, but not a loss of power. The default.
   */
  OS,
  /** The write has been forced to the disk before it is answered: it survives a loss of power. */
  DISK,
  /**
   * The write is answered at once and reaches the operating system within about a second, as a
   * whole and in order with the others. An end of the process loses the last second.
   */
  RELAXED
}
